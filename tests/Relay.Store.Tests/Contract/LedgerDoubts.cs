using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerDoubts(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Doubts_LookDue_OldestFirst()
    {
        var first = await UncertainAsync(Wanted(1));
        Time.Advance(TimeSpan.FromSeconds(30));
        var second = await UncertainAsync(Wanted(2));
        await UncertainAsync(Wanted(3) with { Account = "other" });
        var since = Now;

        var early = await Ledger.DoubtsAsync("bot33", Now, 9, default);
        Time.Advance(TimeSpan.FromMinutes(2));
        var due = await Ledger.DoubtsAsync("bot33", Now, 9, default);
        var all = await Ledger.DoubtsAsync(null, null, 9, default);

        Assert.That(early, Is.Empty);
        Assert.That(due.Select(delivery => delivery.Id), Is.EqualTo(new[] { first.Id, second.Id }));
        Assert.That(due[1].Parts[0].Doubt, Is.EqualTo(new Doubt(since, 0, since.AddMinutes(1), null, null)));
        Assert.That(all, Has.Count.EqualTo(3));
        Assert.That(await Ledger.DoubtsAsync(null, null, 2, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task UnderWay_CallThatBegan_IsThereUntilItIsADoubt()
    {
        var (delivery, _) = await AttemptingAsync(Wanted(1));
        await ComposedAsync(Wanted(2));

        var before = await Ledger.UnderWayAsync(9, default);
        await Ledger.RecoverAsync(Now, default);

        Assert.That(before.Single().Parts[0].State, Is.EqualTo(PartState.Attempting));
        Assert.That(before.Single().Id, Is.EqualTo(delivery.Id));
        Assert.That(await Ledger.UnderWayAsync(9, default), Is.Empty);
    }

    [Test]
    public async Task Doubt_HowFarItCame_IsKept()
    {
        var delivery = await UncertainAsync(Wanted(1));
        var doubt = delivery.Parts[0].Doubt! with { NegativeReads = 2, Cursor = "page 3", NextAt = null, Ask = "le réseau ne dit rien" };

        await Ledger.DoubtAsync(delivery.Id, 0, doubt, default);

        Assert.That((await FindAsync(delivery.Id)).Parts[0].Doubt, Is.EqualTo(doubt));
        Assert.That(await Ledger.DoubtsAsync(null, Now.AddYears(1), 9, default), Is.Empty, "a person must look");
        Assert.That(await Ledger.DoubtsAsync(null, null, 9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Doubt_AboutAPartThatIsThere_IsRefused()
    {
        var delivery = await ConfirmedAsync(Wanted(1), "7");

        Assert.That(() => Ledger.DoubtAsync(delivery.Id, 0, new Doubt(Now, 0, Now, null, null), default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Resolve_There_Confirms()
    {
        var delivery = await UncertainAsync(Wanted(1));

        await ResolveAsync(delivery, PartState.Confirmed, "41");

        var after = await FindAsync(delivery.Id);
        Assert.That((after.State, after.Parts[0].State, after.Parts[0].Doubt), Is.EqualTo((DeliveryState.Confirmed, PartState.Confirmed, (Doubt?)null)));
        Assert.That(after.Parts[0].RemoteIds, Is.EqualTo(new[] { "41" }));
        Assert.That((await Audit.ReadAsync(delivery.Id.ToString("D"), 1, default)).Single().Actor, Is.EqualTo(Claire));
    }

    [Test]
    public async Task Resolve_NotThere_MayBeSentAgain()
    {
        var delivery = await UncertainAsync(Wanted(1));

        await ResolveAsync(delivery, PartState.Planned);

        Assert.That((await Ledger.DueAsync("bot33", Now, [], 9, default)).Single().Id, Is.EqualTo(delivery.Id));
        Assert.That(await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default), Is.EqualTo(2));
    }

    [Test]
    public async Task Resolve_Refused_EndsIt()
    {
        var delivery = await UncertainAsync(Wanted(1));

        await ResolveAsync(delivery, PartState.Refused);

        var after = await FindAsync(delivery.Id);
        Assert.That((after.State, after.Reason), Is.EqualTo((DeliveryState.Refused, "vu")));
    }

    [Test]
    public async Task Resolve_FirstPartOfAThread_TheNextMayFollow()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1), parts: 2);
        await Ledger.EndAttemptAsync(Lost(delivery.Id, attempt), default);

        await ResolveAsync(delivery, PartState.Confirmed, "41");

        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Queued));
        Assert.That(await Ledger.BeginAttemptAsync(delivery.Id, 1, Now, default), Is.EqualTo(2));
    }

    [Test]
    public async Task Resolve_Twice_TheSecondIsRefused()
    {
        var delivery = await UncertainAsync(Wanted(1));
        await ResolveAsync(delivery, PartState.Confirmed, "41");

        Assert.That(() => ResolveAsync(delivery, PartState.Planned), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Neighbours_AroundAnAttempt_ComeInTheNetworksOrder()
    {
        await ConfirmedAsync(Wanted(1), "998");
        await ConfirmedAsync(Wanted(2), "999", "1000");
        Time.Advance(TimeSpan.FromSeconds(5));
        var doubt = await UncertainAsync(Wanted(3));
        Time.Advance(TimeSpan.FromSeconds(5));
        await ConfirmedAsync(Wanted(4), "1003");
        await ConfirmedAsync(Wanted(5), "1002");
        await ConfirmedAsync(Wanted(6, target: "@parti_40"), "1001");

        var around = await Ledger.NeighboursAsync(Network, ChatKey, doubt.Parts[0].AttemptedAt!.Value, default);

        Assert.That((around.Before, around.After), Is.EqualTo(("1000", "1002")));
        Assert.That(around.Taken, Is.EquivalentTo(new[] { "998", "999", "1000", "1002", "1003" }));
    }

    [Test]
    public async Task Neighbours_ConfirmedLaterButBegunEarlier_IsNoUpperBound()
    {
        var earlier = await UncertainAsync(Wanted(1));
        Time.Advance(TimeSpan.FromSeconds(5));
        var doubt = await UncertainAsync(Wanted(2));
        Time.Advance(TimeSpan.FromSeconds(5));
        await ResolveAsync(earlier, PartState.Confirmed, "5");

        var around = await Ledger.NeighboursAsync(Network, ChatKey, doubt.Parts[0].AttemptedAt!.Value, default);

        Assert.That((around.Before, around.After), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(around.Taken, Is.EquivalentTo(new[] { "5" }));
    }

    [Test]
    public async Task Neighbours_WrongIdSaidByAPerson_IsNoBound()
    {
        await ConfirmedAsync(Wanted(1), "100");
        var said = await UncertainAsync(Wanted(2));
        await Ledger.ResolveAsync(said.Id, 0, PartState.Confirmed, ["9999"], null, "seen", new(ActorKind.Coordinator, "claire"), Now, default);
        Time.Advance(TimeSpan.FromSeconds(5));
        var doubt = await UncertainAsync(Wanted(3));

        var around = await Ledger.NeighboursAsync(Network, ChatKey, doubt.Parts[0].AttemptedAt!.Value, default);

        Assert.That((around.Before, around.After), Is.EqualTo(("100", (string?)null)));
        Assert.That(around.Taken, Is.EquivalentTo(new[] { "100", "9999" }));
    }

    [Test]
    public async Task Neighbours_NothingKnown_AreNull()
    {
        var around = await Ledger.NeighboursAsync(Network, ChatKey, Now, default);

        Assert.That((around.Before, around.After, around.Taken.Count), Is.EqualTo(((string?)null, (string?)null, 0)));
    }

    private Task ResolveAsync(Delivery delivery, PartState to, params string[] ids)
        => Ledger.ResolveAsync(delivery.Id, 0, to, ids, new Uri("https://t.me/parti_33/41"), "vu", Claire, Now, default);
}
