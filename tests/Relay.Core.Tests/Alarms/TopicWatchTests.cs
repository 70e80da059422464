using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Swarm.Topics;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

/// <summary>What is asked of a person about topics, and until when.</summary>
public sealed class TopicWatchTests
{
    private const string Forum = "-100500";

    private static readonly Channel Channel = Some.Channel("tarn", target: Forum) with { TopicPerTheme = true };

    [Test]
    public async Task Look_TopicInDoubt_AsksForItsNumberUntilItIsNamed()
    {
        var topic = new ThemeTopic("telegram", Forum, "logement", TopicState.Doubtful, null, null, Some.Now);

        var asked = (await LookAsync([Channel], topic)).Single();

        Assert.That((asked.Key, asked.Since), Is.EqualTo(("topic:-100500/logement", Some.Now)));
        Assert.That(asked.Step.English, Does.Contain("TopicNumbers \"logement=…\" of channel tarn"));
        Assert.That(await LookAsync([Channel with { TopicNumbers = new Dictionary<string, int> { ["logement"] = 7 } }], topic), Is.Empty);
    }

    [Test]
    public async Task Look_BotMayMakeNone_IsOneAlarmOfTheForumWithTheReason()
    {
        var found = await LookAsync([Channel], Refused("logement", Some.Now), Refused("climat", Some.Now.AddHours(1)));

        Assert.That((found.Single().Key, found[0].Since), Is.EqualTo(("topics:-100500", Some.Now)));
        Assert.That(found[0].What.French, Does.Contain("canal tarn (pas le droit)"));
    }

    [Test]
    public async Task Look_OneMadeSince_IsMended()
        => Assert.That(await LookAsync([Channel], Refused("logement", Some.Now), new("telegram", Forum, "climat", TopicState.Made, 7, null, Some.Now.AddHours(1))), Is.Empty);

    [TestCase(false, Stage.Live)]
    [TestCase(true, Stage.Shadow)]
    public async Task Look_NoLiveChannelWantsTopicsThere_IsNoMatterAnyMore(bool perTheme, Stage stage)
        => Assert.That(await LookAsync([Channel with { TopicPerTheme = perTheme, Stage = stage }], Refused("logement", Some.Now)), Is.Empty);

    private static ThemeTopic Refused(string theme, DateTimeOffset at) => new("telegram", Forum, theme, TopicState.Refused, null, "not enough rights.\npas le droit.", at);

    private static async Task<IReadOnlyList<Alarm>> LookAsync(Channel[] channels, params ThemeTopic[] topics)
    {
        var store = new Mock<ITopicStore>(MockBehavior.Strict);
        store.Setup(one => one.InAsync(It.IsAny<TopicState>(), CancellationToken.None)).ReturnsAsync((TopicState state, CancellationToken _) => [.. topics.Where(topic => topic.State == state)]);
        return await new TopicWatch(store.Object, Some.Channels(channels)).LookAsync(Some.Now, CancellationToken.None);
    }
}
