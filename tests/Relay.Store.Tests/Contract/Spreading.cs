using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Swarm;

namespace Relay.Store.Tests.Contract;

/// <summary>What is counted of copies: numbers, in the commit of what made them count.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Spreading(StoreEngine engine) : StoreContract(engine)
{
    private ISpreadStore Spread => Temporary.Store.Spread;

    [Test]
    public async Task Settle_Counts_AddUpAndNeverFallBelowNobody()
    {
        var copy = (await ConfirmedAsync(Wanted(1), "8")).PublicationId;
        await CountAsync("1", new PathCount(copy, PathStep.Coming, 1), new PathCount(copy, PathStep.Message, 1));
        await CountAsync("2", new PathCount(copy, PathStep.Coming, 1));
        await CountAsync("2", new PathCount(copy, PathStep.Coming, 1));
        await CountAsync("3", new PathCount(copy, PathStep.Message, -1));
        await CountAsync("4", new PathCount(copy, PathStep.Message, -1), new PathCount(copy, PathStep.Subscription, -1));

        var counted = (await Spread.ReadAsync(null, Now.AddDays(-1), default)).Single();

        Assert.That((counted.Copy, counted.Network, counted.Target), Is.EqualTo((copy, Network, ChatKey)));
        Assert.That(counted.People, Is.EqualTo(new Dictionary<PathStep, int> { [PathStep.Coming] = 2 }), "once each, and taken back once");
    }

    [Test]
    public async Task Settle_CountsOfACopyThatIsNoMore_AreLeftOut()
    {
        await CountAsync("1", new PathCount(Guid.CreateVersion7(Now), PathStep.Message, 1));

        Assert.That(await RawAsync<long>("SELECT count(*) FROM spread"), Is.Zero);
    }

    [Test]
    public async Task Read_ByItemAndTime_LeavesOutOthersAndWhatOnlyTheCoordinatorSaw()
    {
        var shown = await ConfirmedAsync(Wanted(1), "8");
        await ConfirmedAsync(Wanted(2) with { Key = Wanted(2).Key with { Target = $"shadow:{ChatKey}" } }, "9");

        Assert.That((await Spread.ReadAsync(null, Now.AddDays(-1), default)).Select(copy => copy.Copy), Is.EqualTo(new[] { shown.PublicationId }));
        Assert.That(await Spread.ReadAsync(EventKey(42), Now.AddDays(-1), default), Is.Empty);
        Assert.That(await Spread.ReadAsync(Wanted(1).Items[0], Now.AddDays(-1), default), Has.Count.EqualTo(1));
        Assert.That(await Spread.ReadAsync(null, Now.AddDays(1), default), Is.Empty);
    }

    [TestCase(0, null)]
    [TestCase(4, null)]
    [TestCase(5, 5)]
    public void Told_BelowFive_IsNoNumber(int people, int? told)
        => Assert.That(new CopySpread(Guid.Empty, "s", "announce", "telegram", "@a", Now, new Dictionary<PathStep, int> { [PathStep.Coming] = people }).Told(PathStep.Coming), Is.EqualTo(told));

    private Task<bool> CountAsync(string interaction, params PathCount[] counts)
        => Temporary.Store.Conversations.SettleAsync(new() { Interaction = $"i{interaction}", Account = "bot33", Outcome = "test", At = Now, Path = counts }, default);
}
