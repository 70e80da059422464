using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>A person talks with the bot of a rehearsal, and what was said becomes an act, once, also when the worker is killed in between.</summary>
public sealed class ConversationTests
{
    private const string Person = "700000007";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new();
    private Rehearsal _rehearsal = null!;
    private PartyDatabase _party = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _party = _rehearsal.AddParty();
        _party.AddEvents(2, _ => "logement");
        _rehearsal.AddBot("bot", 0, journal: false)["Handle"] = $"@{_rehearsal.World.Bots[0].Username}";
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Talk_DeepLinkThenComesWithTwoFriendsThenButton_IsOneActReadBackPressedAndAnsweredOnce()
    {
        var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await using (worker)
        {
            await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM items WHERE presence = 'present'")).Count == 2);
            var link = await LinkAsync();
            await WriteAsync($"/start {link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]}");
            await HoldsAsync(worker, async () => (await HeardAsync()).Count == 1);

            await WriteAsync("Je viens avec deux amis");
            await HoldsAsync(worker, async () => (await HeardAsync()).Count == 2);
            var readBack = (await HeardAsync())[^1];
            Assert.That(readBack.Text, Does.StartWith("Je note : vous venez").And.Contain("3 personnes"));
            Assert.That(await ActsAsync(), Is.Empty, "read back, not yet recorded");

            await PressAsync(readBack.Id, "Oui");
            await HoldsAsync(worker, async () => (await HeardAsync()).Count == 3);
            await worker.KillAsync();
        }
        await using var next = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await WriteAsync("/initiatives");
        await HoldsAsync(next, async () => (await HeardAsync()).Count >= 4);

        Assert.That(await ActsAsync(), Is.EqualTo(new[] { "rsvp yes 3" }), "recorded once");
        Assert.That((await _rehearsal.Store.ReadAsync("SELECT kind, urgency FROM returns")).Select(row => row[0]), Is.EqualTo(new[] { "rsvp" }), "and the party is told");
        var heard = await HeardAsync();
        Assert.That(heard, Has.Count.EqualTo(4), "one answer to each");
        Assert.That(heard[2].Text, Does.StartWith("C’est noté : vous venez"));
        Assert.That(heard.Count(answer => answer.Text.Contains("Message automatique", StringComparison.Ordinal)), Is.EqualTo(1), "the notice once");
        Assert.That(next.Failures, Is.Empty);
    }

    [Test]
    public async Task Talk_Stop_IsConfirmedOnceThenThereIsSilence()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await WriteAsync("STOP");
        await HoldsAsync(worker, async () => (await HeardAsync()).Count == 1);
        await WriteAsync("STOP");
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM settlements")).Count == 2);

        Assert.That((await _rehearsal.Store.ReadAsync("SELECT state FROM contacts")).Single()[0], Is.EqualTo("opposed"));
        Assert.That((await HeardAsync()).Single().Text, Does.StartWith("C’est fait"));
        Assert.That((await _rehearsal.Store.ReadAsync("SELECT kind FROM returns ORDER BY urgency, number")).Select(row => row[0]), Is.EqualTo(new[] { "opposition" }));
    }

    [Test]
    public async Task Talk_CommentsUnderAPostOfAChannel_AreAnsweredFromTheRecordOrLedToAPrivateChatAndApplauseIsNot()
    {
        var discussion = _rehearsal.World.Chats.First(chat => chat.Username == "tilleul_discussion").Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _rehearsal.Config.Channel("national", "bot", "@tilleul_fr");
        _rehearsal.Config.Write();
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(worker, async () => (await _rehearsal.Sandbox.PostsAsync()).Count(post => post.Target == _rehearsal.Chat(0)) == 2);
        var post = (await _rehearsal.Sandbox.PostsAsync()).First(one => one.Target == _rehearsal.Chat(0)).Id;
        await CommentAsync(post, "C'est quand ?", "Jean Public");
        await CommentAsync(post, "Je viens avec deux amis", "Rose Public");
        await CommentAsync(post, "Bravo !", "Marc Public");
        await HoldsAsync(worker, async () => (await RepliesAsync(discussion)).Count == 2);
        await CommentAsync(post, "Et c'est à quelle heure ?", "Jean Public");
        await CommentAsync(post, "Je viens aussi", "Anne Public");
        await HoldsAsync(worker, async () => (await RepliesAsync(discussion)).Count == 3);

        var replies = await RepliesAsync(discussion);
        Assert.That(replies, Has.One.Contains("18\u00A0h\u00A030"), "from the record");
        Assert.That(replies.Count(reply => reply.Contains($"https://t.me/{_rehearsal.World.Bots[0].Username}?start=", StringComparison.Ordinal)), Is.EqualTo(2), "and nobody is answered twice in a thread");
        Assert.That(await _rehearsal.Store.ReadAsync("SELECT id FROM contacts UNION ALL SELECT kind FROM acts"), Is.Empty, "public words record nobody");
        Assert.That(worker.Failures, Is.Empty);
    }

    private async Task<IReadOnlyList<string>> RepliesAsync(string discussion) => [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Target == discussion).Select(post => post.Text)];

    private async Task CommentAsync(string message, string text, string person)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, "_sandbox/people/telegram/comment"), new { chat = "@tilleul_fr", message, text, person });
        done.EnsureSuccessStatusCode();
    }

    private static Task HoldsAsync(WorkerProcess worker, Func<Task<bool>> holds) => Eventually.HoldsAsync(holds, Patience, () => Task.FromResult(worker.Log));

    private async Task<string> LinkAsync()
    {
        var item = (await _rehearsal.Store.ReadAsync("SELECT key FROM items ORDER BY key"))[0][0];
        var ran = await _rehearsal.RunAsync("link", item);
        Assert.That(ran.Exit, Is.Zero, ran.Output + ran.Error);
        return ran.Output.Split('\n').First(line => line.Contains("?start=", StringComparison.Ordinal)).Trim();
    }

    /// <summary>What the person has had from the bot, oldest first.</summary>
    private async Task<IReadOnlyList<SandboxPost>> HeardAsync() => [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Target == Person)];

    private async Task<IReadOnlyList<string>> ActsAsync() => [.. (await _rehearsal.Store.ReadAsync("SELECT kind, answer, heads FROM acts ORDER BY number")).Select(row => string.Join(' ', row))];

    private Task WriteAsync(string text) => DoAsync("write", new { chat = Person, text });

    private Task PressAsync(string message, string button) => DoAsync("press", new { chat = Person, message, button });

    private async Task DoAsync(string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, $"_sandbox/telegram/{action}"), fields);
        if (!done.IsSuccessStatusCode)
        {
            Assert.Fail(await done.Content.ReadAsStringAsync());
        }
    }
}
