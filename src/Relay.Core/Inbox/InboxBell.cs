using System.Threading.Channels;

namespace Relay.Core.Inbox;

/// <summary>Rung by whoever has put something into the inbox, so that it is read at once. A ring that nobody waits for is kept; several are one. Thread-safe.</summary>
public sealed class InboxBell(TimeProvider time)
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something came.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Ends when something came, or after a while.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var rung = _rings.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(rung, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        _rings.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }
}
