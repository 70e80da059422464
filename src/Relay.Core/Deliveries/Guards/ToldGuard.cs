using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Says that something is called off only where people were told of it, and not again while that is the last they heard; waits while it is in doubt.</summary>
internal sealed class ToldGuard(ILedger ledger) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        var key = candidate.Delivery.Key;
        if (key.Moment != Cancellation.Name || candidate.Delivery.Operation is Operation.Edit or Operation.Delete)
        {
            return Verdict.Pass.Instance;
        }
        var doubtful = false;
        DateTimeOffset? told = null;
        DateTimeOffset? calledOff = null;
        foreach (var publication in await ledger.OfItemAsync(candidate.Delivery.Items[0], cancel))
        {
            var place = publication.Plan.Key;
            if (place.Network != key.Network || place.Target != key.Target || publication.Id == candidate.Delivery.PublicationId
                || publication.DeliveryId is not { } id || await ledger.FindAsync(id, cancel) is not { } other)
            {
                continue;
            }
            if (place.Moment == Cancellation.Name)
            {
                if (other.Operation == Operation.HandOver && other.State is DeliveryState.Cancelled or DeliveryState.Expired)
                {
                    continue; // nobody has said it
                }
                calledOff = Later(calledOff, LeftAt(other, PartState.Confirmed, PartState.Uncertain, PartState.Attempting));
                continue;
            }
            told = Later(told, other.Operation == Operation.HandOver && other.State != DeliveryState.Confirmed ? null : LeftAt(other, PartState.Confirmed));
            doubtful |= Traces.MayStand(other);
        }
        return told is null
            ? doubtful
                ? new Verdict.Hold(Rules.AnnouncementInDoubt, candidate.Now.AddSeconds(30))
                : new Verdict.End(DeliveryState.Cancelled, Rules.NeverTold)
            : calledOff >= told && !Traces.HasLeft(candidate.Delivery)
                ? new Verdict.End(DeliveryState.Cancelled, Rules.AlreadyCalledOff)
                : Verdict.Pass.Instance;
    }

    private static DateTimeOffset? LeftAt(Delivery delivery, params PartState[] states)
        => delivery.Parts.Where(part => states.Contains(part.State)).Max(part => part.AttemptedAt);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
