using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Copies;

/// <summary>What the public sees of an item, as it is now. Pure.</summary>
internal static class PublishedCopies
{
    /// <summary>The keys under which it was told and stands as it should read; a digest stands for the announcement. What is in doubt does not count: nobody knows whether it was told.</summary>
    /// <param name="stored">The item.</param>
    /// <param name="deliveries">Everything that was asked for with it.</param>
    public static IReadOnlySet<PublicationKey> Of(StoredItem stored, IEnumerable<Delivery> deliveries)
    {
        var published = new HashSet<PublicationKey>();
        var facts = ToldFacts.Of([stored]);
        foreach (var publication in deliveries.GroupBy(delivery => delivery.PublicationId))
        {
            if (publication.FirstOrDefault(delivery => delivery.Operation is Operation.Create or Operation.HandOver) is not { State: DeliveryState.Confirmed, Target.IsShadow: false } create)
            {
                continue;
            }
            var copy = StandingCopy.Of([.. publication]);
            if (!copy.IsGone && copy.Tells(facts))
            {
                published.Add(create.Key.Moment == Digests.Moment ? new(stored.Item.Key.ToString(), Announcement.Name, "-", create.Key.Network, create.Key.Target) : create.Key);
            }
        }
        return published;
    }
}
