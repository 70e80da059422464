using NUnit.Framework;
using Relay.Core.Deliveries;

namespace Relay.Store.Tests.Contract;

/// <summary>Attempts begun from what was read a moment ago, many at once.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerTogether(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Begin_AsRead_WritesItsWordsAndBegins()
    {
        var delivery = await ReleasedAsync(Wanted(1));

        var number = await Ledger.BeginAttemptAsync(new(delivery, [NewPart(0, "un"), NewPart(1, "deux")], 0, Now), default);

        var after = await FindAsync(delivery.Id);
        Assert.That(number, Is.EqualTo(1));
        Assert.That((after.State, after.Attempts), Is.EqualTo((DeliveryState.Attempting, 1)));
        Assert.That(after.Parts.Select(part => (part.Text, part.State, part.AttemptedAt)), Is.EqualTo(new[] { ("un", PartState.Attempting, (DateTimeOffset?)Now), ("deux", PartState.Planned, null) }));
        Assert.That((await Ledger.AttemptsAsync(delivery.Id, default)).Single().Fence, Is.EqualTo(Temporary.Store.Fence));
    }

    [Test]
    public async Task Begin_NoLongerAsRead_WritesNothing()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        await Ledger.SetAsync(delivery.Id, DeliveryState.Cancelled, "past", null, Now, Claire, Now, default);

        var number = await Ledger.BeginAttemptAsync(new(delivery, [NewPart(0, "un")], 0, Now), default);

        Assert.That(number, Is.Null);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Cancelled));
        Assert.That(await Ledger.AttemptsAsync(delivery.Id, default), Is.Empty);
    }

    [Test]
    public async Task Begin_ManyAndTwiceTheSame_EachOnce()
    {
        var deliveries = new List<Delivery>();
        for (var number = 0; number < 20; number++)
        {
            deliveries.Add(await ReleasedAsync(Wanted(number, $"@parti_{number}")));
        }

        var numbers = await Task.WhenAll(deliveries.Concat(deliveries).Select(delivery => Ledger.BeginAttemptAsync(new(delivery, [NewPart(0, "un")], 0, Now), default)));

        Assert.That(numbers.Count(number => number == 1), Is.EqualTo(20));
        Assert.That(numbers.Count(number => number is null), Is.EqualTo(20));
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    [Test]
    public async Task End_OneOfManyIsNotUnderWay_OnlyItFails()
    {
        var (first, attempt) = await AttemptingAsync(Wanted(1));
        var idle = await ComposedAsync(Wanted(2, "@other"));
        var (second, other) = await AttemptingAsync(Wanted(3, "@third"));

        var ends = new[] { Done(first.Id, attempt, "7"), Done(idle.Id, 1, "8"), Done(second.Id, other, "9") }.Select(end => Ledger.EndAttemptAsync(end, default)).ToList();

        Assert.That(async () => await ends[1], Throws.InvalidOperationException);
        await Task.WhenAll(ends[0], ends[2]);
        Assert.That((await FindAsync(first.Id)).State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That((await FindAsync(idle.Id)).State, Is.EqualTo(DeliveryState.Queued));
        Assert.That((await FindAsync(second.Id)).Parts[0].RemoteIds, Is.EqualTo(new[] { "9" }));
    }

    [Test]
    public async Task Serve_ManyPlaces_OnlyThoseThatChangedHandsMove()
    {
        var stays = await ReleasedAsync(Wanted(1));
        var moves = await ReleasedAsync(Wanted(2, "@other"));

        var moved = await Ledger.ServeAsync([(Network, ChatKey, "bot33"), (Network, "@other", "bot33"), (Network, "@other", "bot34"), (Network, "@empty", "bot34")], Now, default);

        Assert.That(moved, Is.EqualTo(1));
        Assert.That((await FindAsync(stays.Id)).Account, Is.EqualTo("bot33"));
        Assert.That((await FindAsync(moves.Id)).Account, Is.EqualTo("bot34"));
    }
}
