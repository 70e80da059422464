using System.Globalization;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Budgets;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>An account costs no more a month than its budget, and what waits for money says so.</summary>
[CancelAfter(120_000)]
public sealed class BudgetTests
{
    private static Channel OnX => Some.Channel("on-x", "x", "@parti_33", "x33");

    [Test]
    public async Task Deliver_BudgetForTwoOfThree_HoldsTheThirdAndSaysWhy(CancellationToken cancel)
    {
        await using var rig = await StartAsync("2.50");
        await rig.HarvestAsync([.. Enumerable.Range(1, 3).Select(number => Some.Event($"e{number}"))]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        var held = await rig.Ledger.HeldByAsync(Rules.Budget, cancel);
        var why = (await rig.WhyAsync(Some.Event("e1").Key)).Concat(await rig.WhyAsync(Some.Event("e2").Key)).Concat(await rig.WhyAsync(Some.Event("e3").Key));
        Assert.That((rig.X.Calls, held.Single().Count, why.Count(sentence => sentence.Contains("budget du mois", StringComparison.Ordinal))), Is.EqualTo((2, 1, 1)));
    }

    [Test]
    public async Task Deliver_BudgetSpent_CancellationsLeaveAllTheSame(CancellationToken cancel)
    {
        await using var rig = await StartAsync("1");
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        await rig.HarvestAsync(Some.Event() with { Status = EventStatus.Cancelled });
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.X.Created.Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce", "cancelled"]));
    }

    [Test]
    public async Task Deliver_NextMonthInTheChannelsZone_PublishesWhatWaited(CancellationToken cancel)
    {
        await using var rig = await StartAsync("1", "Pacific/Tahiti");
        rig.Time.MoveTo(new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero)); // in Tahiti it is still the 31st of March
        var (first, second) = (Some.Event("e1") with { StartsLocal = new(2026, 4, 10, 18, 0, 0, DateTimeKind.Unspecified) }, Some.Event("e2") with { StartsLocal = new(2026, 4, 11, 18, 0, 0, DateTimeKind.Unspecified) });
        await rig.HarvestAsync(first, second);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        Assert.That(rig.X.Calls, Is.EqualTo(1), "in March");

        rig.Time.MoveTo(new(2026, 4, 1, 10, 30, 0, TimeSpan.Zero));
        await rig.HarvestAsync(first, second);
        await rig.DeliverAsync(async _ => (await rig.Ledger.HeldByAsync(Rules.Budget, cancel)).Count == 0, cancel);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.X.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Deliver_FailedCalls_CostNothingAndDoubtsCount(CancellationToken cancel)
    {
        await using var rig = await StartAsync("1");
        rig.X.Script = call => (call > 1, new(call == 1 ? FailureKind.Unavailable : FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("no answer")));
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(tally => Task.FromResult(rig.X.Calls == 1 && tally.Deliveries.GetValueOrDefault(DeliveryState.Queued) == 1), cancel);
        var afterAFailure = await SpentAsync(rig, cancel);
        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Uncertain) == 1), cancel);

        Assert.That((afterAFailure, await SpentAsync(rig, cancel)), Is.EqualTo((0m, 1m)));
    }

    [Test]
    public async Task Read_AfterARestartAndHours_CountsEachCallOnce(CancellationToken cancel)
    {
        await using var rig = await StartAsync("10");
        await rig.HarvestAsync(Some.Event("e1"), Some.Event("e2"));
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        var book = new BudgetBook(rig.Ledger, rig.Store.Marks, rig.Channels, [new CentPrices()]);
        var account = rig.Channels.Accounts["x33"];

        var spent = new List<decimal>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            spent.Add((await book.ReadAsync(account, rig.Time.GetUtcNow(), cancel))!.SpentUsd);
            rig.Time.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.That(spent, Is.EqualTo([2m, 2m, 2m]));
    }

    [Test]
    public async Task Read_MentionsThatWereRead_CountInTheirMonthAlone(CancellationToken cancel)
    {
        await using var rig = await StartAsync("10");
        var (account, march) = (rig.Channels.Accounts["x33"], new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero));
        var mark = new PollMark(rig.Time.GetUtcNow()).Paid(0.4m, march.AddDays(-28)).Paid(0.25m, march).Paid(0.25m, march);
        await rig.Store.Inbox.KeepAsync(new([], ("poll:x33:mentions", new(mark.ToString(), rig.Time.GetUtcNow()))), cancel);

        Assert.That(await SpentAsync(rig, cancel), Is.EqualTo(0.5m), "what February cost is February's");
        rig.Time.Advance(TimeSpan.FromDays(31));
        Assert.That(await SpentAsync(rig, cancel), Is.Zero);
    }

    [TestCase("2", "0.9", "0.1", true)]
    [TestCase("2", "0.95", "0.1", false, Description = "half is for posts")]
    [TestCase("0", "0", "0.1", false)]
    [TestCase(null, "9.9", "0.1", true)]
    [TestCase(null, "9.95", "0.1", false)]
    public async Task Ask_BeforeARead_KeepsHalfOfTheMonthForPosts(string? budget, string spent, string most, bool may)
    {
        var none = CancellationToken.None;
        await using var rig = await StartAsync(budget ?? "1");
        if (budget is null)
        {
            rig.Channels.Settings.Remove(BudgetBook.Setting);
        }
        var (account, now) = (rig.Channels.Accounts["x33"], rig.Time.GetUtcNow());
        var book = new BudgetBook(rig.Ledger, rig.Store.Marks, rig.Channels, [new CentPrices()]);
        var month = (await book.ReadsAsync(account, now, none)).Month;
        await rig.Store.Inbox.KeepAsync(new([], ("poll:x33:mentions", new(new PollMark(now).Paid(decimal.Parse(spent, CultureInfo.InvariantCulture), month).ToString(), now))), none);

        var payment = await new PollPurse(book).AskAsync(account, decimal.Parse(most, CultureInfo.InvariantCulture), now, none);

        Assert.That((payment.Month, payment.Refusal is null), Is.EqualTo((month, may)));
    }

    private static async Task<decimal> SpentAsync(EngineRig rig, CancellationToken cancel)
        => (await new BudgetBook(rig.Ledger, rig.Store.Marks, rig.Channels, [new CentPrices()]).ReadAsync(rig.Channels.Accounts["x33"], rig.Time.GetUtcNow(), cancel))!.SpentUsd;

    private static async Task<EngineRig> StartAsync(string budget, string zone = "Europe/Paris")
    {
        var rig = await EngineRig.StartAsync();
        rig.Channels.Settings[BudgetBook.Setting] = budget;
        rig.Channels.Use(OnX with { Zone = zone });
        return rig;
    }
}
