using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerChanges(StoreEngine engine) : StoreContract(engine)
{
    [TestCase(DeliveryState.Held)]
    [TestCase(DeliveryState.Cancelled)]
    [TestCase(DeliveryState.Expired)]
    [TestCase(DeliveryState.Refused)]
    public async Task Set_Queued_TakesStateRuleAndReason(DeliveryState to)
    {
        var delivery = await ComposedAsync(Wanted(1));

        await Ledger.SetAsync(delivery.Id, to, "stage.draft", "brouillon", Now.AddHours(1), Claire, Now, default);

        var after = await FindAsync(delivery.Id);
        var line = (await Audit.ReadAsync(delivery.Id.ToString("D"), 1, default)).Single();
        Assert.That((after.State, after.Rule, after.Reason, after.NextAt), Is.EqualTo((to, "stage.draft", "brouillon", Now.AddHours(1))));
        Assert.That((line.Actor, line.Detail), Is.EqualTo((Claire, "stage.draft")));
    }

    [Test]
    public async Task TakeBack_ConfirmedPost_IsADeletionOfItsOwnOnEitherEngine()
    {
        var post = await ConfirmedAsync(Wanted(90), "890");

        var deletion = await Ledger.TakeBackAsync(post.Id, Claire, Now, default);

        Assert.That(deletion, Is.Not.Null.And.Not.EqualTo(post.Id));
        Assert.That((await FindAsync(deletion!.Value)).Parts.Single().RemoteIds, Is.EqualTo(new[] { "890" }));
        Assert.That(await Ledger.TakeBackAsync(post.Id, Claire, Now, default), Is.Null, "once, whoever asks");
    }

    [Test]
    public async Task Set_HeldAgainByTheSameRule_WritesNoFurtherLine()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        await HoldAsync(delivery.Id, "source.silent", 1);
        var entries = (await Audit.VerifyAsync(default)).Entries;

        await HoldAsync(delivery.Id, "source.silent", 2);

        Assert.That((await FindAsync(delivery.Id)).NextAt, Is.EqualTo(Now.AddMinutes(2)));
        Assert.That((await Audit.VerifyAsync(default)).Entries, Is.EqualTo(entries));
    }

    [Test]
    public async Task Set_Attempting_IsRefused()
    {
        var (delivery, _) = await AttemptingAsync(Wanted(1));

        Assert.That(() => SetAsync(delivery.Id, DeliveryState.Queued), Throws.InvalidOperationException);
        Assert.That(() => SetAsync(delivery.Id, DeliveryState.Cancelled), Throws.InvalidOperationException);
    }

    [TestCase(DeliveryState.Queued)]
    [TestCase(DeliveryState.Confirmed)]
    [TestCase(DeliveryState.Refused)]
    public async Task Set_Uncertain_IsRefusedWhateverItAsks(DeliveryState to)
    {
        var delivery = await UncertainAsync(Wanted(1));

        Assert.That(() => SetAsync(delivery.Id, to), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Uncertain));
    }

    [Test]
    public async Task Set_Confirmed_IsRefused()
    {
        var delivery = await ConfirmedAsync(Wanted(1), "7");

        Assert.That(() => SetAsync(delivery.Id, DeliveryState.Queued), Throws.InvalidOperationException);
    }

    [Test]
    public void Set_Unknown_Throws()
    {
        Assert.That(() => SetAsync(Guid.CreateVersion7(), DeliveryState.Queued), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Replay_RefusedWithNothingThere_IsComposedAnew()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused), default);

        await SetAsync(delivery.Id, DeliveryState.Queued);
        await Ledger.ComposeAsync(delivery.Id, [NewPart(0, "corrigé")], default);
        var second = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        await Ledger.EndAttemptAsync(Done(delivery.Id, second, "9"), default);

        var after = await FindAsync(delivery.Id);
        Assert.That((after.State, after.Strikes), Is.EqualTo((DeliveryState.Confirmed, 0)));
        Assert.That((await Ledger.AttemptsAsync(delivery.Id, default)).Select(entry => entry.Result), Is.EqualTo(new[] { "refused", "done" }));
    }

    [Test]
    public async Task Replay_RefusedHalfWay_KeepsWhatIsThere()
    {
        var (delivery, first) = await AttemptingAsync(Wanted(1), parts: 2);
        await Ledger.EndAttemptAsync(Done(delivery.Id, first, "7") with { DeliveryTo = DeliveryState.Queued }, default);
        var second = await Ledger.BeginAttemptAsync(delivery.Id, 1, Now, default);
        await Ledger.EndAttemptAsync(Ended(delivery.Id, second, FailureKind.Refused, PartState.Refused, DeliveryState.Refused) with { Part = 1 }, default);

        await SetAsync(delivery.Id, DeliveryState.Queued);

        var after = await FindAsync(delivery.Id);
        Assert.That(after.Parts.Select(part => part.State), Is.EqualTo(new[] { PartState.Confirmed, PartState.Planned }));
        Assert.That(after.Parts[0].RemoteIds, Is.EqualTo(new[] { "7" }));
        Assert.That(await Ledger.BeginAttemptAsync(delivery.Id, 1, Now, default), Is.EqualTo(3));
    }

    [Test]
    public async Task Serve_AnotherAccount_TakesWhatWaitsOrIsInDoubt()
    {
        var sent = await ConfirmedAsync(Wanted(1), "7");
        var doubt = await UncertainAsync(Wanted(2));
        var queued = await ComposedAsync(Wanted(3));
        var elsewhere = await ReleasedAsync(Wanted(4, target: "@parti_40"));
        await PlanAsync(Wanted(5));

        var moved = await Ledger.ServeAsync(Network, ChatKey, "bot34", Now, default);

        Assert.That(moved, Is.EqualTo(2));
        Assert.That((await Ledger.DueAsync("bot34", Now, [], 9, default)).Select(delivery => delivery.Id), Is.EqualTo(new[] { queued.Id }));
        Assert.That((await Ledger.DoubtsAsync("bot34", null, 9, default)).Select(delivery => delivery.Id), Is.EqualTo(new[] { doubt.Id }));
        Assert.That((await FindAsync(sent.Id)).Account, Is.EqualTo("bot33"));
        Assert.That((await FindAsync(elsewhere.Id)).Account, Is.EqualTo("bot33"));
        Assert.That((await PublicationAsync(Wanted(5))).Plan.Account, Is.EqualTo("bot34"));
        Assert.That(await Ledger.ServeAsync(Network, ChatKey, "bot34", Now, default), Is.Zero);
    }

    private Task HoldAsync(Guid delivery, string rule, int minutes)
        => Ledger.SetAsync(delivery, DeliveryState.Held, rule, null, Now.AddMinutes(minutes), Actor.System, Now, default);

    private Task SetAsync(Guid delivery, DeliveryState to) => Ledger.SetAsync(delivery, to, null, null, Now, Claire, Now, default);
}
