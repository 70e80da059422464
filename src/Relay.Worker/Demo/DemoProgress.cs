using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Demo;

/// <summary>Counts aloud while a rehearsal publishes, with the address to open, so that neither is ever far up the screen.</summary>
internal sealed class DemoProgress(ILedger ledger, Uri console, Action<Phrase> tell, TimeProvider time)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    private (int Published, int Waiting) _told;

    /// <summary>Looks now and then until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Apart, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await LookAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The rehearsal is over.
        }
    }

    /// <summary>One look; says something only when the figures have changed.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var tally = await ledger.TallyAsync(time.GetUtcNow(), cancel);
        int Count(DeliveryState state) => tally.Deliveries.GetValueOrDefault(state);
        var now = (Count(DeliveryState.Confirmed),
            Count(DeliveryState.Queued) + Count(DeliveryState.Held) + Count(DeliveryState.Attempting) + Count(DeliveryState.Uncertain) + tally.WindowsOpen);
        if (now == _told)
        {
            return;
        }
        _told = now;
        var (published, waiting) = now;
        tell(new($"{published} {(published > 1 ? "publiées" : "publiée")}, {waiting} en attente · {console}", $"{published} published, {waiting} waiting · {console}"));
    }
}
