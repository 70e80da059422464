using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerQueues(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Waiting_OpenWindows_ByPriorityThenOrder()
    {
        await PlanAsync(
            Wanted(1) with { Order = Now.AddDays(3) },
            Wanted(2) with { Order = Now.AddDays(1) },
            Wanted(3) with { Priority = Priority.Cancellation, Order = Now.AddDays(9) },
            Wanted(4) with { From = Now.AddMinutes(1) },
            Wanted(5) with { Expires = Now },
            Wanted(6) with { Until = Now.AddMinutes(-1) },
            Wanted(7, target: "@parti_40"));

        var waiting = await Ledger.WaitingAsync(Network, ChatKey, Now, 9, default);

        Assert.That(waiting.Select(publication => publication.Plan.Key.Subject), Is.EqualTo(new[] { 3, 2, 6, 1 }.Select(number => EventKey(number).ToString())));
        Assert.That(await Ledger.WaitingAsync(Network, ChatKey, Now, 2, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task TargetsWaiting_EachOnce()
    {
        await PlanAsync(Wanted(1), Wanted(2), Wanted(3, target: "@parti_40"), Wanted(4, target: "later") with { From = Now.AddHours(1) }, Wanted(5, target: "over") with { Expires = Now });

        Assert.That(await Ledger.TargetsWaitingAsync(Now, default), Is.EqualTo(new[] { (Network, ChatKey), (Network, "@parti_40") }));
        Assert.That(await Ledger.NextWindowAsync(Now, default), Is.EqualTo(Now.AddHours(1)));
    }

    [Test]
    public async Task NextWindow_None_IsNull()
    {
        await PlanAsync(Wanted(1));

        Assert.That(await Ledger.NextWindowAsync(Now, default), Is.Null);
        Assert.That(await Ledger.NextDueAsync("bot33", Now, default), Is.Null);
    }

    [Test]
    public async Task Use_CountsWhatMayBeSeen()
    {
        var dayStart = Now;
        await ConfirmedAsync(Wanted(1), "1");
        Time.Advance(TimeSpan.FromMinutes(10));
        await UncertainAsync(Wanted(2));
        await ReleasedAsync(Wanted(3));
        await ReleasedAsync(Wanted(4) with { Paced = false });
        var cancelled = await ReleasedAsync(Wanted(5));
        await Ledger.SetAsync(cancelled.Id, DeliveryState.Cancelled, null, null, Now, Actor.System, Now, default);
        await ReleasedAsync(Wanted(6, target: "@parti_40"));

        var use = await Ledger.UseAsync(Network, ChatKey, dayStart, default);
        var later = await Ledger.UseAsync(Network, ChatKey, dayStart.AddMinutes(1), default);

        Assert.That(use, Is.EqualTo(new TargetUse(3, Now, 1)));
        Assert.That(later.Sent, Is.EqualTo(2));
        Assert.That(await Ledger.UseAsync(Network, "unknown", dayStart, default), Is.EqualTo(new TargetUse(0, null, 0)));
    }

    [Test]
    public async Task Use_LastLeftAfterItsRelease_CountsTheLeaving()
    {
        var delivery = await ComposedAsync(Wanted(1));
        Time.Advance(TimeSpan.FromMinutes(25));
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "7"), default);

        Assert.That((await Ledger.UseAsync(Network, ChatKey, Now.AddDays(-1), default)).Last, Is.EqualTo(Now));
    }

    [Test]
    public async Task Due_QueuedAndHeldWhoseTimeHasCome_ByPriorityThenTime()
    {
        var late = await ReleasedAsync(Wanted(1));
        var held = await ReleasedAsync(Wanted(2));
        await Ledger.SetAsync(held.Id, DeliveryState.Held, "source.silent", null, Now.AddMinutes(-5), Actor.System, Now, default);
        var urgent = await ReleasedAsync(Wanted(3) with { Priority = Priority.Change });
        var future = await ReleasedAsync(Wanted(4));
        await Ledger.SetAsync(future.Id, DeliveryState.Held, "source.silent", null, Now.AddMinutes(5), Actor.System, Now, default);
        await ReleasedAsync(Wanted(5) with { Account = "other" });
        await ReleasedAsync(Wanted(6, target: "@busy"));
        await ConfirmedAsync(Wanted(7), "7");

        var due = await Ledger.DueAsync("bot33", Now, ["@busy", "@other"], 9, default);

        Assert.That(due.Select(delivery => delivery.Id), Is.EqualTo(new[] { urgent.Id, held.Id, late.Id }));
        Assert.That(await Ledger.DueAsync("bot33", Now, [], 2, default), Has.Count.EqualTo(2));
        Assert.That(await Ledger.NextDueAsync("bot33", Now, default), Is.EqualTo(Now.AddMinutes(5)));
    }

    [Test]
    public async Task Due_PrivateMessagesPassedOver_AreTheOnlyOnesLeftOut()
    {
        var post = await ReleasedAsync(Wanted(1));
        var answer = (await Ledger.AnswerAsync([Some.Answer(1, Now)], Actor.System, Now, default)).Single();

        var due = await Ledger.DueAsync("bot33", Now, [Standing.Privately], 9, default);

        Assert.That(due.Select(delivery => delivery.Id), Is.EqualTo(new[] { post.Id }));
        Assert.That((await Ledger.DueAsync("bot33", Now, [], 9, default)).Select(delivery => delivery.Id), Is.EqualTo(new[] { answer.Delivery, post.Id }));
    }

    [Test]
    public async Task Due_CarriesThePartsInOrder()
    {
        await ComposedAsync(Wanted(1), parts: 12);

        var due = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();

        Assert.That(due.Parts.Select(part => part.Index), Is.EqualTo(Enumerable.Range(0, 12)));
    }

    [Test]
    public async Task NextDue_ADoubt_CountsToo()
    {
        await UncertainAsync(Wanted(1));

        Assert.That(await Ledger.NextDueAsync("bot33", Now, default), Is.EqualTo(Now.AddMinutes(1)));
        Assert.That(await Ledger.NextDueAsync("bot33", Now.AddMinutes(1), default), Is.Null);
    }

    [Test]
    public async Task TextUsedElsewhere_AnotherAccountSentIt()
    {
        var sent = await ConfirmedAsync(Wanted(1), "7");
        var hash = sent.Parts[0].TextHash;
        var refused = await AttemptingAsync(Wanted(2));
        await Ledger.EndAttemptAsync(Ended(refused.Delivery.Id, refused.Attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused), default);

        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "other", hash, Now.AddHours(-1), default), Is.True);
        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "bot33", hash, Now.AddHours(-1), default), Is.False);
        Assert.That(await Ledger.TextUsedElsewhereAsync("x", "other", hash, Now.AddHours(-1), default), Is.False);
        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "other", hash, Now.AddSeconds(1), default), Is.False);
        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "other", refused.Delivery.Parts[0].TextHash, Now.AddHours(-1), default), Is.False);
    }

    [Test]
    public async Task RecentAttempts_ByTarget()
    {
        await ConfirmedAsync(Wanted(1), "7");
        Time.Advance(TimeSpan.FromMinutes(1));
        await UncertainAsync(Wanted(2, target: "-100#7"));
        await UncertainAsync(Wanted(3) with { Account = "other" });

        Assert.That(await Ledger.RecentAttemptsAsync("bot33", Now.AddHours(-1), default), Is.EqualTo(new[] { (ChatKey, (DateTimeOffset?)Now.AddMinutes(-1)), ("-100#7", Now) }));
        Assert.That(await Ledger.RecentAttemptsAsync("bot33", Now, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task RecentAttempts_LongCalls_CountFromTheirEndsAndThoseCutOffAreLast()
    {
        await AttemptingAsync(Wanted(1, target: "-100#1"));
        var slow = await AttemptingAsync(Wanted(2, target: "-100#2"));
        Time.Advance(TimeSpan.FromSeconds(20));
        await ConfirmedAsync(Wanted(3, target: "-100#3"), "7");
        Time.Advance(TimeSpan.FromSeconds(5));
        await Ledger.EndAttemptAsync(Ended(slow.Delivery.Id, slow.Attempt, FailureKind.Refused, PartState.Refused, DeliveryState.Refused), default);
        await Ledger.RecoverAccountAsync("bot33", Now, default);

        var recent = await Ledger.RecentAttemptsAsync("bot33", Now.AddSeconds(-10), default);

        Assert.That(recent, Is.EqualTo(new[] { ("-100#3", Now.AddSeconds(-5)), ("-100#2", (DateTimeOffset?)Now), ("-100#1", null) }));
    }

    [Test]
    public async Task Standings_NewestIsKept()
    {
        var whole = new Standing("bot33", "", 0, null, "jeton révoqué");
        var chat = new Standing("bot33", ChatKey, 2, Now.AddMinutes(5), null) { AskedUntil = Now.AddMinutes(4) };
        await Ledger.KeepStandingAsync(chat with { Strikes = 1 }, Actor.System, default);

        await Ledger.KeepStandingAsync(chat, Actor.System, default);
        await Ledger.KeepStandingAsync(whole, Actor.System, default);

        Assert.That(await Ledger.StandingsAsync(default), Is.EqualTo(new[] { whole, chat }));
    }

    [Test]
    public async Task Standings_UntilTheEndOfTime_IsKept()
    {
        await Ledger.KeepStandingAsync(new Standing("bot33", "", 0, DateTimeOffset.MaxValue, null), Actor.System, default);

        Assert.That((await Ledger.StandingsAsync(default)).Single().HoldUntil, Is.GreaterThan(Now.AddYears(1000)));
    }
}
