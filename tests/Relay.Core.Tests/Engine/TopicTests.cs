using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Swarm.Topics;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>A topic for each theme, in a forum.</summary>
[CancelAfter(120_000)]
public sealed class TopicTests
{
    private const string Forum = "-100500";

    private static readonly Channel Channel = Some.Channel() with { Target = new(Forum, Kind: TargetKind.Group), TopicPerTheme = true, Moments = ["announce", "cancelled"] };

    [Test]
    public async Task Deliver_ForumWithThemes_MakesEachTopicOnceAndPostsInIt(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, Project("i1", "logement"), Project("i2", "climat", "logement"), Project("i3", "logement"));

        Assert.That(rig.Telegram.Topics, Is.EquivalentTo(new[] { $"{Forum} Logement", $"{Forum} Climat" }));
        var (housing, climate) = (await NumberAsync(rig, "logement"), await NumberAsync(rig, "climat"));
        Assert.That(Places(rig), Is.EquivalentTo(new[] { $"i1 {Forum}#{housing}", $"i2 {Forum}#{climate}", $"i3 {Forum}#{housing}" }));
        Assert.That((await rig.DeliveryAsync(new("party", ItemKind.Initiative, "i1"))).Key.Target, Is.EqualTo(Forum), "what makes a publication the same knows no topic");
    }

    [Test]
    public async Task Deliver_ItemWithoutATheme_GoesToTheGeneralTopic(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, Project("i1"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}" }, 0)));
    }

    [Test]
    public async Task Deliver_TopicNamedInTheConfiguration_IsUsedAndNoneIsMade(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel with { TopicNumbers = new Dictionary<string, int> { ["logement"] = 12 } });

        await PublishAsync(rig, cancel, Project("i1", "logement"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}#12" }, 0)));
    }

    [Test]
    public async Task Deliver_KilledWhileATopicWasAskedFor_NeverAsksForItAgain(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        await rig.Store.Topics.BeginAsync("telegram", Forum, "logement", rig.Time.GetUtcNow(), cancel); // and died
        await rig.RestartAsync();

        await PublishAsync(rig, cancel, Project("i1", "logement"), Project("i2", "logement"));

        Assert.That((Places(rig).Order(), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}", $"i2 {Forum}" }, 0)));
        Assert.That((await TopicAsync(rig, "logement")).State, Is.EqualTo(TopicState.Doubtful));
        Assert.That(rig.Logs.Lines.Count(line => line.Contains("is not known", StringComparison.Ordinal)), Is.EqualTo(1), "said once");
    }

    [Test]
    public async Task Deliver_AnswerAboutATopicLost_PostsInTheGeneralTopicUntilAPersonNamesIt(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        rig.Telegram.Making = _ => new(FailureKind.Unknown, FailureScope.Delivery, new("perdue", "lost"));
        await PublishAsync(rig, cancel, Project("i1", "logement"));
        rig.Telegram.Making = _ => null;
        rig.Time.Advance(TimeSpan.FromDays(3));
        await PublishAsync(rig, cancel, Project("i2", "logement"));
        rig.Channels.Use(Channel with { TopicNumbers = new Dictionary<string, int> { ["logement"] = 7 } });
        await PublishAsync(rig, cancel, Project("i3", "logement"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}", $"i2 {Forum}", $"i3 {Forum}#7" }, 1)));
    }

    [Test]
    public async Task Deliver_ToldToSlowDown_AsksForTheTopicOnceMoreAndThenPosts(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        rig.Telegram.Making = call => call == 1 ? new(FailureKind.Throttled, FailureScope.Target, new("trop", "too many"), TimeSpan.FromSeconds(20)) : null;
        var before = rig.Time.GetUtcNow();

        await PublishAsync(rig, cancel, Project("i1", "logement"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}#102" }, 2)));
        Assert.That(rig.Time.GetUtcNow() - before, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task Deliver_BotMayMakeNoTopics_PostsInTheGeneralTopicAndAsksAgainAfterAnHour(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        rig.Telegram.Making = _ => new(FailureKind.Misconfigured, FailureScope.Target, new("pas le droit", "not enough rights to create a topic"));
        await PublishAsync(rig, cancel, Project("i1", "logement"), Project("i2", "logement"));
        Assert.That((Places(rig).Order(), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}", $"i2 {Forum}" }, 1)));
        rig.Telegram.Making = _ => null;
        rig.Time.Advance(TimeSpan.FromHours(2));

        await PublishAsync(rig, cancel, Project("i3", "logement"));

        Assert.That(Places(rig)[^1], Is.EqualTo($"i3 {Forum}#102"));
        Assert.That((await rig.Ledger.StandingsAsync(cancel)).Count(standing => standing.Paused is not null), Is.Zero, "the forum itself is not at fault");
    }

    [Test]
    public async Task Deliver_TopicClosedByHand_GoesToTheGeneralTopicAndTriesAgainADayLater(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, Project("i1", "logement"));
        rig.Telegram.Script = call => call == 2 ? (false, Fault(TopicFault.Closed)) : (true, null);
        await PublishAsync(rig, cancel, Project("i2", "logement"));
        await PublishAsync(rig, cancel, Project("i3", "logement"));
        rig.Time.Advance(TimeSpan.FromHours(25));

        await PublishAsync(rig, cancel, Project("i4", "logement"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}#101", $"i2 {Forum}", $"i3 {Forum}", $"i4 {Forum}#101" }, 1)));
        Assert.That(rig.Logs.Lines.Count(line => line.Contains("takes no posts any more", StringComparison.Ordinal)), Is.EqualTo(1), "said once");
    }

    [Test]
    public async Task Deliver_TopicDeletedByHand_IsMadeAnewAtMostOnceADay(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(cancel, Project("i1", "logement"));
        rig.Time.Advance(TimeSpan.FromHours(25));
        rig.Telegram.Script = call => call is 2 or 4 ? (false, Fault(TopicFault.Gone)) : (true, null);

        await PublishAsync(rig, cancel, Project("i2", "logement"));
        await PublishAsync(rig, cancel, Project("i3", "logement"));

        Assert.That((Places(rig), rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"i1 {Forum}#101", $"i2 {Forum}#102", $"i3 {Forum}" }, 2)));
    }

    [Test]
    public async Task Deliver_CalledOffUnderAnotherTheme_StandsWhereItsAnnouncementDoes(CancellationToken cancel)
    {
        var meeting = Some.Event() with { Themes = ["logement"] };
        await using var rig = await PublishedAsync(cancel, meeting);

        await PublishAsync(rig, cancel, meeting with { Themes = ["habitat"], Status = EventStatus.Cancelled });

        Assert.That((rig.Telegram.Created.Select(post => post.Target).Distinct(), rig.Telegram.Created.Count, rig.Telegram.Topics.Count), Is.EqualTo((new[] { $"{Forum}#101" }, 2, 1)));
    }

    [Test]
    public async Task Deliver_PostInATopicWithoutAnAnswer_IsFoundThereAndNotSentAgain(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        rig.Telegram.Script = _ => (true, new(FailureKind.Unknown, FailureScope.Delivery, new("perdue", "lost")));

        await PublishAsync(rig, cancel, Project("i1", "logement"));

        Assert.That(Places(rig), Is.EqualTo(new[] { $"i1 {Forum}#101" }));
    }

    [Test]
    public async Task Deliver_SecondPartAfterATopicCameToBe_StandsWithTheFirst(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Channel);
        rig.Words.Parts = 2;
        rig.Telegram.Making = call => call == 1 ? new(FailureKind.Refused, FailureScope.Delivery, new("pas un forum", "the chat is not a forum")) : null;
        rig.Telegram.Script = call => call == 2 ? (false, new(FailureKind.Throttled, FailureScope.Target, new("trop", "too many"), TimeSpan.FromHours(2))) : (true, null);

        await PublishAsync(rig, cancel, Project("i1", "logement"));

        Assert.That(rig.Telegram.Created.Select(post => post.Target), Is.EqualTo(new[] { Forum, Forum }));
    }

    private static Outcome.Failed Fault(TopicFault fault) => new(FailureKind.Misconfigured, FailureScope.Target, new("sujet", "topic")) { Topic = fault };

    private static Initiative Project(string id, params string[] themes) => Some.Initiative(id) with { Themes = themes };

    private static async Task<EngineRig> PublishedAsync(CancellationToken cancel, params Item[] items)
    {
        var rig = await EngineRig.StartAsync(Channel);
        await PublishAsync(rig, cancel, items);
        return rig;
    }

    private static async Task PublishAsync(EngineRig rig, CancellationToken cancel, params Item[] items)
    {
        await rig.HarvestAsync(items);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }

    private static async Task<ThemeTopic> TopicAsync(EngineRig rig, string theme) => (await rig.Store.Topics.OfAsync("telegram", Forum, default)).Single(topic => topic.Theme == theme);

    private static async Task<int> NumberAsync(EngineRig rig, string theme) => (await TopicAsync(rig, theme)).Number!.Value;

    /// <summary>What stands where: the item's id and the place, in the order of the calls.</summary>
    private static string[] Places(EngineRig rig) => [.. rig.Telegram.Created.Select(post => $"{post.Text.Split(' ')[1]} {post.Target}")];
}
