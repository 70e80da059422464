using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Planning;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerHands(StoreEngine engine) : StoreContract(engine)
{
    private const string Group = "https://www.facebook.com/groups/5";

    [Test]
    public async Task Release_OnAnAssistedChannel_HandsOverOnce()
    {
        var delivery = await ReleasedAsync(ByHand(1));

        Assert.That(delivery.Operation, Is.EqualTo(Operation.HandOver));
        Assert.That(
            () => RawAsync<long>($"""
                INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, strikes, attempts)
                SELECT 'other', publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, strikes, attempts
                FROM deliveries WHERE id = '{delivery.Id:D}'
                """),
            Throws.InstanceOf<System.Data.Common.DbException>());
    }

    [Test]
    public async Task Handed_WaitingAndPublishedWhileOfUse_AreFoundOldestFirst()
    {
        var waiting = await HandedAsync(1);
        Time.Advance(TimeSpan.FromSeconds(1));
        var (published, over, declined) = (await HandedAsync(2), await HandedAsync(3, Now.AddMinutes(5)), await HandedAsync(4));
        await ConfirmedAsync(Wanted(5), "7");
        await SetAsync(published, DeliveryState.Confirmed);
        await SetAsync(over, DeliveryState.Confirmed);
        await SetAsync(declined, DeliveryState.Cancelled);

        var handed = await Ledger.HandedAsync(Now.AddMinutes(6), default);

        Assert.That(handed.Select(delivery => delivery.Id), Is.EqualTo(new[] { waiting, published }));
    }

    [Test]
    public async Task Resolve_LostAnswerOfAHandOver_IsHandedOver()
    {
        var (delivery, attempt) = await AttemptingAsync(ByHand(1));
        await Ledger.EndAttemptAsync(Lost(delivery.Id, attempt), default);

        await Ledger.ResolveAsync(delivery.Id, 0, PartState.Confirmed, [], null, "assumed", Actor.System, Now, default);

        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.HandedOver));
    }

    [Test]
    public async Task Set_AfterThePersonHasSpoken_NothingChangesAnyMore([Values] bool published)
    {
        var id = await HandedAsync(1);
        await SetAsync(id, published ? DeliveryState.Confirmed : DeliveryState.Cancelled);

        Assert.That(() => SetAsync(id, DeliveryState.HandedOver), Throws.InvalidOperationException);
        Assert.That(() => SetAsync(id, published ? DeliveryState.Cancelled : DeliveryState.Confirmed), Throws.InvalidOperationException);
    }

    private PlannedPublication ByHand(int number, DateTimeOffset? expires = null)
        => Wanted(number) with { Key = Wanted(number).Key with { Network = Core.Deliveries.Hands.ByHand.Network, Target = Group }, Account = "claire", Expires = expires ?? Now.AddDays(2) };

    private async Task<Guid> HandedAsync(int number, DateTimeOffset? expires = null)
    {
        var (delivery, attempt) = await AttemptingAsync(ByHand(number, expires));
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, $"{number}") with { DeliveryTo = DeliveryState.HandedOver }, default);
        return delivery.Id;
    }

    private Task SetAsync(Guid id, DeliveryState to) => Ledger.SetAsync(id, to, to == DeliveryState.Cancelled ? Rules.HandDeclined : null, null, Now, Claire, Now, default);
}
