namespace Relay.Store.Engines;

/// <summary>One caller's write, waiting for its turn and then for the commit it shares.</summary>
internal abstract class WriteJob(CancellationToken cancel)
{
    /// <summary>What went wrong in this job alone; null when nothing did.</summary>
    public Exception? Fault { get; set; }

    protected CancellationToken Cancel { get; } = cancel;

    /// <summary>Whether the caller gave up before its turn; it then hears so.</summary>
    public abstract bool TryAbandon();

    public abstract Task RunAsync(WriteSession session);

    /// <summary>Tells the caller, once the commit is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class WriteJob<T>(Func<WriteSession, Task<T>> work, CancellationToken cancel) : WriteJob(cancel)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override bool TryAbandon() => Cancel.IsCancellationRequested && _done.TrySetCanceled(Cancel);

    public override async Task RunAsync(WriteSession session) => _result = await work(session);

    public override void Complete()
    {
        if (Fault is null)
        {
            _done.TrySetResult(_result);
        }
        else
        {
            _done.TrySetException(Fault);
        }
    }

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
