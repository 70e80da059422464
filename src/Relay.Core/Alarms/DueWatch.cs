using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Nothing that is due stays without an end for long. What a coordinator has paused, or waits for an account with an alarm of its own, is not told a second time, nor as mended.</summary>
internal sealed class DueWatch(IAlarmStore alarms, ILedger ledger, IChannels channels, HaltBoard halts, WatchdogSettings settings) : IWatch
{
    private const int Most = 1000;

    private const string Due = "due:";

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var paused = (await ledger.StandingsAsync(cancel)).Where(standing => standing is { Paused: not null, Target.Length: 0 }).Select(standing => standing.Account).ToHashSet(StringComparer.Ordinal);
        var asking = (await ledger.DoubtsAsync(account: null, now: null, Most, cancel)).Where(delivery => delivery.Parts.Any(part => part.Doubt?.Ask is not null)).ToList();
        var late = (await alarms.OverdueAsync(now - settings.Late, cancel))
            .Where(one => !paused.Contains(one.Account) && Halted(one.Account, one.Channel) is null)
            .GroupBy(one => one.Account, StringComparer.Ordinal).Select(ofAccount => Late(ofAccount.Key, [.. ofAccount])).ToList();
        var dropped = (await alarms.OpenAsync(cancel)).Where(open => open.Key.StartsWith(Due, StringComparison.Ordinal) && !late.Exists(alarm => alarm.Key == open.Key))
            .Where(open => open.Key[Due.Length..] is var account && (paused.Contains(account) || IsHalted(account, open.Since) || asking.Exists(delivery => IsOf(open, account, delivery, now))))
            .Select(open => open with { IsDropped = true });
        return [.. late, .. dropped, .. DoubtAlarms.Of(asking)];
    }

    /// <summary>Whether an account is halted, or one of its channels that was not when the alarm began: what waits there counts as due no more, and has not left.</summary>
    private bool IsHalted(string account, DateTimeOffset since)
        => Halted(account, channel: null) is not null
            || halts.All.Any(halt => halt.Scope == HaltScope.Channel && halt.Since >= since && channels.Channels.TryGetValue(halt.Id, out var channel) && channel.Account == account);

    /// <summary>Also a pause of the account through which the account works: a person's bot.</summary>
    private Halt? Halted(string account, string? channel)
        => channels.Accounts.TryGetValue(account, out var known) ? halts.Of(known, channel) : halts.Of(account, channel);

    /// <summary>Whether an alarm was about a delivery of which a person is asked now: one that is as late, and not older than the first of which it told.</summary>
    private bool IsOf(Alarm open, string account, Delivery asking, DateTimeOffset now)
        => asking.Account == account && asking.CreatedAt < now - settings.Late && asking.CreatedAt + settings.Late >= open.Since;

    private Alarm Late(string account, IReadOnlyList<Overdue> late)
    {
        var (count, oldest) = (late.Sum(one => one.Count), late.MinBy(one => one.Oldest)!);
        var minutes = (int)settings.Late.TotalMinutes;
        var example = Ids.ShortId.Of(oldest.Example);
        return new($"{Due}{account}", oldest.Oldest + settings.Late,
            count == 1
                ? new($"une publication du compte {account} attend depuis plus de {minutes} min", $"one publication of account {account} has waited for more than {minutes} min")
                : new($"{count} publications du compte {account} attendent depuis plus de {minutes} min", $"{count} publications of account {account} have waited for more than {minutes} min"),
            new($"« relay why {example} » dit pourquoi.", $"\"relay why {example}\" says why."));
    }
}
