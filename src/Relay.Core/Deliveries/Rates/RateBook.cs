using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>
/// The documented limits of one account and of its targets; rebuilt from the ledger at start, so that a restart is no burst. Measures with a clock that never goes back: whatever
/// becomes of the machine's time of day, a second is a second. Thread-safe.
/// </summary>
internal sealed class RateBook(AccountLimits limits, TimeProvider time)
{
    /// <summary>Targets that are kept without a look at whether their calls still count.</summary>
    internal const int Most = 1024;

    private readonly Lock _gate = new();
    private readonly long _opened = time.GetTimestamp();
    private readonly RateWindow? _account = limits.PerAccount is { } limit ? new(limit) : null;
    private readonly RateWindow[] _private = [.. (limits.PerPrivate ?? []).Select(limit => new RateWindow(limit))];
    private readonly Dictionary<string, RateWindow[]> _targets = new(StringComparer.Ordinal);
    private readonly Preparing _preparing = new();
    private int _full = Most;

    /// <summary>The longest period of any limit: how far back the past still counts.</summary>
    public TimeSpan Memory { get; } = limits.PerTarget.Concat(limits.PerGroup).Concat(limits.PerPrivate ?? []).Append(limits.PerAccount).Max(limit => limit?.Period) ?? TimeSpan.Zero;

    /// <summary>Of how many targets something is remembered: those called within their periods, and some more at most.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _targets.Count;
            }
        }
    }

    /// <summary>The present, on the clock of all limits.</summary>
    public TimeSpan Now => time.GetElapsedTime(_opened);

    /// <summary>How long until a call to any target should be prepared, by the account's own limit: no call should be sooner. Zero where some are served apart from it.</summary>
    public TimeSpan PreparesIn()
    {
        lock (_gate)
        {
            return _account is null || limits.PerPrivate is not null ? TimeSpan.Zero : UntilPrepared([_account]);
        }
    }

    /// <summary>How long until a call to a target should be prepared, so that it is ready when it may start: zero for now, <see cref="TimeSpan.MaxValue"/> while only the end of another can tell.</summary>
    public TimeSpan PreparesIn(Target target)
    {
        lock (_gate)
        {
            return UntilPrepared(WindowsOf(target));
        }
    }

    /// <summary>Promises a turn to a call that is prepared from now on: the next that is free, which no other call takes.</summary>
    public RateTurn Promise(Target target)
    {
        lock (_gate)
        {
            var now = Now;
            var windows = WindowsOf(target);
            var opens = FreeAt(windows, now);
            foreach (var window in windows)
            {
                window.Promise();
            }
            return new(this, target, time, now, opens);
        }
    }

    /// <summary>A call that was promised starts, if it may by now.</summary>
    /// <returns>Zero when it has started; otherwise how long it must still wait.</returns>
    public TimeSpan TryBegin(Target target, TimeSpan opens)
    {
        lock (_gate)
        {
            var now = Now;
            var windows = WindowsOf(target);
            foreach (var window in windows)
            {
                var at = window.OpensAt(now);
                opens = at > opens ? at : opens;
            }
            if (opens > now)
            {
                return opens - now;
            }
            foreach (var window in windows)
            {
                window.Begin();
            }
            return TimeSpan.Zero;
        }
    }

    /// <summary>A call that had started has ended now; or, if it <paramref name="reached"/> no network, does not count.</summary>
    public void End(Target target, bool reached)
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var window in WindowsOf(target))
            {
                if (reached)
                {
                    window.End(now);
                }
                else
                {
                    window.Forget();
                }
            }
        }
    }

    /// <summary>A call that was promised will not be made.</summary>
    public void Withdraw(Target target)
    {
        lock (_gate)
        {
            foreach (var window in WindowsOf(target))
            {
                window.Withdraw();
            }
        }
    }

    /// <summary>Takes in how long it took to prepare a call.</summary>
    public void Prepared(TimeSpan took)
    {
        lock (_gate)
        {
            _preparing.Took(took);
        }
    }

    /// <summary>Counts a call of the past, told in order, by how long ago it ended; one from the future, after a clock was set back, ended now.</summary>
    public void Note(Target target, TimeSpan ago)
    {
        lock (_gate)
        {
            var at = Now - (ago > TimeSpan.Zero ? ago : TimeSpan.Zero);
            foreach (var window in WindowsOf(target))
            {
                window.Note(at);
            }
        }
    }

    // Topics of one chat share the chat's limits.
    private RateWindow[] WindowsOf(Target target)
    {
        if (!_targets.TryGetValue(target.Value, out var windows))
        {
            var both = target.Kind == TargetKind.Group ? limits.PerTarget.Concat(limits.PerGroup) : limits.PerTarget;
            ForgetIdle();
            RateWindow[] whole = limits.IsApart(target) ? _private : _account is null ? [] : [_account];
            _targets[target.Value] = windows = [.. whole, .. both.Select(limit => new RateWindow(limit))];
        }
        return windows;
    }

    // The windows of the account stand in each of them, and are busy nearly always: they are kept in their own place.
    private void ForgetIdle()
    {
        if (_targets.Count < _full)
        {
            return;
        }
        var now = Now;
        foreach (var (target, _) in _targets.Where(pair => pair.Value.All(window => window == _account || _private.Contains(window) || window.IsIdle(now))).ToList())
        {
            _targets.Remove(target);
        }
        _full = Math.Max(Most, 2 * _targets.Count);
    }

    private TimeSpan UntilPrepared(ReadOnlySpan<RateWindow> windows)
    {
        var now = Now;
        var free = FreeAt(windows, now);
        var ready = free == TimeSpan.MaxValue ? free : free - now - _preparing.Usual;
        return ready > TimeSpan.Zero ? ready : TimeSpan.Zero;
    }

    private static TimeSpan FreeAt(ReadOnlySpan<RateWindow> windows, TimeSpan now)
    {
        var free = now;
        foreach (var window in windows)
        {
            var at = window.FreeAt(now);
            free = at > free ? at : free;
        }
        return free;
    }
}
