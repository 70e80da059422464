using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>The documented limits of one account and of its targets. Used by the account's pump alone; rebuilt from the ledger at start, so that a restart is no burst.</summary>
internal sealed class RateBook(AccountLimits limits)
{
    private readonly RateWindow? _account = limits.PerAccount is { } limit ? new(limit) : null;
    private readonly Dictionary<string, IReadOnlyList<RateWindow>> _targets = new(StringComparer.Ordinal);

    /// <summary>The longest period of any limit: how far back the past still counts.</summary>
    public TimeSpan Memory { get; } = limits.PerTarget.Concat(limits.PerGroup).Append(limits.PerAccount).Max(limit => limit?.Period) ?? TimeSpan.Zero;

    /// <summary>When the next call to a target may start.</summary>
    public DateTimeOffset FreeAt(Target target, DateTimeOffset now) => WindowsOf(target).Select(window => window.FreeAt(now)).DefaultIfEmpty(now).Max();

    /// <summary>A call to a target starts.</summary>
    public void Begin(Target target)
    {
        foreach (var window in WindowsOf(target))
        {
            window.Begin();
        }
    }

    /// <summary>A call to a target has ended, or, when <paramref name="at"/> is null, was never made.</summary>
    public void End(Target target, DateTimeOffset? at)
    {
        foreach (var window in WindowsOf(target))
        {
            if (at is { } instant)
            {
                window.End(instant);
            }
            else
            {
                window.Forget();
            }
        }
    }

    /// <summary>Counts a call of the past.</summary>
    public void Note(Target target, DateTimeOffset at)
    {
        foreach (var window in WindowsOf(target))
        {
            window.Note(at);
        }
    }

    // Topics of one chat share the chat's limits.
    private IEnumerable<RateWindow> WindowsOf(Target target)
    {
        if (!_targets.TryGetValue(target.Value, out var windows))
        {
            var both = target.Kind == TargetKind.Group ? limits.PerTarget.Concat(limits.PerGroup) : limits.PerTarget;
            _targets[target.Value] = windows = [.. both.Select(limit => new RateWindow(limit))];
        }
        return _account is null ? windows : windows.Prepend(_account);
    }
}
