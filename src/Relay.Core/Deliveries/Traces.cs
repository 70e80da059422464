using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries;

/// <summary>Whether something of ours may stand on a network.</summary>
public static class Traces
{
    /// <summary>Whether a publication was, is being or may have been put on its network; one that says that something is called off does not count.</summary>
    public static async Task<bool> MayStandAsync(ILedger ledger, Publication publication, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(publication);
        return publication.Plan.Key.Moment != Cancellation.Name
            && publication.DeliveryId is { } id
            && await ledger.FindAsync(id, cancel) is { } delivery
            && MayStand(delivery);
    }

    /// <summary>Whether a delivery has put something on its network, may have, or may still.</summary>
    public static bool MayStand(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Operation == Operation.HandOver)
        {
            // What a person was given stands nowhere until she says so; while she has it, it may.
            return delivery.State is not (DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Refused);
        }
        return delivery.State is not (DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Refused) || HasLeft(delivery);
    }

    /// <summary>Whether any part of a delivery stands on its network or may.</summary>
    public static bool HasLeft(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Parts.Any(part => part.State is PartState.Confirmed or PartState.Uncertain or PartState.Attempting);
    }
}
