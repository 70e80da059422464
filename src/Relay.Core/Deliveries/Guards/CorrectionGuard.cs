using Relay.Core.Deliveries.Copies;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Guards;

/// <summary>A correction leaves only while the last that was said there is another time or place; waits while that is in doubt.</summary>
internal sealed class CorrectionGuard(ILedger ledger) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        var (delivery, key) = (candidate.Delivery, candidate.Delivery.Key);
        if (key.Moment != Correction.Name || delivery.Operation is not (Operation.Create or Operation.HandOver) || Traces.HasLeft(delivery) || candidate.Items is not [var stored])
        {
            return Verdict.Pass.Instance;
        }
        var all = await ledger.CopiesAsync([stored.Item.Key], cancel);
        var others = all.Where(other => other.Key.Network == key.Network && other.Key.Target == key.Target && other.Id != delivery.Id && other.Operation == delivery.Operation).ToList();
        if (delivery.Operation == Operation.HandOver && !delivery.Target.IsShadow)
        {
            // Who was given other words since, or has not said yet that she published, gets the new ones; who published these has nothing to correct.
            var newest = others.Where(other => other.State is DeliveryState.Confirmed or DeliveryState.HandedOver).MaxBy(other => (other.CreatedAt, other.Id));
            return newest is { State: DeliveryState.Confirmed } && newest.Parts.Select(part => part.Text).SequenceEqual(candidate.Parts.Select(part => part.Text))
                ? new Verdict.End(DeliveryState.Cancelled, Rules.SaidAsItIs)
                : Verdict.Pass.Instance;
        }
        if (others.Any(other => other.State is DeliveryState.Attempting or DeliveryState.Uncertain))
        {
            return new Verdict.Hold(Rules.AnnouncementInDoubt, candidate.Now.AddSeconds(30));
        }
        var copies = others.Select(other => StandingCopy.Of([.. all.Where(one => one.PublicationId == other.PublicationId)])).ToList();
        var said = StandingCopy.LastSaid(copies, stored.Item.Key);
        // Where all that told of it was taken away, and it is shown again, nothing says it as it is.
        var isSaid = said is { } last ? last.Where == ToldFacts.Where(stored) : !copies.Exists(copy => copy.IsGone);
        return isSaid
            ? new Verdict.End(DeliveryState.Cancelled, Rules.SaidAsItIs)
            : Verdict.Pass.Instance;
    }
}
