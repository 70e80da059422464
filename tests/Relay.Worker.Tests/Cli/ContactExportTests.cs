using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class ContactExportTests
{
    private static readonly DateTimeOffset Now = StoreBench.Time.GetUtcNow();

    private readonly CliBench _bench = new();

    private string KeyFolder => Path.Combine(_bench.Folder, "data", "keys");

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Export_OfAPerson_HoldsEverythingThatIsKept()
    {
        var id = await LeaveAsync();
        var path = Path.Combine(_bench.Folder, "copie.zip");

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--to", path), Is.Zero, _bench.Error);

        await using var zip = await ZipFile.OpenReadAsync(path);
        Assert.That(zip.Entries.Select(entry => entry.Name), Is.EquivalentTo(new[]
        {
            "readme.html", "contact.json", "identities.json", "interactions.ndjson", "rsvp.json", "supports.json", "subscriptions.json", "acts.json", "consents.json", "guests.json", "waiting.json", "dialogs.json", "returned.json", "audit.csv",
        }));
        Assert.That(Row(zip, "contact.json").GetProperty("email").GetString(), Is.EqualTo("elodie@example.org"));
        Assert.That(Row(zip, "identities.json").GetProperty("external_id").GetString(), Is.EqualTo("7000000001"));
        Assert.That(Row(zip, "rsvp.json").GetProperty("party_size").GetInt32(), Is.EqualTo(3));
        Assert.That(Row(zip, "consents.json").GetProperty("wording").GetString(), Is.EqualTo("Oui, les nouvelles de la Gironde"));
        Assert.That(JsonDocument.Parse(Text(zip, "interactions.ndjson")).RootElement.GetProperty("text").GetString(), Is.EqualTo("Je viens, on sera 3"));
        Assert.That(Text(zip, "audit.csv"), Does.StartWith("at_utc,by,action,subject,detail\r\n").And.Contain("contact.exported").And.Not.Contain(Environment.UserName));
        Assert.That(Text(zip, "readme.html"), Does.Contain("Ce que Parti &lt;test&gt; garde de vous").And.Contain("dpo@example.org").And.Contain("contact régulier"));
    }

    [TestCase(false, TestName = "Export_OfAPersonOnTwoNetworks_HoldsBoth")]
    [TestCase(true, TestName = "Export_OfAPersonWhoHasSaidStop_HoldsWhatIsStillKept")]
    public async Task Export_OfTwoNetworks(bool opposed)
    {
        var id = await LeaveAsync();
        await using (var store = await OpenAsync())
        {
            var (keys, page) = (new PeopleKeyFile(KeyFolder).Make(), ContactPoint.OfNetwork("facebook", "80000000000002"));
            var telegram = (await store.Contacts.IdentitiesAsync(id, default)).Single();
            var facebook = await store.Contacts.MeetAsync(new(page, "Élodie D.", "fr", null, Now), keys.Hashes(page), ContactState.Occasional, Now.AddYears(50), default);
            await store.Links.LinkAsync(telegram.Id, facebook.Id, LinkGesture.Code, Core.Audit.Actor.System, Now, default);
            var comment = new Happening.Said(new("facebook:1", "1_2", InteractionRealm.Public, "1_2_3"), InteractionKind.Comment, new Author(null, "Élodie D.") { Key = keys.Hash(page) }, "Bravo !", Now);
            await store.Inbox.KeepAsync(new([new("page33", Door.Poll, "feed", new byte[] { 1 }, Now)]), default);
            await store.Inbox.KeepUnderstoodAsync([new((await store.Inbox.WaitingAsync(0, 9, default)).Single().Number, "page33", new([comment], []))], Now, default);
            await store.Ledger.AnswerAsync([Some.Answer(1, Now) with { Target = new("7000000001", Kind: TargetKind.Private), Person = telegram.Id, Text = "C'est noté." }], Core.Audit.Actor.System, Now, default);
            await store.Ledger.AnswerAsync(
                [Some.Answer(2, Now) with { Subject = "broadcast/1/2", Network = "facebook", Account = "page33", Target = new("80000000000002", Kind: TargetKind.Private), Person = facebook.Id, Text = "Les nouvelles.", Broadcast = 1, Priority = Priority.Announcement }],
                Core.Audit.Actor.System, Now, default);
            await store.Conversations.SettleAsync(
                new()
                {
                    Interaction = "i2", Account = "page33", Outcome = "done", At = Now, Contact = facebook.Contact, Identity = facebook.Id, Waiting = new(WaitReason.DataRequest, Now.AddYears(50)), Dialog = new(null, null, Now),
                    Acts = [new(new Act.Support(new ItemKey("party", ItemKind.Initiative, "7")), Now.AddYears(50)), new(new Act.Proposal(IsEvent: true, "Une fête"), Now.AddYears(50))],
                    Told = new(new ItemKey("party", ItemKind.Event, "42"), "2026-03-09T18:30 Salle des fêtes", "fr", Now.AddYears(50)),
                },
                default);
        }
        if (opposed)
        {
            await _bench.RunAsync("contacts", "oppose", $"{id}");
        }
        var path = Path.Combine(_bench.Folder, "copie.zip");

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--to", path), Is.Zero, _bench.Error);

        await using var zip = await ZipFile.OpenReadAsync(path);
        var messages = Text(zip, "interactions.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(messages.Select(one => (one.GetProperty("direction").GetString(), one.GetProperty("network").GetString(), one.GetProperty("text").GetString())), Is.EquivalentTo(new[]
        {
            ("in", "telegram", "Je viens, on sera 3"), ("in", "facebook", "Bravo !"), ("out", "telegram", "C'est noté."), ("out", "facebook", "Les nouvelles."),
        }));
        Assert.That(Rows(zip, "contact.json"), Has.Count.EqualTo(2));
        Assert.That(Rows(zip, "identities.json").Select(row => row.GetProperty("external_id").GetString()), Is.EquivalentTo(opposed ? new string?[] { null, null } : ["7000000001", "80000000000002"]));
        Assert.That(Rows(zip, "identities.json").Select(row => row.GetProperty("linked_to").GetArrayLength()), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(Row(zip, "rsvp.json").GetProperty("event").GetString(), Is.EqualTo("party/event/42"));
        Assert.That(Row(zip, "supports.json").GetProperty("initiative").GetString(), Is.EqualTo("party/initiative/7"));
        Assert.That(Row(zip, "acts.json").GetProperty("words").GetString(), Is.EqualTo("Une fête"));
        Assert.That(Row(zip, "consents.json").GetProperty("wording").GetString(), Is.EqualTo("Oui, les nouvelles de la Gironde"), "with its end, where it was taken back");
        Assert.That(Row(zip, "guests.json").GetProperty("told").GetString(), Does.Contain("Salle des fêtes"));
        Assert.That(Row(zip, "waiting.json").GetProperty("reason").GetString(), Is.EqualTo("data-request"));
        Assert.That(Rows(zip, "dialogs.json"), Has.Count.EqualTo(1));
        Assert.That(Rows(zip, "returned.json").Select(row => row.GetProperty("kind").GetString()), Is.SupersetOf(new[] { "rsvp", "support", "proposal" }));
        Assert.That(Text(zip, "readme.html"), Does.Contain("returned.json").And.Contain("30 jours après leur arrivée"));
    }

    [Test]
    public async Task Export_WhereAFileStands_LeavesItAsItIs()
    {
        var id = await LeaveAsync();
        var path = _bench.Write("copie.zip", "autre chose");

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--to", path), Is.EqualTo(ExitCode.Refused));

        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("autre chose"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Export_OfAPerson_IsForItsOwnerAlone()
    {
        var id = await LeaveAsync();

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--json"), Is.Zero, _bench.Error);

        var path = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("file").GetString()!;
        Assert.That(path, Is.EqualTo(Path.Combine(_bench.Folder, $"donnees-{id}.zip")));
        Assert.That(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static JsonElement Row(ZipArchive zip, string name) => Rows(zip, name).Single();

    private static IReadOnlyList<JsonElement> Rows(ZipArchive zip, string name)
    {
        var page = JsonDocument.Parse(Text(zip, name)).RootElement;
        Assert.That(page.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        return [.. page.GetProperty("rows").EnumerateArray()];
    }

    private Task<RelayStore> OpenAsync() => RelayStore.OpenForWorkAsync(new() { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(KeyFolder) }, StoreBench.Time, null, CancellationToken.None);

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private async Task<Guid> LeaveAsync()
    {
        new StoreBench(_bench).Configure();
        var file = Path.Combine(_bench.Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"Sources\":", "\"Party\": { \"Name\": \"Parti <test>\", \"DataProtectionContact\": \"dpo@example.org\" }, \"Sources\":", StringComparison.Ordinal));
        await using var store = await OpenAsync();
        var (keys, point) = (new PeopleKeyFile(KeyFolder).Make(), ContactPoint.OfNetwork("telegram", "7000000001"));
        var said = new Happening.Said(new("telegram:7", "7000000001", InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, new Author(null, "Élodie") { Key = keys.Hash(point) }, "Je viens, on sera 3", Now);
        await store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), CancellationToken.None);
        await store.Inbox.KeepUnderstoodAsync([new(1, "bot33", new([said], []))], Now, CancellationToken.None);
        var met = await store.Contacts.MeetAsync(new(point, "Élodie", "fr", null, Now), keys.Hashes(point), ContactState.Occasional, Now.AddYears(50), CancellationToken.None);
        await store.Contacts.KeepDetailsAsync(met.Contact, new() { Mail = "elodie@example.org" }, Core.Audit.Actor.System, Now, CancellationToken.None);
        var yes = new Consent("news", "territory:DEP-33", "telegram", "Oui, les nouvelles de la Gironde", "fr", ConsentAct.Button, "b1", Now);
        await store.Contacts.MoveAsync(new(met.Contact, ContactCause.Subscription, Now, _ => Now.AddYears(50)) { Consent = yes }, Core.Audit.Actor.System, CancellationToken.None);
        await store.Conversations.SettleAsync(
            new()
            {
                Interaction = "i1", Account = "bot33", Outcome = "done", At = Now, Contact = met.Contact, Identity = met.Id,
                Acts = [new(new Act.Rsvp(new ItemKey("party", ItemKind.Event, "42"), RsvpAnswer.Yes, 3), Now.AddYears(50))],
            },
            CancellationToken.None);
        return met.Contact;
    }
}
