using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerAttempts(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Compose_Parts_AreKeptAsWritten()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        var part = NewPart(0, "Réunion « à l'heure » 🎉 <b>&amp;</b>\n\nSuite") with
        {
            Images = [new Image(new Uri("https://exemple.fr/é.jpg"), "Une \"salle\"")],
            Link = new Uri("https://exemple.fr/e/1?a=b%20c"),
        };

        await Ledger.ComposeAsync(delivery.Id, [part], default);

        var kept = (await FindAsync(delivery.Id)).Parts.Single();
        Assert.That(kept, Is.EqualTo(part with { Images = kept.Images, RemoteIds = kept.RemoteIds }));
        Assert.That(kept.Images, Is.EqualTo(part.Images));
    }

    [Test]
    public async Task Compose_BeforeAnAttempt_Replaces()
    {
        var delivery = await ComposedAsync(Wanted(1), parts: 3);

        await Ledger.ComposeAsync(delivery.Id, [NewPart(0, "plus court")], default);

        Assert.That((await FindAsync(delivery.Id)).Parts.Select(part => part.Text), Is.EqualTo(new[] { "plus court" }));
    }

    [TestCase(FailureKind.Throttled)]
    [TestCase(FailureKind.Unavailable)]
    [TestCase(FailureKind.Unauthorized)]
    [TestCase(FailureKind.Misconfigured)]
    public async Task Compose_AfterAnAttemptThatLeftNothing_Replaces(FailureKind kind)
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1), parts: 2);
        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, kind, PartState.Planned, DeliveryState.Queued), default);

        await Ledger.ComposeAsync(delivery.Id, [NewPart(0, "autre")], default);

        Assert.That((await FindAsync(delivery.Id)).Parts.Select(part => part.Text), Is.EqualTo(new[] { "autre" }));
    }

    [Test]
    public async Task Compose_AfterADoubt_IsRefused()
    {
        var delivery = await UncertainAsync(Wanted(1));
        await Ledger.ResolveAsync(delivery.Id, 0, PartState.Planned, [], null, "pas vue", Claire, Now, default);
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Throttled, PartState.Planned, DeliveryState.Queued), default);

        Assert.That(() => Ledger.ComposeAsync(delivery.Id, [NewPart(0, "autre")], default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Compose_AfterAPictureWasRefused_KeepsThePartWithoutIt()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Planned, DeliveryState.Queued) with { WithoutPictures = true }, default);

        Assert.That(() => Ledger.ComposeAsync(delivery.Id, [NewPart(0, "autre")], default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Compose_PartsOutOfOrder_IsRefused()
    {
        var delivery = await ReleasedAsync(Wanted(1));

        Assert.That(() => Ledger.ComposeAsync(delivery.Id, [NewPart(1, "un"), NewPart(0, "deux")], default), Throws.InvalidOperationException);
        Assert.That(() => Ledger.ComposeAsync(delivery.Id, [], default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Begin_Queued_IsAttemptingBeforeTheCall()
    {
        var delivery = await ComposedAsync(Wanted(1));

        var number = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);

        var after = await FindAsync(delivery.Id);
        var attempt = (await Ledger.AttemptsAsync(delivery.Id, default)).Single();
        Assert.That(number, Is.EqualTo(1));
        Assert.That(after.State, Is.EqualTo(DeliveryState.Attempting));
        Assert.That(after.Parts[0].State, Is.EqualTo(PartState.Attempting));
        Assert.That(after.Parts[0].AttemptedAt, Is.EqualTo(Now));
        Assert.That(attempt, Is.EqualTo(new Attempt(1, 0, Now, null, null, null, null, Temporary.Store.Fence)));
    }

    [Test]
    public async Task Begin_Twice_TheSecondIsRefused()
    {
        var (delivery, _) = await AttemptingAsync(Wanted(1));

        Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default), Throws.InvalidOperationException);
        Assert.That(await Ledger.AttemptsAsync(delivery.Id, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Begin_ManyAtOnce_OneWins()
    {
        var delivery = await ComposedAsync(Wanted(1));

        var tries = Enumerable.Range(0, 20).Select(_ => Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default)).ToList();
        await Task.WhenAll(tries.Select(attempt => attempt.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.That(tries.Count(attempt => attempt.IsCompletedSuccessfully), Is.EqualTo(1));
        Assert.That(await Ledger.AttemptsAsync(delivery.Id, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Begin_LaterPartBeforeTheFirstIsConfirmed_IsRefused()
    {
        var delivery = await ComposedAsync(Wanted(1), parts: 2);

        Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 1, Now, default), Throws.InvalidOperationException);
        Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 7, Now, default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Begin_AnotherWorkerHasTakenTheStore_ThrowsFenceLost()
    {
        var delivery = await ComposedAsync(Wanted(1));
        await RawAsync<long>("UPDATE store SET fence = fence + 1 RETURNING fence");

        Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default), Throws.TypeOf<FenceLostException>());
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Queued));
    }

    [Test]
    public async Task End_Done_ConfirmsWithIds()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        Time.Advance(TimeSpan.FromSeconds(2));

        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "7", "8"), default);

        var after = await FindAsync(delivery.Id);
        var ended = (await Ledger.AttemptsAsync(delivery.Id, default)).Single();
        Assert.That(after.State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That(after.Parts[0].RemoteIds, Is.EqualTo(new[] { "7", "8" }));
        Assert.That(after.Parts[0].RemoteLink, Is.EqualTo(new Uri("https://t.me/parti_33/7")));
        Assert.That((ended.EndedAt, ended.Result, ended.Scope), Is.EqualTo(((DateTimeOffset?)Now, "done", (string?)null)));
    }

    [Test]
    public async Task End_DoneWithoutIds_IsRefused()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));

        Assert.That(() => Ledger.EndAttemptAsync(Done(delivery.Id, attempt), default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task End_Throttled_WaitsWithItsStrikesAndReason()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));

        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Throttled, PartState.Planned, DeliveryState.Queued), default);

        var after = await FindAsync(delivery.Id);
        var ended = (await Ledger.AttemptsAsync(delivery.Id, default)).Single();
        Assert.That((after.State, after.Strikes, after.Reason, after.NextAt), Is.EqualTo((DeliveryState.Queued, 1, "sans réponse", Now.AddMinutes(1))));
        Assert.That((ended.Result, ended.Scope, ended.Reason), Is.EqualTo(("throttled", "target", "HTTP 500")));
    }

    [Test]
    public async Task End_OddCharactersInWhatTheNetworkSaid_AreNoObstacle()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        var end = Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused) with
        {
            Outcome = new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("bad\0 \ud83d text 🎉")),
            Reason = "bad\0 \ud83d text 🎉",
        };

        await Ledger.EndAttemptAsync(end, default);

        Assert.That((await FindAsync(delivery.Id)).Reason, Is.EqualTo("bad \ufffd text 🎉"));
    }

    [Test]
    public async Task End_WithoutPictures_DropsThem()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        await Ledger.ComposeAsync(delivery.Id, [NewPart(0, "texte") with { Images = [new Image(new Uri("https://exemple.fr/i.jpg"))] }], default);
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);

        await Ledger.EndAttemptAsync(
            Ended(delivery.Id, attempt, FailureKind.Refused, PartState.Planned, DeliveryState.Queued) with { WithoutPictures = true }, default);

        Assert.That((await FindAsync(delivery.Id)).Parts[0].Images, Is.Empty);
    }

    [Test]
    public async Task End_Thread_GoesOnWithTheNextPart()
    {
        var (delivery, first) = await AttemptingAsync(Wanted(1), parts: 2);

        await Ledger.EndAttemptAsync(Done(delivery.Id, first, "7") with { DeliveryTo = DeliveryState.Queued }, default);
        var second = await Ledger.BeginAttemptAsync(delivery.Id, 1, Now, default);
        await Ledger.EndAttemptAsync(Done(delivery.Id, second, "8") with { Part = 1 }, default);

        var after = await FindAsync(delivery.Id);
        Assert.That(second, Is.EqualTo(2));
        Assert.That(after.State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That(after.Parts.SelectMany(part => part.RemoteIds), Is.EqualTo(new[] { "7", "8" }));
    }

    [TestCase(PartState.Uncertain, DeliveryState.Queued, TestName = "End_UncertainPartBackInTheQueue_IsRefused")]
    [TestCase(PartState.Planned, DeliveryState.Uncertain, TestName = "End_UncertainDeliveryWithoutDoubt_IsRefused")]
    [TestCase(PartState.Planned, DeliveryState.Confirmed, TestName = "End_ConfirmedWithoutItsPart_IsRefused")]
    [TestCase(PartState.Attempting, DeliveryState.Queued, TestName = "End_StillAttempting_IsRefused")]
    [TestCase(PartState.Planned, DeliveryState.Cancelled, TestName = "End_CancelledInMidCall_IsRefused")]
    public async Task End_Contradiction_IsRefused(PartState part, DeliveryState to)
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));

        Assert.That(() => Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, FailureKind.Unknown, part, to), default), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Attempting));
    }

    [Test]
    public async Task End_ConfirmedWhileAnotherPartIsNot_IsRefused()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1), parts: 2);

        Assert.That(() => Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "7"), default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task End_OfAnotherAttempt_ChangesNothing()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));

        Assert.That(() => Ledger.EndAttemptAsync(Done(delivery.Id, attempt + 1, "7"), default), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Attempting));
    }

    [Test]
    public async Task End_Twice_TheSecondIsRefused()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "7"), default);

        Assert.That(() => Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "8"), default), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).Parts[0].RemoteIds, Is.EqualTo(new[] { "7" }));
    }

    [Test]
    public async Task Recover_AttemptWithoutEnd_IsADoubtDueAtOnce()
    {
        var (delivery, _) = await AttemptingAsync(Wanted(1));
        await ComposedAsync(Wanted(2));
        await Temporary.ReopenAsync();
        Time.Advance(TimeSpan.FromMinutes(3));

        var cut = await Ledger.RecoverAsync(Now, default);

        var after = await FindAsync(delivery.Id);
        Assert.That(cut, Is.EqualTo(1));
        Assert.That(after.State, Is.EqualTo(DeliveryState.Uncertain));
        Assert.That(after.Parts[0].Doubt, Is.EqualTo(new Doubt(Now, 0, Now, null, null)));
        Assert.That((await Ledger.AttemptsAsync(delivery.Id, default)).Single().EndedAt, Is.Null);
        Assert.That(await Ledger.RecoverAsync(Now, default), Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task End_AfterItWasCutOff_IsTooLateToBeBelieved(bool isDone)
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1));
        await Ledger.RecoverAsync(Now, default);
        var end = isDone ? Done(delivery.Id, attempt, "7") : Ended(delivery.Id, attempt, FailureKind.Throttled, PartState.Planned, DeliveryState.Queued);

        Assert.That(() => Ledger.EndAttemptAsync(end, default), Throws.InvalidOperationException);
        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Uncertain));
    }

    [Test]
    public async Task RecoverAccount_OfOneAccount_LeavesTheOthersCalls()
    {
        var (mine, _) = await AttemptingAsync(Wanted(1));
        var (other, _) = await AttemptingAsync(Wanted(2) with { Account = "bot34" });

        var cut = await Ledger.RecoverAccountAsync("bot33", Now, default);

        Assert.That(cut, Is.EqualTo(1));
        Assert.That((await FindAsync(mine.Id)).State, Is.EqualTo(DeliveryState.Uncertain));
        Assert.That((await FindAsync(other.Id)).State, Is.EqualTo(DeliveryState.Attempting));
    }
}
