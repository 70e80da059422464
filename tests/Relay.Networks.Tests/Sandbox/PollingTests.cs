using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Polling;

namespace Relay.Networks.Tests.Sandbox;

/// <summary>What the public writes at the rehearsal is asked for, and understood as it was written.</summary>
[TestFixture]
internal sealed class PollingTests
{
    private SandboxRig _rig = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Start() => (_rig, _http) = (await SandboxRig.StartAsync(), new HttpClient());

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [Test]
    public async Task Read_SixtyCommentsUnderAPostOfOurs_ComeInTwoPagesEachOnce()
    {
        var account = _rig.Account("facebook");
        var page = _rig.Host.World.Accounts.Pages[1].Id;
        var post = ((Outcome.Done)await _rig.Network("facebook").CreateAsync(account, new Target(page), new Part(Guid.NewGuid(), 0, "Réunion jeudi", []), default)).RemoteIds[0];
        foreach (var number in Enumerable.Range(1, 60))
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(1));
            await DoAsync("facebook", "comment", new { post, text = $"Je viens, numéro {number}" });
        }

        var (said, place) = await ReadAsync(account, "facebook", $"comments:{post}", null);
        await DoAsync("facebook", "comment", new { post, text = "Encore un" });
        var (later, _) = await ReadAsync(account, "facebook", $"comments:{post}", place);

        Assert.That(said.Select(each => each.Text), Is.EquivalentTo(Enumerable.Range(1, 60).Select(number => $"Je viens, numéro {number}")));
        Assert.That(said, Has.All.Property("Post").EqualTo(post));
        Assert.That((later.Count, later[0].Text), Is.EqualTo((50, "Encore un")), "one page reaches what is known");
        Assert.That(_rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Read_MessagesToThePage_ThatComeWhileItIsRead_LoseNone()
    {
        var account = _rig.Account("facebook");
        var page = _rig.Host.World.Accounts.Pages[1].Id;
        await DoAsync("facebook", "message", new { page, person = "Avant Nous", text = "Avant" });
        _rig.Clock.Advance(TimeSpan.FromHours(1));
        var first = _rig.Clock.GetUtcNow();
        foreach (var number in Enumerable.Range(1, 25))
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(1));
            await DoAsync("facebook", "message", new { page, person = $"Personne {(char)('A' + number)}", text = $"Bonjour {number}" });
        }

        var (said, place) = await ReadAsync(account, "facebook", "conversations", null, first, async () =>
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(11));
            await DoAsync("facebook", "message", new { page, person = "Personne B", text = "Et à quelle heure ?" }); // from the last page to the top of the first
        });
        var (later, _) = await ReadAsync(account, "facebook", "conversations", place, first);

        Assert.That(said.Select(each => each.Text), Has.None.EqualTo("Avant"), "what people wrote before Relay listened");
        Assert.That(said.Concat(later).Select(each => each.Text).Distinct(), Is.EquivalentTo(Enumerable.Range(1, 25).Select(number => $"Bonjour {number}").Append("Et à quelle heure ?")));
        Assert.That(said.Concat(later).Where(each => !each.IsPrivate || each.Author.Id is null || each.Author.Id != each.Of.Chat), Is.Empty, "each in the conversation with who wrote");
        Assert.That(_rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Read_MoreThanTwentyMessagesOfOneConversationAfterANightOff_SaysOnceHowManyCannotBeRead()
    {
        var account = _rig.Account("facebook");
        var page = _rig.Host.World.Accounts.Pages[1].Id;
        await DoAsync("facebook", "message", new { page, person = "Inès Bavarde", text = "Hier" });
        var first = _rig.Clock.GetUtcNow().AddMinutes(-1);
        var (_, place) = await ReadAsync(account, "facebook", "conversations", null, first);
        foreach (var number in Enumerable.Range(1, 27))
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(1));
            await DoAsync("facebook", "message", new { page, person = "Inès Bavarde", text = $"Message {number}" });
        }

        var came = (PollStep.Came)await _rig.Streams("facebook").ReadAsync(account, new("conversations"), new(place, null, first), CancellationToken.None);
        var again = (PollStep.Came)await _rig.Streams("facebook").ReadAsync(account, new("conversations"), new(came.Newest, null, first), CancellationToken.None);

        var read = _rig.Arrivals("facebook").Read(account, new(account.Id, Door.Poll, "conversations", came.Payload, _rig.Clock.GetUtcNow()));
        Assert.That((came.Count, read.Happenings.Count), Is.EqualTo((20, 20)), "its neighbours are read");
        Assert.That(read.Unread.Single().Reason, Does.StartWith("7 messages of one conversation could not be read"));
        Assert.That(Encoding.UTF8.GetString(again.Payload.Span), Does.Not.Contain("missed"));
        Assert.That(_rig.Faults("facebook"), Is.Empty);
    }

    [Test]
    public async Task Read_MentionsOfTheProfile_AreThoseSinceTheLastOneKnown()
    {
        var keys = _rig.Account("x");
        var account = keys with { Settings = new Dictionary<string, string>(keys.Settings) { ["UserId"] = _rig.Host.World.Accounts.Profiles[1].Id } };
        var post = ((Outcome.Done)await _rig.Network("x").CreateAsync(account, new Target("@tilleul_33"), new Part(Guid.NewGuid(), 0, "Réunion jeudi", []), default)).RemoteIds[0];
        await DoAsync("x", "mention", new { profile = "@tilleul_33", text = "Bravo" });
        await DoAsync("x", "reply", new { post, text = "Je viens" });

        var (said, place) = await ReadAsync(account, "x", "mentions", null);
        var (none, _) = await ReadAsync(account, "x", "mentions", place);

        Assert.That(said.Select(each => (each.Text, each.Kind, each.InReplyTo)), Is.EqualTo(new[] { ("@tilleul_33 Je viens", InteractionKind.Reply, post), ("@tilleul_33 Bravo", InteractionKind.Mention, (string?)null) }));
        Assert.That(none, Is.Empty);
    }

    [Test]
    public async Task Read_MessagesAnswersAndQuotesOnX_ThatNameNobody_ComeEachOnce()
    {
        var keys = _rig.Account("x");
        var account = keys with { Settings = new Dictionary<string, string>(keys.Settings) { ["UserId"] = _rig.Host.World.Accounts.Profiles[1].Id, ["Handle"] = "@tilleul_33" } };
        await DoAsync("x", "message", new { profile = "@tilleul_33", text = "Avant" });
        _rig.Clock.Advance(TimeSpan.FromHours(1));
        var first = _rig.Clock.GetUtcNow();
        var post = ((Outcome.Done)await _rig.Network("x").CreateAsync(account, new Target("@tilleul_33"), new Part(Guid.NewGuid(), 0, "Réunion jeudi", []), default)).RemoteIds[0];
        await DoAsync("x", "reply", new { post, text = "Je viens", untagged = true });
        await DoAsync("x", "reply", new { post, text = "Moi aussi" });
        await DoAsync("x", "quote", new { post, text = "À ne pas manquer" });
        foreach (var number in Enumerable.Range(1, 15))
        {
            _rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await DoAsync("x", "message", new { profile = "@tilleul_33", text = $"Bonjour {number}" });
        }

        var (unnamed, _) = await ReadAsync(account, "x", $"search:{post}", null, first);
        var (messages, place) = await ReadAsync(account, "x", "dm_events", null, first);
        var (none, _) = await ReadAsync(account, "x", "dm_events", place, first);

        Assert.That(unnamed.Select(each => (each.Text.Split(" https://")[0], each.Kind, each.NamesUs)), Is.EquivalentTo(new[] { ("Je viens", InteractionKind.Reply, false), ("À ne pas manquer", InteractionKind.Quote, false) }));
        Assert.That(messages.Select(each => each.Text), Is.EquivalentTo(Enumerable.Range(1, 15).Select(number => $"Bonjour {number}")));
        Assert.That(messages, Has.All.Property("IsPrivate").True.And.All.Property("IsOurs").False);
        Assert.That(none, Is.Empty);
    }

    /// <summary>Reads a stream to its end; what was said in it, and what is known from then on.</summary>
    private async Task<(List<Happening.Said> Said, string? Known)> ReadAsync(Account account, string network, string stream, string? known, DateTimeOffset? first = null, Func<Task>? meanwhile = null)
    {
        var mark = new PollMark(first ?? _rig.Clock.GetUtcNow().AddDays(-1)) { Known = known };
        var said = new List<Happening.Said>();
        do
        {
            var step = (PollStep.Came)await _rig.Streams(network).ReadAsync(account, new(stream), mark.Place, default);
            said.AddRange(_rig.Arrivals(network).Read(account, new Arrival(account.Id, Door.Poll, stream, step.Payload, _rig.Clock.GetUtcNow())).Happenings.OfType<Happening.Said>());
            mark = mark.With(step, "", _rig.Clock.GetUtcNow()).After;
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            meanwhile = null;
        }
        while (mark.Cursor is not null);
        return (said, mark.Known);
    }

    private async Task DoAsync(string network, string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/people/{network}/{action}"), fields);
        Assert.That((int)done.StatusCode, Is.EqualTo(200), JsonNode.Parse(await done.Content.ReadAsStringAsync())?.ToJsonString());
    }
}
