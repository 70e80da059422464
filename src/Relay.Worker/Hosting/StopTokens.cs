namespace Relay.Worker.Hosting;

/// <summary>
/// Stopping in two steps: at the first word nothing more is claimed, calls in flight may still end; only after <see cref="Patience"/> are they aborted,
/// so that a restart makes no doubts. Thread-safe.
/// </summary>
internal sealed class StopTokens(TimeProvider time) : IDisposable
{
    /// <summary>How long calls in flight may take to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(18);

    /// <summary>After this the process ends, whatever still runs.</summary>
    public static readonly TimeSpan Whole = TimeSpan.FromSeconds(19.5);

    private readonly CancellationTokenSource _claim = new();
    private readonly CancellationTokenSource _abort = new();
    private ITimer? _timer;

    /// <summary>Fires at once when stopping begins: nothing more is claimed, no job starts.</summary>
    public CancellationToken ClaimNothingMore => _claim.Token;

    /// <summary>Fires 18 s later: calls in flight are given up.</summary>
    public CancellationToken AbortCalls => _abort.Token;

    /// <summary>Begins to stop; later calls do nothing.</summary>
    public void Stop()
    {
        var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), _abort, Patience, Timeout.InfiniteTimeSpan);
        if (Interlocked.CompareExchange(ref _timer, timer, null) is not null)
        {
            timer.Dispose();
            return;
        }
        _claim.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _claim.Dispose();
        _abort.Dispose();
    }
}
