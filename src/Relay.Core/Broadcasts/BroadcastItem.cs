using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Broadcasts;

/// <summary>Whether what a broadcast tells of its item is so at this moment (FX-4). Pure.</summary>
internal static class BroadcastItem
{
    public static Verdict Judge(Broadcast broadcast, StoredItem? stored)
    {
        if (broadcast.Item is null)
        {
            return Verdict.Pass.Instance;
        }
        if (stored is null)
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.ItemUnknown);
        }
        if (stored.Presence is ItemPresence.Missing or ItemPresence.Braked)
        {
            return new Verdict.Hold(stored.Presence == ItemPresence.Missing ? Rules.ItemMissing : Rules.ItemBraked);
        }
        return Publishable.WhyNot(stored) is { } rule ? new Verdict.End(DeliveryState.Cancelled, rule)
            : ToldFacts.Where(stored) != broadcast.Told ? new Verdict.End(DeliveryState.Cancelled, Rules.Moved)
            : Verdict.Pass.Instance;
    }
}
