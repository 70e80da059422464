using System.Net.Http.Json;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Swarm.Topics;
using Relay.Networks.Tests.Connecting;
using Relay.Networks.Tests.Sandbox;
using Relay.Sandbox.Faults;

namespace Relay.Networks.Tests.Telegram;

/// <summary>Topics of forums at the rehearsal: made, posted in, and lost by what people do.</summary>
[TestFixture]
internal sealed class TelegramTopicsTests
{
    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;
    private Target _forum = null!;

    [SetUp]
    public async Task Start()
    {
        _rig = await SandboxRig.StartAsync();
        _forum = await ForumAsync("Tilleul du Tarn", "post+edit+delete+topics");
    }

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_rig.Faults("telegram"), Is.Empty);
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [Test]
    public async Task MakeTopicAsync_InAForum_GivesTheNumberThatPostsGoTo()
    {
        var number = await MadeAsync("Logement");

        await _rig.Network("telegram").CreateAsync(_rig.Account("telegram"), _forum with { Topic = number }, Part("dans le sujet"), CancellationToken.None);
        await _rig.Network("telegram").CreateAsync(_rig.Account("telegram"), _forum, Part("pour tous"), CancellationToken.None);

        Assert.That(_rig.Host.World.Posts(journal: false).Select(post => (post.Text, post.Topic)), Is.EquivalentTo(new[] { ("dans le sujet", number), ("pour tous", (string?)null) }));
        Assert.That(Chat().Topics.Select(topic => topic.Name), Is.EqualTo(new[] { "Logement" }));
    }

    [Test]
    public async Task MakeTopicAsync_AnswerLost_IsInDoubtAlthoughTheTopicIsThere()
    {
        _rig.Host.World.Faults.Add(new FaultRule(FaultKind.DropAfter) { Network = "telegram", Operation = "createForumTopic" });

        var outcome = (Outcome.Failed)await Maker.MakeTopicAsync(_rig.Account("telegram"), _forum, "Logement", CancellationToken.None);

        Assert.That((outcome.Kind, Chat().Topics.Count), Is.EqualTo((FailureKind.Unknown, 1)));
    }

    [Test]
    public async Task MakeTopicAsync_WithoutTheRight_IsRefusedAndSaysWhich()
    {
        var place = await ForumAsync("Sans le droit", "post+edit+delete");

        var outcome = (Outcome.Failed)await Maker.MakeTopicAsync(_rig.Account("telegram"), place, "Logement", CancellationToken.None);

        Assert.That((outcome.Kind, outcome.Scope), Is.EqualTo((FailureKind.Misconfigured, FailureScope.Target)));
        Assert.That(outcome.Reason.English, Does.Contain("not enough rights"));
    }

    [Test]
    public async Task MakeTopicAsync_InAGroupThatIsNoForum_IsRefused()
        => Assert.That(((Outcome.Failed)await Maker.MakeTopicAsync(_rig.Account("telegram"), new("-900000005", Kind: TargetKind.Group), "Logement", CancellationToken.None)).Kind, Is.EqualTo(FailureKind.Refused));

    [TestCase("close-topic", TopicFault.Closed)]
    [TestCase("delete-topic", TopicFault.Gone)]
    public async Task CreateAsync_TopicClosedOrDeletedByHand_SaysThatTheTopicIsAtFault(string deed, TopicFault fault)
    {
        var number = await MadeAsync("Logement");
        await DoAsync("add", new { chat = _forum.Value, rights = "post+edit+delete" });
        await DoAsync(deed, new { chat = _forum.Value, topic = number });

        var outcome = (Outcome.Failed)await _rig.Network("telegram").CreateAsync(_rig.Account("telegram"), _forum with { Topic = number }, Part("a"), CancellationToken.None);

        Assert.That(outcome.Topic, Is.EqualTo(fault));
        Assert.That(_rig.Host.World.Posts(journal: false), Is.Empty);
    }

    [TestCase("post+edit+delete+topics", "may make topics")]
    [TestCase("post+edit+delete", "right \"Manage topics\"")]
    [TestCase("member", "right \"Manage topics\"")]
    public async Task ProveAsync_AForum_SaysWhetherTheBotMayMakeTopics(string rights, string words)
    {
        await DoAsync("add", new { chat = _forum.Value, rights });

        var proofs = await _rig.Prover("telegram").ProveAsync(_rig.Account("telegram"), _forum, CancellationToken.None);

        Assert.That((proofs[1].Capability, proofs[1].Result), Is.EqualTo((Capability.Post, ProofResult.Proven)));
        Assert.That(proofs[1].Words.English, Does.Contain("a forum").And.Contain(words));
    }

    [TestCase("post+edit+delete+topics", true)]
    [TestCase("post+edit+delete", false)]
    public async Task ConnectAsync_Forum_OffersATopicForEachThemeWhereTheBotMay(string rights, bool offered)
    {
        var she = new PlayedDialogue
        {
            Answers = { ["token"] = _rig.Host.World.Accounts.Bots[0].Token, ["chat"] = "Tilleul du Tarn", ["per-theme"] = "yes", ["journal"] = "no", ["coordinator"] = "no" },
            Doing = { ["added"] = () => DoAsync("add", new { chat = _forum.Value, rights }) },
        };

        var connection = await _rig.Connector("telegram").ConnectAsync(she, new ConnectPlace(_rig.Host.Telegram, null), CancellationToken.None);

        Assert.That(she.Asked.Contains("per-theme"), Is.EqualTo(offered));
        Assert.That(connection.Channels.Single().Settings.GetValueOrDefault("Topics"), Is.EqualTo(offered ? "theme" : null));
        Assert.That(connection.Remarks.Any(remark => remark.English.Contains("right \"Manage topics\"", StringComparison.Ordinal)), Is.EqualTo(!offered));
    }

    private IMakeTopics Maker => (IMakeTopics)_rig.Network("telegram");

    private Relay.Sandbox.TelegramChat Chat() => _rig.Host.World.Accounts.Chats.Single(chat => $"{chat.Id}" == _forum.Value);

    private async Task<string> MadeAsync(string name) => ((Outcome.Done)await Maker.MakeTopicAsync(_rig.Account("telegram"), _forum, name, CancellationToken.None)).RemoteIds.Single();

    private async Task<Target> ForumAsync(string title, string rights)
    {
        var made = await DoAsync("chats", new { title, forum = "true", kind = "supergroup" });
        await DoAsync("add", new { chat = title, rights });
        return new($"{made.GetProperty("chat").GetInt64()}", Kind: TargetKind.Group);
    }

    private static Part Part(string text) => new(Guid.NewGuid(), 0, text, []);

    private async Task<JsonElement> DoAsync(string action, object fields)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/telegram/{action}"), fields);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }
}
