using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Worker.Cli;
using Relay.Worker.Jobs;

namespace Relay.Worker.Demo;

/// <summary>Waits until a rehearsal has nothing due any more, and says what it came to.</summary>
internal sealed class DemoEnd(ILedger ledger, IItemStore items, Rounds rounds, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends when every window that is open was used and every delivery has come to an end; what a rule holds, or only a person can tell, is not waited for.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (!await IsOverAsync(cancel))
        {
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>What it came to.</summary>
    /// <param name="strangers">Posts on the networks that the ledger knows nothing of.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DemoShown> SumUpAsync(int strangers, CancellationToken cancel)
    {
        var tally = await ledger.TallyAsync(time.GetUtcNow(), cancel);
        return new((await items.CountAsync(cancel)).Sum(count => count.Present), tally.Publications.GetValueOrDefault(PublicationState.Released),
            tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed), tally.Deliveries.GetValueOrDefault(DeliveryState.Uncertain),
            tally.Deliveries.GetValueOrDefault(DeliveryState.Refused), tally.Duplicates + strangers);
    }

    private async Task<bool> IsOverAsync(CancellationToken cancel)
    {
        if (!rounds.PlanReleased)
        {
            return false;
        }
        var tally = await ledger.TallyAsync(time.GetUtcNow(), cancel);
        var moving = tally.Deliveries.GetValueOrDefault(DeliveryState.Queued) + tally.Deliveries.GetValueOrDefault(DeliveryState.Attempting) + tally.WindowsOpen;
        return moving == 0 && !(await ledger.DoubtsAsync(account: null, now: null, 1000, cancel)).Any(IsBeingFoundOut);
    }

    private static bool IsBeingFoundOut(Delivery delivery) => delivery.Parts.Any(part => part.State == PartState.Uncertain && part.Doubt?.Ask is null);
}
