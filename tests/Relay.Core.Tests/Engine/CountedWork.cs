namespace Relay.Core.Tests.Engine;

/// <summary>Runs work on the thread pool and counts what of it is under way, so that a test knows when all of it waits and may move its clock. Thread-safe.</summary>
internal sealed class CountedWork : SynchronizationContext
{
    private int _underWay;
    private long _begun;

    /// <summary>Starts a task; all that follows in it is counted.</summary>
    public Task RunAsync(Func<Task> work)
    {
        var started = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => started.SetResult(work()), null);
        return started.Task.Unwrap();
    }

    /// <summary>Whether all of it waits for the clock, or for somebody else; at once when something is seen to be under way.</summary>
    /// <param name="written">Ends when all that was asked of the store before is written, and those who asked have been told.</param>
    public async Task<bool> IsAtRestAsync(Func<Task> written)
    {
        var begun = Interlocked.Read(ref _begun);
        if (Volatile.Read(ref _underWay) > 0)
        {
            return false;
        }
        await written();
        // Some of what wakes the work goes through the pool first: what was in its queue before these has begun when they end.
        for (var hop = 0; hop < 2 * Environment.ProcessorCount; hop++)
        {
            await Task.Run(() => { });
        }
        return Volatile.Read(ref _underWay) == 0 && Interlocked.Read(ref _begun) == begun;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _underWay);
        Interlocked.Increment(ref _begun);
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                var before = Current;
                SetSynchronizationContext(this);
                try
                {
                    d(state);
                }
                finally
                {
                    SetSynchronizationContext(before);
                    Interlocked.Decrement(ref _underWay);
                }
            },
            null);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}
