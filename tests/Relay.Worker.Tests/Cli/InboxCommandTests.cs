using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class InboxCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Inbox_InFrench_ShowsTheLastFirstAndWhatWasNotUnderstood()
    {
        await LeaveAsync();
        _bench.Locale = "fr-FR";

        Assert.That(await _bench.RunAsync("inbox"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("Les 4 derniers reçus :").And.Contain("message privé · Camille · attend une réponse").And.Contain("    « Je viens ! »"));
        Assert.That(_bench.Output, Does.Contain("commentaire · auteur non communiqué · supprimé").And.Contain("bouton · Camille").And.Contain("    « hand:1 »"));
        Assert.That(_bench.Output, Does.Contain("Gardé sans être compris :").And.Contain("message · illisible : It has no number."));
        Assert.That(_bench.Output, Does.Contain("1 arrivée à lire, la plus ancienne du"));
    }

    [Test]
    public async Task Inbox_Waiting_ListsOnlyWhatWaitsForAnAnswer()
    {
        await LeaveAsync();

        await _bench.RunAsync("inbox", "--waiting", "--json");

        using var shown = JsonDocument.Parse(_bench.Output);
        var texts = shown.RootElement.GetProperty("interactions").EnumerateArray().Select(one => (one.GetProperty("kind").GetString(), one.GetProperty("text").GetString(), one.GetProperty("network").GetString()));
        Assert.That(texts, Is.EquivalentTo(new[] { ("private-message", "Je viens !", "telegram"), ("private-message", "Trompé\u001b[2J\u202e\nAlarme : tout va bien", "telegram") }), "for programs it is as it was written");
        Assert.That(shown.RootElement.GetProperty("unread").GetProperty("count").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Inbox_HostileText_StaysOneLineAndMovesNoCursor()
    {
        await LeaveAsync();

        await _bench.RunAsync("inbox", "--waiting", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("    « Trompé [2J Alarme : tout va bien »"));
        Assert.That(_bench.Output.Any(one => one is '\u001b' or '\u202e'), Is.False);
    }

    [Test]
    public async Task Inbox_Empty_SaysSo()
    {
        await new StoreBench(_bench).MakeAsync();

        await _bench.RunAsync("inbox", "--lang", "fr");
        await _bench.RunAsync("inbox", "--waiting", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("Rien n'est revenu des réseaux.").And.Contain("Rien n'attend de réponse."));
    }

    [Test]
    public async Task Inbox_OurOwnPostsHeardInADiscussion_CrowdNobodyOut()
    {
        await LeaveAsync(ours: 60);

        await _bench.RunAsync("inbox", "--json", "--last", "4");

        using var shown = JsonDocument.Parse(_bench.Output);
        Assert.That(shown.RootElement.GetProperty("interactions").EnumerateArray().Select(one => one.GetProperty("kind").GetString()), Is.EquivalentTo(new[] { "private-message", "private-message", "comment", "press" }));
    }

    [Test]
    public async Task Inbox_WhoSaidStopStillWaits_IsShownAsHavingSaidStop()
    {
        await LeaveAsync();
        await _bench.RunAsync("inbox", "--waiting", "--json");
        using var shown = JsonDocument.Parse(_bench.Output);
        var id = shown.RootElement.GetProperty("interactions")[0].GetProperty("id").GetString()!;
        var options = new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(Path.Combine(_bench.Folder, "data", "keys")) };
        await using (var store = await RelayStore.OpenForWorkAsync(options, StoreBench.Time, null, CancellationToken.None))
        {
            var now = StoreBench.Time.GetUtcNow();
            var writer = await store.Contacts.MeetAsync(new(ContactPoint.OfNetwork("telegram", "700000007"), "Fatou", "fr", null, now), [new("telegram", new('f', 64), "k1")], ContactState.Opposed, now.AddYears(1), CancellationToken.None);
            await store.Conversations.SettleAsync(new() { Interaction = id, Account = "bot33", Outcome = "human", At = now, Contact = writer.Contact, Waiting = new(WaitReason.Press, now.AddHours(9)) }, CancellationToken.None);
        }

        await _bench.RunAsync("inbox", "--waiting", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("un journaliste · contact").And.Contain("a dit STOP : ne lui écrivez que"));
    }

    [Test]
    public async Task InboxDone_BeginningOfAnId_TakesTheMessageOffTheList()
    {
        await LeaveAsync();
        await _bench.RunAsync("inbox", "--waiting", "--json");
        using var shown = JsonDocument.Parse(_bench.Output);
        var id = shown.RootElement.GetProperty("interactions")[0].GetProperty("id").GetString()!;

        Assert.That(await _bench.RunAsync("inbox", "done", id[..10], "--lang", "fr"), Is.Zero, _bench.Error);
        Assert.That(await _bench.RunAsync("inbox", "done", id[..10]), Is.EqualTo(ExitCode.Refused), "it waits no more");

        await _bench.RunAsync("inbox", "--waiting", "--lang", "fr");
        Assert.That(_bench.Output, Does.Contain("C'est noté : ce message n'attend plus.").And.Contain("1 message attend une réponse :"));
    }

    [TestCase("0")]
    [TestCase("1001")]
    [TestCase("beaucoup")]
    public async Task Inbox_LastOutOfBounds_IsRefused(string last) => Assert.That(await _bench.RunAsync("inbox", "--last", last), Is.EqualTo(ExitCode.Usage));

    [TestCase("a\tb \r\n c", 10, "a b c")]
    [TestCase("👩‍👩‍👧", 20, "👩‍👩‍👧")]
    [TestCase("abcdef", 3, "abc…")]
    [TestCase("ab🌳", 3, "ab…")]
    [TestCase(" \u200b ", 3, "")]
    public void HostileLine_OfAnything_IsOneLine(string text, int longest, string line) => Assert.That(HostileLine.Of(text, longest), Is.EqualTo(line));

    private async Task LeaveAsync(int ours = 0)
    {
        new StoreBench(_bench).Configure();
        var options = new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(Path.Combine(_bench.Folder, "data", "keys")) };
        await using var store = await RelayStore.OpenForWorkAsync(options, StoreBench.Time, null, CancellationToken.None);
        var now = StoreBench.Time.GetUtcNow();
        await store.Inbox.KeepAsync(new([.. Enumerable.Range(0, 3).Select(number => new Arrival("bot33", Door.Poll, "updates", Encoding.UTF8.GetBytes($"{number}"), now))]), CancellationToken.None);
        var camille = new Author(null, "Camille") { Key = new("telegram", new('a', 64), "k1") };
        var gone = new InteractionKey("telegram:7", "-100", InteractionRealm.Public, "9");
        Happening[] told =
        [
            new Happening.Said(new("telegram:7", "700000007", InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, camille, "Je viens !", now),
            new Happening.Said(new("telegram:7", "700000007", InteractionRealm.Private, "2"), InteractionKind.PrivateMessage, camille, "Trompé\u001b[2J\u202e\nAlarme : tout va bien", now),
            new Happening.Said(gone, InteractionKind.Comment, Author.Withheld, "À effacer", now), new Happening.Removed(gone, now),
            new Happening.Pressed(new("telegram:7", "", InteractionRealm.Press, "q1"), camille, new Press("q1", "hand:1", "700000007", "700000007", "12", "fr")),
            .. Enumerable.Range(0, ours).Select(number => new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, $"{100 + number}"), InteractionKind.Post, Author.Withheld, "Venez !", now) { IsOurs = true }),
        ];
        await store.Inbox.KeepUnderstoodAsync([new(1, "bot33", new(told, [])), new(2, "bot33", new([], [new Unread("message", true, "It has no number.")]))], now, CancellationToken.None);
    }
}
