using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class ContactRightsTests
{
    private readonly CliBench _bench = new();

    private StoreOptions Options => new() { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(KeyFolder) };

    private string KeyFolder => Path.Combine(_bench.Folder, "data", "keys");

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase("telegram:7000000001", false)]
    [TestCase("7000000001", false)]
    [TestCase("elodie@example.org", false)]
    [TestCase("06 12 34 56 78", false)]
    [TestCase("élodie", true)]
    [TestCase("ELODIE D", true)]
    public async Task Find_WhateverThePersonTells_GivesTheIdAndNoMore(string asked, bool byName)
    {
        var person = await MeetAsync("7000000001", "Élodie Durand", new() { Mail = "elodie@example.org", Phone = "+33612345678" });
        await MeetAsync("7000000002", "Camille", new());

        Assert.That(await _bench.RunAsync("contacts", "find", asked, "--json"), Is.Zero, _bench.Error);

        var found = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("found").EnumerateArray().Single();
        Assert.That(found.GetProperty("id").GetString(), Is.EqualTo($"{person.Contact}"));
        Assert.That(found.GetProperty("name").GetString(), Is.EqualTo(byName ? "Élodie Durand" : null));
        Assert.That(_bench.Output, Does.Not.Contain("example.org").And.Not.Contain("33612"));
    }

    [Test]
    public async Task Show_OfAPerson_TellsWhatIsKeptAndNotesWhoLooked()
    {
        var person = await MeetAsync("7000000001", "Élodie\u001b[2J", new() { Mail = "elodie@example.org" });

        Assert.That(await _bench.RunAsync("contacts", "show", $"{person.Contact}"[..13], "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("contact occasionnel").And.Contain("adresse : elodie@example.org").And.Not.Contain("7000000001"));
        Assert.That(_bench.Output, Has.None.EqualTo('\u001b'));
        Assert.That(await NotedAsync(person.Contact), Does.Contain(("contact.shown", $"coordinator:{Environment.UserName}")));
    }

    [Test]
    public async Task Erase_IdTypedAgain_LeavesAHashOnTheListAndNothingElse()
    {
        var person = await MeetAsync("7000000001", "Élodie", new() { Mail = "elodie@example.org" });
        _bench.Input = new StringReader($"{person.Contact}\n");

        Assert.That(await _bench.RunAsync("contacts", "erase", $"{person.Contact}"), Is.Zero, _bench.Error);

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)), Is.Null);
        Assert.That(await NotedAsync(person.Contact), Does.Contain(("contact.moved", $"coordinator:{Environment.UserName}")));
        await _bench.RunAsync("contacts", "find", "elodie@example.org", "--lang", "en");
        Assert.That(_bench.Output, Does.Contain("Nobody is kept by that.").And.Contain("not to be written to (email): erasure"));
    }

    [Test]
    public async Task Erase_OfAPerson_LeavesNoByteOfWhatWasToldInTheStoresFile()
    {
        var person = await MeetAsync("7000000001", "Élodie Durand", new() { GivenName = "Zoraïde", Mail = "elodie@example.org", Phone = "+33612345678" });
        Assert.That(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Options.Path)), Does.Contain("elodie@example.org").And.Contain("Zoraïde"), "the search finds what is there");

        await _bench.RunAsync("contacts", "erase", $"{person.Contact}", "--confirm", $"{person.Contact}");

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Options.Path)!, "*", SearchOption.AllDirectories))
        {
            Assert.That(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain("example.org").And.Not.Contain("Zoraïde").And.Not.Contain("Durand").And.Not.Contain("33612345678"), file);
        }
    }

    [Test]
    public async Task Erase_AnotherIdTyped_ErasesNobody()
    {
        var (person, other) = (await MeetAsync("7000000001", "Élodie", new()), await MeetAsync("7000000002", "Camille", new()));

        Assert.That(await _bench.RunAsync("contacts", "erase", $"{person.Contact}", "--confirm", $"{other.Contact}"), Is.EqualTo(ExitCode.Refused));
        Assert.That(await _bench.RunAsync("contacts", "erase", $"{person.Contact}", "--confirm", $"{person.Contact}"[..20]), Is.EqualTo(ExitCode.Refused));
        Assert.That(await _bench.RunAsync("contacts", "erase", $"{person.Contact}"), Is.EqualTo(ExitCode.Usage), "nobody can type it");

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)), Is.Not.Null);
    }

    [Test]
    public async Task Erase_WhoHasLinkedAnotherAccount_TakesItAlong()
    {
        var (one, other) = (await MeetAsync("7000000001", "Élodie", new()), await MeetAsync("7000000002", "Élodie", new()));
        await LinkAsync(one, other);

        await _bench.RunAsync("contacts", "erase", $"{one.Contact}", "--confirm", $"{one.Contact}", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("2 contacts liés sont effacés"));
        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(other.Contact, default)), Is.Null);
    }

    [Test]
    public async Task Oppose_OfAPerson_EndsMessagesAndKeepsNoName()
    {
        var person = await MeetAsync("7000000001", "Élodie", new() { GivenName = "Élodie" });

        Assert.That(await _bench.RunAsync("contacts", "oppose", $"{person.Contact}"), Is.Zero, _bench.Error);

        var kept = (await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)))!;
        Assert.That((kept.State, kept.Details.GivenName), Is.EqualTo((ContactState.Opposed, (string?)null)));
    }

    [Test]
    public async Task LinksUndo_OfAPerson_SetsTheAccountsApart()
    {
        var (one, other) = (await MeetAsync("7000000001", "Élodie", new()), await MeetAsync("7000000002", "Élodie", new()));
        var link = await LinkAsync(one, other);

        await _bench.RunAsync("contacts", "links", $"{one.Contact}");
        Assert.That(_bench.Output, Does.Contain($"{link}"));
        Assert.That(await _bench.RunAsync("contacts", "links", "undo", $"{link}"), Is.Zero, _bench.Error);

        Assert.That(await ReadAsync(store => store.Links.ReachAsync(one.Contact, default)), Is.EqualTo(new[] { one.Contact }));
        Assert.That(await _bench.RunAsync("contacts", "links", "undo", $"{link}"), Is.EqualTo(ExitCode.Refused));
    }

    [Test]
    public async Task Requests_ThatWait_AreListedWithTheDaysThatAreLeftOfTheMonth()
    {
        var person = await MeetAsync("7000000001", "Élodie", new());
        var now = TimeProvider.System.GetUtcNow();
        await using (var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None))
        {
            await store.Conversations.SettleAsync(new() { Interaction = new('a', 64), Account = "bot33", Outcome = "data-request", At = now, Contact = person.Contact, Waiting = new(WaitReason.DataRequest, now.AddDays(9).AddHours(1)) }, CancellationToken.None);
            await store.Conversations.SettleAsync(new() { Interaction = new('b', 64), Account = "bot33", Outcome = "data-request", At = now, Waiting = new(WaitReason.DataRequest, now.AddHours(-1)) }, CancellationToken.None);
            await store.Conversations.SettleAsync(new() { Interaction = new('c', 64), Account = "bot33", Outcome = "human", At = now, Waiting = new(WaitReason.Human, now.AddHours(1)) }, CancellationToken.None);
        }

        Assert.That(await _bench.RunAsync("contacts", "requests", "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("bbbbbbbb  délai passé").And.Contain("aaaaaaaa  9 jours restants").And.Contain($"contact {Core.Ids.ShortId.Of(person.Contact)}").And.Not.Contain("cccccccc").And.Not.Contain("Élodie"));
        await _bench.RunAsync("inbox", "done", "aaaaaaaa");
        await _bench.RunAsync("inbox", "done", "bbbbbbbb");
        await _bench.RunAsync("contacts", "requests", "--lang", "en");
        Assert.That(_bench.Output, Does.Contain("No request waits."));
    }

    [TestCase("block", ContactState.Blocked)]
    [TestCase("deceased", ContactState.Deceased)]
    public async Task Decide_AboutAPerson_KeepsNothingButTheRow(string verb, ContactState state)
    {
        var person = await MeetAsync("7000000001", "Élodie", new() { GivenName = "Élodie" });

        Assert.That(await _bench.RunAsync(["contacts", verb, $"{person.Contact}", .. verb == "deceased" ? ["--confirm", $"{person.Contact}"] : Array.Empty<string>()]), Is.Zero, _bench.Error);

        var kept = (await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)))!;
        Assert.That((kept.State, kept.Details.GivenName), Is.EqualTo((state, (string?)null)));
        Assert.That(await NotedAsync(person.Contact), Does.Contain(("contact.moved", $"coordinator:{Environment.UserName}")));
    }

    [Test]
    public async Task Deceased_EndOfAnIdThatWasMistyped_KeepsNothingWithoutTheWholeId()
    {
        var person = await MeetAsync("7000000001", "Élodie", new() { GivenName = "Élodie" });
        var part = $"{person.Contact}"[^8..];

        Assert.That(await _bench.RunAsync("contacts", "deceased", part, "--confirm", part, "--lang", "fr"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("rien n'a été noté"));
        Assert.That(await _bench.RunAsync("contacts", "deceased", part, "--json"), Is.EqualTo(ExitCode.Usage), "nobody can answer");

        var kept = (await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)))!;
        Assert.That((kept.State, kept.Details.GivenName), Is.EqualTo((ContactState.Occasional, "Élodie")));
    }

    [Test]
    public async Task Release_WhoIsPaused_IsWhereThePersonWasAndForAsLong()
    {
        var person = await MeetAsync("7000000001", "Élodie", new());
        var before = (await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)))!;
        await using (var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None))
        {
            await store.Contacts.MoveAsync(new(person.Contact, ContactCause.Doubt, StoreBench.Time.GetUtcNow(), _ => StoreBench.Time.GetUtcNow()), Core.Audit.Actor.System, CancellationToken.None);
        }

        Assert.That(await _bench.RunAsync("contacts", "release", $"{person.Contact}", "--lang", "fr"), Is.Zero, _bench.Error);

        var after = (await ReadAsync(store => store.Contacts.FindAsync(person.Contact, default)))!;
        Assert.That((after.State, after.PurgeAfter), Is.EqualTo((ContactState.Occasional, before.PurgeAfter)));
        Assert.That(_bench.Output, Does.Contain("Cette personne est maintenant : contact occasionnel."));
        Assert.That(await _bench.RunAsync("contacts", "release", $"{person.Contact}", "--lang", "fr"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("ni en pause ni bloquée"));
    }

    [Test]
    public async Task Erase_WhoOnlyCommented_TakesTheCommentsAlong()
    {
        await MeetAsync("7000000001", "Élodie", new());
        await CommentAsync("7000000003", "Zoraïde", "Trop c'est trop");
        await CommentAsync("7000000004", "Camille", "Bravo");

        await _bench.RunAsync("contacts", "find", "telegram:7000000003", "--lang", "fr");
        Assert.That(_bench.Output, Does.Contain("Personne n'est gardé sous cela.").And.Contain("1 message qu'il a écrit est gardé").And.Not.Contain("Zoraïde"));
        Assert.That(await _bench.RunAsync("contacts", "export", "telegram:7000000003"), Is.Zero, _bench.Error);
        await using (var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Path.Combine(_bench.Folder, "donnees-telegram-7000000003.zip")))
        {
            using var words = new StreamReader(zip.GetEntry("interactions.ndjson")!.Open());
            Assert.That(await words.ReadToEndAsync(), Does.Contain("Trop c'est trop").And.Not.Contain("Bravo"));
            using var page = new StreamReader(zip.GetEntry("readme.html")!.Open());
            Assert.That(await page.ReadToEndAsync(), Does.Contain("« de passage »").And.Contain("telegram"));
        }
        Assert.That(await _bench.RunAsync("contacts", "erase", "telegram:7000000003", "--confirm", "telegram:7000000004"), Is.EqualTo(ExitCode.Refused));
        Assert.That(await _bench.RunAsync("contacts", "erase", "telegram:7000000003", "--confirm", "telegram:7000000003", "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("1 message est effacé"));
        Assert.That((await ReadAsync(store => store.Inbox.ListAsync(waiting: false, 9, default))).Select(one => one.Author.Name), Is.EqualTo(new[] { "Camille" }));
        Assert.That((await ReadAsync(store => store.Audit.ReadAsync(null, 9, default))).Select(entry => entry.Action), Is.SupersetOf(new[] { "words.erased", "contact.exported" }));
        Assert.That(await _bench.RunAsync("contacts", "erase", "telegram:7000000003", "--confirm", "telegram:7000000003"), Is.EqualTo(ExitCode.Refused), "nothing is left");
    }

    [Test]
    public async Task Show_OfAnAccount_IsThatOfItsContact()
    {
        var person = await MeetAsync("7000000001", "Élodie", new());

        Assert.That(await _bench.RunAsync("contacts", "show", "telegram:7000000001"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain($"{person.Contact}"));
    }

    [TestCase("show")]
    [TestCase("erase", "--confirm", "0197a3f0-0000-7000-8000-000000000000")]
    [TestCase("oppose")]
    public async Task Change_OfNobody_IsRefused(string verb, params string[] more)
    {
        await MeetAsync("7000000001", "Élodie", new());

        Assert.That(await _bench.RunAsync(["contacts", verb, "0197a3f0-0000-7000-8000-000000000000", .. more]), Is.EqualTo(ExitCode.Refused));
    }

    private async Task<Identity> MeetAsync(string id, string name, ContactDetails details)
    {
        new StoreBench(_bench).Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None);
        var (now, keys, point) = (StoreBench.Time.GetUtcNow(), new PeopleKeyFile(KeyFolder).Make(), ContactPoint.OfNetwork("telegram", id));
        var met = await store.Contacts.MeetAsync(new(point, name, "fr", null, now), keys.Hashes(point), ContactState.Occasional, now.AddYears(50), CancellationToken.None);
        await store.Contacts.KeepDetailsAsync(met.Contact, details, Core.Audit.Actor.System, now, CancellationToken.None);
        return met;
    }

    private async Task CommentAsync(string id, string name, string text)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None);
        var (now, keys) = (StoreBench.Time.GetUtcNow(), new PeopleKeyFile(KeyFolder).Make());
        var said = new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, id), InteractionKind.Comment, new Author(null, name) { Key = keys.Hash(ContactPoint.OfNetwork("telegram", id)) }, text, now);
        await store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, now)]), CancellationToken.None);
        await store.Inbox.KeepUnderstoodAsync([new((await store.Inbox.WaitingAsync(0, 9, CancellationToken.None)).Single().Number, "bot33", new([said], []))], now, CancellationToken.None);
    }

    private async Task<Guid> LinkAsync(Identity one, Identity other)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, StoreBench.Time, null, CancellationToken.None);
        return (await store.Links.LinkAsync(one.Id, other.Id, LinkGesture.Code, Core.Audit.Actor.System, StoreBench.Time.GetUtcNow(), CancellationToken.None))!.Id;
    }

    private Task<IReadOnlyList<(string Action, string Actor)>> NotedAsync(Guid contact)
        => ReadAsync<IReadOnlyList<(string, string)>>(async store => [.. (await store.Audit.ReadAsync($"{contact}", 9, CancellationToken.None)).Select(entry => (entry.Action, $"{entry.Actor}"))]);

    private async Task<T> ReadAsync<T>(Func<RelayStore, Task<T>> read)
    {
        await using var store = await RelayStore.OpenReadOnlyAsync(Options, StoreBench.Time, null, CancellationToken.None);
        return await read(store);
    }
}
