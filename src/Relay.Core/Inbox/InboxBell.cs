using System.Threading.Channels;

namespace Relay.Core.Inbox;

/// <summary>Rung by whoever has put something into the inbox, so that it is read at once. A ring that nobody waits for is kept; several are one. Thread-safe.</summary>
public sealed class InboxBell(TimeProvider time)
{
    private readonly Channel<bool> _rings = Make();
    private readonly Channel<bool> _understood = Make();

    /// <summary>Something came.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Something that came was read, and something can be made of it.</summary>
    public void RingUnderstood() => _understood.Writer.TryWrite(true);

    /// <summary>Ends when something came, or after a while.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => WaitAsync(_rings.Reader, atMost, cancel);

    /// <summary>Ends when something was understood, or after a while.</summary>
    public Task WaitUnderstoodAsync(TimeSpan atMost, CancellationToken cancel) => WaitAsync(_understood.Reader, atMost, cancel);

    private static Channel<bool> Make() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private async Task WaitAsync(ChannelReader<bool> rings, TimeSpan atMost, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var rung = rings.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(rung, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        rings.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }
}
