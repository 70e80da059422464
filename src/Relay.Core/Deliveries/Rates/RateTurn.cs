using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>The turn of one call under its account's and its target's limits: promised while the call is prepared, begun right before it, ended right after. Used by one task.</summary>
internal sealed class RateTurn(RateBook book, Target target, TimeProvider time, TimeSpan promised, TimeSpan opens) : IDisposable
{
    private bool _begun;
    private bool _ended;

    /// <summary>Waits until the call may start; it starts when this ends. A call that needs several requests takes one turn.</summary>
    /// <exception cref="OperationCanceledException">When <paramref name="abort"/> fired first: nothing was begun.</exception>
    public async Task BeginAsync(CancellationToken abort)
    {
        book.Prepared(book.Now - promised);
        for (var wait = book.TryBegin(target, opens); wait > TimeSpan.Zero; wait = book.TryBegin(target, opens))
        {
            // Timers count whole milliseconds and drop the rest: rounded up, or the last one would be spent going round here.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, abort);
        }
        _begun = true;
    }

    /// <summary>The call has ended, whatever came of it; or it <paramref name="reached"/> no network, and does not count.</summary>
    public void End(bool reached = true)
    {
        if (_begun && !_ended)
        {
            _ended = true;
            book.End(target, reached);
        }
    }

    /// <summary>Ends a call that began; gives back a promise that was not used.</summary>
    public void Dispose()
    {
        if (_begun)
        {
            End();
            return;
        }
        book.Withdraw(target);
    }
}
