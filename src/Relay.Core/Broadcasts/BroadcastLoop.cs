using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;

namespace Relay.Core.Broadcasts;

/// <summary>
/// Carries broadcasts on: keeps some seconds of work waiting for each account and no more, so that a STOP, a calling-off or a pause finds little to take back, and no queue grows. Run by one task.
/// </summary>
public sealed partial class BroadcastLoop(
    IBroadcastStore store, BroadcastExpander expander, EventReminders reminders, ILedger ledger, IChannels channels, HaltBoard halts, TimeProvider time, ILogger<BroadcastLoop> logger)
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenReminders = TimeSpan.FromMinutes(1);

    /// <summary>One that could not go on is left alone for so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, DateTimeOffset> _resting = [];

    private DateTimeOffset _reminded = DateTimeOffset.MinValue;

    /// <summary>Works until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var isBusy = await RoundAsync(enough);
            await Task.Delay(isBusy ? Busy : Idle, time, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes every running broadcast as far as there is room for it, the most urgent first.</summary>
    /// <returns>Whether any is not at its end.</returns>
    public async Task<bool> RoundAsync(CancellationToken cancel)
    {
        var isBusy = false;
        if (time.GetUtcNow() - _reminded >= BetweenReminders)
        {
            await RemindAsync(cancel);
            _reminded = time.GetUtcNow();
        }
        foreach (var running in (await store.RunningAsync(cancel)).OrderBy(one => BroadcastConduct.PriorityOf(one.Kind)).ThenBy(one => one.Number))
        {
            isBusy |= _resting.GetValueOrDefault(running.Number) <= time.GetUtcNow() && await CarryOnAsync(running, cancel);
        }
        return isBusy;
    }

    /// <summary>Makes reminders. What spoils them holds up no broadcast: they are tried again with the next look.</summary>
    private async Task RemindAsync(CancellationToken cancel)
    {
        try
        {
            await reminders.RunAsync(cancel);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
        {
            Log.NotReminded(logger, BetweenReminders, fault);
        }
    }

    /// <summary>Takes one as far as there is room. What spoils it holds up no other: it is tried again after a rest.</summary>
    /// <returns>Whether it is to go on at once.</returns>
    private async Task<bool> CarryOnAsync(Broadcast running, CancellationToken cancel)
    {
        var broadcast = running;
        try
        {
            while (broadcast is { State: BroadcastState.Running } && await HasRoomAsync(broadcast, cancel))
            {
                if (await expander.StepAsync(broadcast, cancel) is not { } next)
                {
                    break;
                }
                broadcast = next;
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
        {
            _resting[broadcast.Number] = time.GetUtcNow() + Rest;
            Log.Failed(logger, broadcast.Number, Rest, fault);
            return false;
        }
        _resting.Remove(broadcast.Number);
        if (broadcast.State != BroadcastState.Running)
        {
            Log.Ended(logger, broadcast.Number, broadcast.State, broadcast.Drafted, broadcast.PassedOver);
        }
        return broadcast.State == BroadcastState.Running;
    }

    /// <summary>Whether every account that can work has less than a page waiting. One that can't holds up no other.</summary>
    private async Task<bool> HasRoomAsync(Broadcast broadcast, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (broadcast.Audience is Audience.Subscribers && QuietHours.Next(now, broadcast.Place) > now)
        {
            return false; // nearly all of them would wait for the same morning
        }
        var resting = (await ledger.StandingsAsync(cancel)).Where(standing => standing.Target.Length == 0 && (standing.Paused is not null || standing.HoldUntil > now)).Select(standing => standing.Account).ToHashSet(StringComparer.Ordinal);
        var able = channels.Accounts.Values.Where(account => account.Network is "telegram" or "facebook" && !resting.Contains(account.Id) && channels.IsInService(account.Id) && halts.OfAccount(account.Id) is null).ToList();
        foreach (var account in able)
        {
            if (await store.WaitingAsync(account.Id, BroadcastConduct.PriorityOf(broadcast.Kind), now + Busy, cancel) >= BroadcastExpander.Page)
            {
                return false;
            }
        }
        return able.Count > 0;
    }

    private static partial class Log
    {
        [LoggerMessage(3190, LogLevel.Information, "Broadcast {Broadcast} is {State}: {Drafted} people have a delivery, {PassedOver} were passed over.")]
        public static partial void Ended(ILogger logger, long broadcast, BroadcastState state, int drafted, int passedOver);

        [LoggerMessage(3193, LogLevel.Error, "Reminders of events could not be made; it is tried again in {Rest}, and broadcasts go on.")]
        public static partial void NotReminded(ILogger logger, TimeSpan rest, Exception fault);

        [LoggerMessage(3192, LogLevel.Error, "Broadcast {Broadcast} could not go on; it is tried again in {Rest}, and the others go on.")]
        public static partial void Failed(ILogger logger, long broadcast, TimeSpan rest, Exception fault);
    }
}
