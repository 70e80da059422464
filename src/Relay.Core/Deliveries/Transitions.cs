using System.Collections.Frozen;

namespace Relay.Core.Deliveries;

/// <summary>The only ways from one state to another; any other throws, so that no code path can resend what may be there.</summary>
public static class Transitions
{
    private static readonly FrozenSet<(PartState, PartState)> Parts = new[]
    {
        (PartState.Planned, PartState.Attempting),
        (PartState.Attempting, PartState.Confirmed),
        (PartState.Attempting, PartState.Planned),
        (PartState.Attempting, PartState.Refused),
        (PartState.Attempting, PartState.Uncertain),
        (PartState.Uncertain, PartState.Confirmed),
        (PartState.Uncertain, PartState.Planned),
        (PartState.Uncertain, PartState.Refused),
        (PartState.Planned, PartState.Refused),
        // A refused part is certainly not there: it may leave again when its delivery is replayed.
        (PartState.Refused, PartState.Planned),
    }.ToFrozenSet();

    private static readonly FrozenSet<(DeliveryState, DeliveryState)> Deliveries = new[]
    {
        (DeliveryState.Queued, DeliveryState.Held),
        (DeliveryState.Queued, DeliveryState.Attempting),
        (DeliveryState.Queued, DeliveryState.Refused),
        (DeliveryState.Queued, DeliveryState.Cancelled),
        (DeliveryState.Queued, DeliveryState.Expired),
        (DeliveryState.Held, DeliveryState.Queued),
        (DeliveryState.Held, DeliveryState.Held),
        (DeliveryState.Held, DeliveryState.Attempting),
        (DeliveryState.Held, DeliveryState.Refused),
        (DeliveryState.Held, DeliveryState.Cancelled),
        (DeliveryState.Held, DeliveryState.Expired),
        (DeliveryState.Attempting, DeliveryState.Queued),
        (DeliveryState.Attempting, DeliveryState.Uncertain),
        (DeliveryState.Attempting, DeliveryState.Confirmed),
        (DeliveryState.Attempting, DeliveryState.Refused),
        (DeliveryState.Uncertain, DeliveryState.Queued),
        (DeliveryState.Uncertain, DeliveryState.Confirmed),
        (DeliveryState.Uncertain, DeliveryState.Refused),
        // A person has it, and says, or does not, what became of it.
        (DeliveryState.Attempting, DeliveryState.HandedOver),
        (DeliveryState.Uncertain, DeliveryState.HandedOver),
        (DeliveryState.HandedOver, DeliveryState.HandedOver),
        (DeliveryState.HandedOver, DeliveryState.Confirmed),
        (DeliveryState.HandedOver, DeliveryState.Cancelled),
        (DeliveryState.HandedOver, DeliveryState.Expired),
        // Called off by mistake, and wanted again before anything left.
        (DeliveryState.Cancelled, DeliveryState.Queued),
        // A coordinator may replay what was refused once its cause is mended.
        (DeliveryState.Refused, DeliveryState.Queued),
    }.ToFrozenSet();

    /// <summary>Throws unless a part may go from one state to the other.</summary>
    /// <exception cref="InvalidOperationException">When it may not.</exception>
    public static void Check(PartState from, PartState to)
    {
        if (!Parts.Contains((from, to)))
        {
            throw new InvalidOperationException($"A part cannot go from {from} to {to}.");
        }
    }

    /// <summary>Throws unless a delivery may go from one state to the other.</summary>
    /// <exception cref="InvalidOperationException">When it may not.</exception>
    public static void Check(DeliveryState from, DeliveryState to)
    {
        if (!Deliveries.Contains((from, to)))
        {
            throw new InvalidOperationException($"A delivery cannot go from {from} to {to}.");
        }
    }
}
