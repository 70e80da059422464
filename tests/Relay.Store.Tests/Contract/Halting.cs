using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Halting(StoreEngine engine) : StoreContract(engine)
{
    private Halt Whole => new(HaltScope.All, "", Claire.ToString(), Now);

    [Test]
    public async Task Keep_AcrossARestart_StandsAsItWasMade()
    {
        await Temporary.Store.Halts.KeepAsync(Whole, Claire, default);

        await Temporary.ReopenAsync();
        Time.Advance(TimeSpan.FromDays(3));
        var again = await Temporary.Store.Halts.KeepAsync(Whole, Claire, default);

        Assert.That(again, Is.False);
        Assert.That(await Temporary.Store.Halts.AllAsync(default), Is.EqualTo(new[] { Whole with { Since = Now.AddDays(-3) } }));
    }

    [Test]
    public async Task Lift_WhatWaitedBecauseOfIt_IsDueAtOnceAndBothAreInTheAudit()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        var other = await ReleasedAsync(Wanted(2));
        await Temporary.Store.Halts.KeepAsync(Whole, Claire, default);
        await Ledger.SetAsync(delivery.Id, DeliveryState.Held, Rules.Halted, null, Now.AddMinutes(5), Claire, Now, default);
        await Ledger.SetAsync(other.Id, DeliveryState.Held, Rules.ItemMissing, null, Now.AddMinutes(5), Claire, Now, default);

        var lifted = await Temporary.Store.Halts.LiftAsync(HaltScope.All, "", Claire, Now, default);
        var again = await Temporary.Store.Halts.LiftAsync(HaltScope.All, "", Claire, Now, default);

        Assert.That((lifted, again), Is.EqualTo((true, false)));
        Assert.That(((await FindAsync(delivery.Id)).NextAt, (await FindAsync(other.Id)).NextAt), Is.EqualTo((Now, Now.AddMinutes(5))));
        Assert.That((await Audit.ReadAsync("all", 9, default)).Select(entry => (entry.Action, entry.Actor)), Is.EqualTo(new[] { ("all.resumed", Claire), ("all.paused", Claire) }));
    }
}
