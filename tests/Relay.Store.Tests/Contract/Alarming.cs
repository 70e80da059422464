using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Alarming(StoreEngine engine) : StoreContract(engine)
{
    private IAlarmStore Alarms => Temporary.Store.Alarms;

    [Test]
    public async Task Reconcile_SameAlarmAcrossARestart_IsRaisedOnceAndToldOnce()
    {
        var raised = (await Alarms.ReconcileAsync([Some("source:party")], Now, default)).Raised;
        var told = await Alarms.ClaimNewsAsync(default);

        await Temporary.ReopenAsync();
        Time.Advance(TimeSpan.FromHours(1));
        var again = await Alarms.ReconcileAsync([Some("source:party") with { What = new("autre", "other") }], Now, default);

        Assert.That((raised.Count, told.Raised.Count), Is.EqualTo((1, 1)));
        Assert.That(again.IsEmpty && (await Alarms.ClaimNewsAsync(default)).IsEmpty);
        Assert.That((await Alarms.OpenAsync(default)).Single(), Is.EqualTo(Some("source:party") with { Since = Now.AddHours(-1), What = new("autre", "other") }));
    }

    [Test]
    public async Task Reconcile_Mended_IsToldOnceToThoseWhoKnewOfIt()
    {
        await Alarms.ReconcileAsync([Some("a"), Some("b")], Now, default);
        await Alarms.ClaimNewsAsync(default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Alarms.ReconcileAsync([Some("a"), Some("c")], Now, default);
        Time.Advance(TimeSpan.FromMinutes(1));

        var cleared = (await Alarms.ReconcileAsync([], Now, default)).Cleared;
        var news = await Alarms.ClaimNewsAsync(default);

        Assert.That(cleared.Select(alarm => alarm.Key), Is.EquivalentTo(new[] { "a", "c" }));
        Assert.That(news.Raised, Is.Empty);
        Assert.That(news.Cleared.Select(alarm => alarm.Key), Is.EqualTo(new[] { "b", "a" }), "Nobody had heard of c.");
        Assert.That((await Alarms.ClaimNewsAsync(default)).IsEmpty);
    }

    [Test]
    public async Task Reconcile_DroppedAlthoughNothingIsMended_IsNeverToldAsMended()
    {
        await Alarms.ReconcileAsync([Some("due:bot33")], Now, default);
        await Alarms.ClaimNewsAsync(default);

        var changes = await Alarms.ReconcileAsync([Some("due:bot33") with { IsDropped = true }], Now.AddMinutes(1), default);
        var again = await Alarms.ReconcileAsync([Some("due:bot33") with { IsDropped = true }], Now.AddMinutes(2), default);

        Assert.That((changes.IsEmpty, changes.Dropped.Single().Key, again.Dropped.Count), Is.EqualTo((true, "due:bot33", 0)));
        Assert.That((await Alarms.OpenAsync(default)), Is.Empty);
        Assert.That((await Alarms.ClaimNewsAsync(default)).IsEmpty);
    }

    [Test]
    public async Task Reconcile_DroppedThenBackThenMended_IsToldAsMendedOnceForItsLastEnd()
    {
        await Alarms.ReconcileAsync([Some("due:bot33")], Now, default);
        await Alarms.ClaimNewsAsync(default);
        await Alarms.ReconcileAsync([Some("due:bot33") with { IsDropped = true }], Now.AddMinutes(1), default);
        await Alarms.ReconcileAsync([Some("due:bot33")], Now.AddMinutes(2), default);
        var back = await Alarms.ClaimNewsAsync(default);
        await Alarms.ReconcileAsync([], Now.AddMinutes(3), default);
        await Alarms.ReturnNewsAsync(await Alarms.ClaimNewsAsync(default), default);

        var mended = await Alarms.ClaimNewsAsync(default);

        Assert.That((back.Raised.Count, mended.Raised.Count, mended.Cleared.Count), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public async Task ReturnNews_MessageThatDidNotLeave_IsToldLater()
    {
        await Alarms.ReconcileAsync([Some("a")], Now, default);
        await Alarms.ClaimNewsAsync(default);
        await Alarms.ReconcileAsync([Some("b")], Now.AddSeconds(1), default);
        var news = await Alarms.ClaimNewsAsync(default);

        await Alarms.ReturnNewsAsync(news, default);

        var again = await Alarms.ClaimNewsAsync(default);
        Assert.That((again.Raised.Single().Key, again.Cleared.Single().Key), Is.EqualTo(("b", "a")));
    }

    [Test]
    public async Task Overdue_WhatWaitsTooLong_IsCountedWithoutWhatARuleHolds()
    {
        var queued = await ReleasedAsync(Wanted(1));
        await ReleasedAsync(Wanted(2));
        var held = await ReleasedAsync(Wanted(3));
        await Ledger.SetAsync(held.Id, DeliveryState.Held, Rules.ItemMissing, null, Now.AddMinutes(5), Core.Audit.Actor.System, Now, default);
        await ConfirmedAsync(Wanted(4), "7");
        await UncertainAsync(Wanted(5));
        Time.Advance(TimeSpan.FromMinutes(20));
        await ReleasedAsync(Wanted(6));

        var late = await Alarms.OverdueAsync(Now.AddMinutes(-15), default);

        Assert.That(late.Select(one => (one.Account, one.Channel, one.Count, one.Oldest)), Is.EqualTo(new[] { ("bot33", "gironde", 3, queued.CreatedAt) }));
    }

    [Test]
    public async Task Overdue_HeldByAFaultOfOurs_IsNotKeptQuiet()
    {
        var struck = await ReleasedAsync(Wanted(1));
        await Ledger.SetAsync(struck.Id, DeliveryState.Held, Rules.Unexpected, "NullReferenceException", Now.AddMinutes(5), Core.Audit.Actor.System, Now, default);
        Time.Advance(TimeSpan.FromMinutes(20));

        Assert.That((await Alarms.OverdueAsync(Now.AddMinutes(-15), default)).Single().Example, Is.EqualTo(struck.Id));
    }

    [Test]
    public async Task Overdue_WhatAPersonWasAskedAbout_DoesNotHideTheOthers()
    {
        var asked = await UncertainAsync(Wanted(1));
        await Ledger.DoubtAsync(asked.Id, 0, asked.Parts[0].Doubt! with { Ask = "no way to look", NextAt = null }, default);
        var looked = await UncertainAsync(Wanted(2));
        Time.Advance(TimeSpan.FromMinutes(20));

        Assert.That((await Alarms.OverdueAsync(Now.AddMinutes(-15), default)).Select(one => (one.Count, one.Example)), Is.EqualTo(new[] { (1, looked.Id) }));
    }

    [Test]
    public async Task LastAttemptFailed_NextTryUnderWay_DoesNotCallItMendedMeanwhile()
    {
        await UncertainAsync(Wanted(1));
        Time.Advance(TimeSpan.FromMinutes(1));
        await AttemptingAsync(Wanted(2));

        Assert.That(await Alarms.LastAttemptFailedAsync("bot33", null, default), Is.True);
    }

    [Test]
    public async Task LastAttemptFailed_FollowsTheLastAttempt()
    {
        var none = await Alarms.LastAttemptFailedAsync("bot33", ChatKey, default);
        await UncertainAsync(Wanted(1));
        var lost = await Alarms.LastAttemptFailedAsync("bot33", ChatKey, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await ConfirmedAsync(Wanted(2), "7");

        Assert.That((none, lost, await Alarms.LastAttemptFailedAsync("bot33", ChatKey, default)), Is.EqualTo((false, true, false)));
    }

    [TestCase(FailureKind.Refused, FailureScope.Delivery, false, false, Description = "The text was refused: the account works.")]
    [TestCase(FailureKind.Refused, FailureScope.Target, false, true, Description = "Thrown out of one chat.")]
    [TestCase(FailureKind.Unauthorized, FailureScope.Account, true, true)]
    [TestCase(FailureKind.Misconfigured, FailureScope.Target, false, true)]
    [TestCase(FailureKind.Unavailable, FailureScope.Account, true, true)]
    [TestCase(FailureKind.Unknown, FailureScope.Delivery, true, true, Description = "Nobody answered.")]
    [TestCase(FailureKind.Duplicate, FailureScope.Delivery, false, false)]
    public async Task LastAttemptFailed_OfAnAccount_CountsWhatIsTheAccountsFault(FailureKind kind, FailureScope scope, bool ofAccount, bool ofTarget)
    {
        await EndedAsync(Wanted(1), kind, scope);

        Assert.That((await Alarms.LastAttemptFailedAsync("bot33", null, default), await Alarms.LastAttemptFailedAsync("bot33", ChatKey, default)), Is.EqualTo((ofAccount, ofTarget)));
    }

    [Test]
    public async Task LastAttemptFailed_TextRefusedAfterADeadToken_IsMended()
    {
        await EndedAsync(Wanted(1), FailureKind.Unauthorized, FailureScope.Account);
        Time.Advance(TimeSpan.FromMinutes(1));
        await EndedAsync(Wanted(2), FailureKind.Refused, FailureScope.Delivery);
        Time.Advance(TimeSpan.FromMinutes(1));
        await EndedAsync(Wanted(3), FailureKind.Throttled, FailureScope.Account);

        Assert.That(await Alarms.LastAttemptFailedAsync("bot33", null, default), Is.False);
    }

    [Test]
    public async Task LastAttemptFailed_OnATargetAmongMany_TellsOfThatTarget()
    {
        await EndedAsync(Wanted(1, "@closed"), FailureKind.Refused, FailureScope.Target);
        Time.Advance(TimeSpan.FromMinutes(1));
        await ConfirmedAsync(Wanted(2), "7");

        Assert.That(await Alarms.LastAttemptFailedAsync("bot33", "@closed", default), Is.True);
        Assert.That(await Alarms.LastAttemptFailedAsync("bot33", ChatKey, default), Is.False);
        Assert.That(await Alarms.LastAttemptFailedAsync("bot34", "@closed", default), Is.False);
    }

    [Test]
    public async Task Silence_EveryCallTimesOut_CountsThemSinceTheLastAnswer()
    {
        var none = await Alarms.SilenceAsync("bot33", after: null, default);
        await UncertainAsync(Wanted(1));
        Time.Advance(TimeSpan.FromMinutes(1));
        await EndedAsync(Wanted(2), FailureKind.Refused, FailureScope.Delivery);
        var first = Time.GetUtcNow().AddMinutes(1);
        for (var number = 3; number < 6; number++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await EndedAsync(Wanted(number), FailureKind.Unknown, FailureScope.Delivery);
        }

        var silence = await Alarms.SilenceAsync("bot33", after: null, default);
        var later = await Alarms.SilenceAsync("bot33", first, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await ConfirmedAsync(Wanted(6), "7");

        Assert.That(later, Is.EqualTo(new Silence(first.AddMinutes(1), first.AddMinutes(2), 2)));
        Assert.That((none, silence), Is.EqualTo(((Silence?)null, new Silence(first, first.AddMinutes(2), 3))));
        Assert.That(await Alarms.SilenceAsync("bot33", after: null, default), Is.Null);
    }

    private async Task EndedAsync(PlannedPublication wanted, FailureKind kind, FailureScope scope)
    {
        var (delivery, attempt) = await AttemptingAsync(wanted);
        var (part, to) = kind switch
        {
            FailureKind.Unknown or FailureKind.Duplicate => (PartState.Uncertain, DeliveryState.Uncertain),
            FailureKind.Refused => (PartState.Refused, DeliveryState.Refused),
            _ => (PartState.Planned, DeliveryState.Queued),
        };
        await Ledger.EndAttemptAsync(Ended(delivery.Id, attempt, kind, part, to) with { Outcome = new Outcome.Failed(kind, scope, Phrase.Said("no")) }, default);
    }

    private Alarm Some(string key) => new(key, Now, new("quoi", "what"), new("Faites.", "Do."));
}
