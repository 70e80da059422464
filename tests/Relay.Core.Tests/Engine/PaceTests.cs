using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Rates;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

[CancelAfter(60_000)]
public sealed class PaceTests
{
    [Test]
    public async Task Deliver_AccountAtItsLimit_EveryTargetGetsItsShare(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(new RateLimit(1, TimeSpan.FromSeconds(1)), targets: 3, items: 4);

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Target).Chunk(3).Select(round => round.Distinct().Count()), Is.EqualTo([3, 3, 3, 3]));
    }

    [Test]
    public async Task Deliver_ThreadAtItsLimit_IsFinishedBeforeOthersBegin(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(new RateLimit(1, TimeSpan.FromSeconds(1)), targets: 3, items: 1, parts: 3);

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Target).Chunk(3).Select(thread => thread.Distinct().Count()), Is.EqualTo([1, 1, 1]));
    }

    [Test]
    public async Task Deliver_MachineTooBusyToEndACall_TheTestsClockStandsStill(CancellationToken cancel)
    {
        var moved = TimeSpan.MaxValue;
        await using var rig = await ReleasedAsync(new RateLimit(1, TimeSpan.FromSeconds(1)), targets: 1, items: 1);
        rig.Telegram.Script = _ =>
        {
            var began = rig.Time.GetUtcNow();
            Thread.SpinWait(3_000_000);
            moved = rig.Time.GetUtcNow() - began;
            return (true, null);
        };

        await rig.DeliverAsync(cancel);

        Assert.That(moved, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Deliver_StartedAnewWithinAPeriod_IsNoBurst(CancellationToken cancel)
    {
        var (limit, calls) = (new RateLimit(5, TimeSpan.FromSeconds(10)), new List<DateTimeOffset>());
        await using var rig = await ReleasedAsync(limit, targets: 4, items: 6);
        rig.Telegram.Script = _ =>
        {
            calls.Add(rig.Time.GetUtcNow());
            return (true, null);
        };

        await rig.DeliverAsync(_ => Task.FromResult(rig.Telegram.Calls >= 8), cancel);
        await rig.RestartAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(calls, Has.Count.EqualTo(24));
        Assert.That(calls.Select((call, index) => calls.Skip(index).Count(other => other < call + limit.Period)).Max(), Is.LessThanOrEqualTo(limit.Calls));
    }

    [Test]
    public async Task Send_StoppedWhileTheCallWaitsForItsTurn_MakesNoCallAndLeavesNoDoubt(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(new RateLimit(1, TimeSpan.FromSeconds(1)), targets: 1, items: 1);
        var (account, key) = (rig.Channels.Accounts.Values.Single(), Some.Event("e1").Key);
        var delivery = await rig.DeliveryAsync(key);
        var rates = new RateBook(account.Limits, rig.Time);
        rates.Note(delivery.Target, ago: TimeSpan.Zero);
        using var turn = rates.Promise(delivery.Target);
        using var abort = new CancellationTokenSource();

        var sending = rig.Sender.SendAsync(account, delivery, isStale: false, turn, abort.Token);
        while ((await rig.DeliveryAsync(key)).State != DeliveryState.Attempting)
        {
            cancel.ThrowIfCancellationRequested();
        }
        await abort.CancelAsync();
        await sending;

        var left = await rig.DeliveryAsync(key);
        Assert.That((left.State, left.Parts[0].State, left.Strikes, rig.Telegram.Calls), Is.EqualTo((DeliveryState.Queued, PartState.Planned, 0, 0)));
        await rig.RestartAsync();
        await rig.DeliverAsync(cancel);
        Assert.That(rig.Telegram.Posts, Has.One.Items);
    }

    private static async Task<EngineRig> ReleasedAsync(RateLimit perAccount, int targets, int items, int parts = 1)
    {
        var rig = await EngineRig.StartAsync();
        rig.Words.Parts = parts;
        rig.Channels.Limits = new(perAccount, [], [], InFlight: 1);
        rig.Channels.Use([.. Enumerable.Range(1, targets).Select(number => Some.Channel($"c{number}", target: $"@t{number}"))]);
        await rig.HarvestAsync([.. Enumerable.Range(1, items).Select(number => Some.Event($"e{number}"))]);
        await rig.PlanAndSlotAsync();
        return rig;
    }
}
