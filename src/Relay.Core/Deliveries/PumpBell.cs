namespace Relay.Core.Deliveries;

/// <summary>Wakes the pumps when there is new work. A ring while nobody waits is kept; several rings are one. Thread-safe.</summary>
public sealed class PumpBell
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the bell rings next. Take it before looking for work, await it after: no ring is missed.</summary>
    public Task Next => _next.Task;

    /// <summary>Wakes every pump.</summary>
    public void Ring()
        => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
