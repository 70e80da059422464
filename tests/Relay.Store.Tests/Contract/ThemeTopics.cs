using NUnit.Framework;
using Relay.Core.Swarm.Topics;

namespace Relay.Store.Tests.Contract;

/// <summary>Topics of forums: asked for once, whatever happens.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ThemeTopics(StoreEngine engine) : StoreContract(engine)
{
    private const string Forum = "-100500";

    private ITopicStore Topics => Temporary.Store.Topics;

    [TestCase(TopicState.Asked, false)]
    [TestCase(TopicState.Made, false)]
    [TestCase(TopicState.Doubtful, false)]
    [TestCase(TopicState.Closed, false)]
    [TestCase(TopicState.Refused, true)]
    [TestCase(TopicState.Gone, true)]
    public async Task Begin_KnownTopic_MayBeAskedForOnlyWhereItIsCertainlyNotThere(TopicState state, bool may)
    {
        await Topics.EndAsync(new("telegram", Forum, "logement", state, 7, "non\nno", Now.AddDays(-1)), default);

        Assert.That(await Topics.BeginAsync("telegram", Forum, "logement", Now, default), Is.EqualTo(may));

        var known = (await Topics.OfAsync("telegram", Forum, default)).Single();
        Assert.That(known, Is.EqualTo(may ? new("telegram", Forum, "logement", TopicState.Asked, null, null, Now) : known with { State = state, Number = 7, Reason = "non\nno", At = Now.AddDays(-1) }));
    }

    [Test]
    public async Task Begin_TwiceAtOnce_IsTrueOnce()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Topics.BeginAsync("telegram", Forum, "logement", Now, default)));

        Assert.That(begun.Count(one => one), Is.EqualTo(1));
    }

    [Test]
    public async Task Forget_OnlyWhatWasAskedFor()
    {
        await Topics.BeginAsync("telegram", Forum, "climat", Now, default);
        await Topics.EndAsync(new("telegram", Forum, "logement", TopicState.Made, 7, null, Now), default);

        await Topics.ForgetAsync("telegram", Forum, "climat", default);
        await Topics.ForgetAsync("telegram", Forum, "logement", default);

        Assert.That((await Topics.OfAsync("telegram", Forum, default)).Select(topic => topic.Theme), Is.EqualTo(new[] { "logement" }));
        Assert.That((await Topics.InAsync(TopicState.Made, default)).Single().Number, Is.EqualTo(7));
        Assert.That(await Topics.OfAsync("telegram", "-100501", default), Is.Empty);
    }

    [Test]
    public async Task Stand_ASubject_IsKeptOverARestartUntilItIsTakenAway()
    {
        await Topics.StandAsync("telegram", Forum, "party/event/1", 7, default);
        await Topics.StandAsync("telegram", Forum, "party/event/1", 9, default);
        await Temporary.ReopenAsync();
        Assert.That((await Topics.StandsAsync("telegram", Forum, "party/event/1", default), await Topics.StandsAsync("telegram", Forum, "party/event/2", default)), Is.EqualTo(((int?)9, (int?)null)));

        await Topics.StandAsync("telegram", Forum, "party/event/1", null, default);

        Assert.That(await Topics.StandsAsync("telegram", Forum, "party/event/1", default), Is.Null);
    }
}
