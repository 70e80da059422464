using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Says that something is called off only where people were told of it; waits while that is in doubt.</summary>
internal sealed class ToldGuard(ILedger ledger) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        var key = candidate.Delivery.Key;
        if (key.Moment != Cancellation.Name)
        {
            return Verdict.Pass.Instance;
        }
        var doubtful = false;
        foreach (var publication in await ledger.OfItemAsync(candidate.Delivery.Items[0], cancel))
        {
            var place = publication.Plan.Key;
            if (place.Network != key.Network || place.Target != key.Target || place.Moment == Cancellation.Name
                || publication.DeliveryId is not { } id || await ledger.FindAsync(id, cancel) is not { } told)
            {
                continue;
            }
            if (told.Parts.Any(part => part.State == PartState.Confirmed))
            {
                return Verdict.Pass.Instance;
            }
            doubtful |= Traces.MayStand(told);
        }
        return doubtful
            ? new Verdict.Hold(Rules.AnnouncementInDoubt, candidate.Now.AddSeconds(30))
            : new Verdict.End(DeliveryState.Cancelled, Rules.NeverTold);
    }
}
