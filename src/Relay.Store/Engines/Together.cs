using System.Collections.Concurrent;

namespace Relay.Store.Engines;

/// <summary>
/// Calls of one kind that wait at the same time are carried out by the same few statements, in one job of the writer. A call that spoils the others' job is carried out
/// alone, as are they: what one caller asks never fails another. Thread-safe.
/// </summary>
/// <param name="database">Where to write.</param>
/// <param name="work">Carries out some calls and gives each its result, in order. Writes all of what it says or throws.</param>
internal sealed class Together<TCall, TResult>(Database database, Func<WriteSession, IReadOnlyList<TCall>, Task<IReadOnlyList<TResult>>> work)
{
    private const int Most = 256;
    private readonly ConcurrentQueue<Waiting> _queue = new();
    private int _asked;

    /// <summary>Ends when the call is carried out and durable.</summary>
    public Task<TResult> RunAsync(TCall call, CancellationToken cancel)
    {
        var waiting = new Waiting(call, cancel);
        _queue.Enqueue(waiting);
        Ask();
        return waiting.Done.Task;
    }

    /// <summary>Has the writer come by, unless it is about to.</summary>
    private void Ask()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
        {
            _ = ServeAsync();
        }
    }

    private async Task ServeAsync()
    {
        var taken = new List<Waiting>();
        try
        {
            var results = await database.WriteAsync(
                session =>
                {
                    Take(taken);
                    return work(session, taken.ConvertAll(waiting => waiting.Call));
                },
                CancellationToken.None);
            for (var index = 0; index < taken.Count; index++)
            {
                taken[index].Done.TrySetResult(results[index]);
            }
        }
        catch (Exception fault)
        {
            await ServeAloneAsync(taken, fault);
        }
    }

    private void Take(List<Waiting> taken)
    {
        // From here on a new call must ask again: this turn may have passed it by. A full fence: seen after the queue was looked into, it would leave a call waiting for the next.
        Interlocked.Exchange(ref _asked, 0);
        while (taken.Count < Most && _queue.TryDequeue(out var next))
        {
            if (!next.IsAbandoned())
            {
                taken.Add(next);
            }
        }
        if (!_queue.IsEmpty)
        {
            Ask();
        }
    }

    private async Task ServeAloneAsync(List<Waiting> taken, Exception fault)
    {
        if (taken.Count == 0)
        {
            // The writer took no job at all (closed, or the fence lost): nobody has been served, and everybody hears so.
            Take(taken);
            taken.ForEach(waiting => waiting.Done.TrySetException(fault));
            return;
        }
        foreach (var waiting in taken)
        {
            try
            {
                waiting.Done.TrySetResult((await database.WriteAsync(session => work(session, [waiting.Call]), CancellationToken.None))[0]);
            }
            catch (Exception alone)
            {
                waiting.Done.TrySetException(alone);
            }
        }
    }

    private sealed record Waiting(TCall Call, CancellationToken Cancel)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAbandoned() => Cancel.IsCancellationRequested && Done.TrySetCanceled(Cancel);
    }
}
