using Relay.Core.Channels;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>Puts a delivery into words, as late as can be: just before each attempt, until the network may have seen them, from its items as they are then.</summary>
public sealed class PartComposer(ITextComposer composer)
{
    /// <summary>The create calls that a delivery will make; none when no item of it may be told, which the guards will say.</summary>
    /// <exception cref="TemplateException">When a template cannot be filled in.</exception>
    public IReadOnlyList<DeliveryPart> Compose(string moment, Channel channel, IReadOnlyList<StoredItem> items, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(items);
        if (moment == TestPosts.Moment)
        {
            return [TestWords.Part(channel, now)];
        }
        IReadOnlyList<StoredItem> told = moment == Cancellation.Name ? items : [.. items.Where(stored => Publishable.WhyNot(stored) is null && stored.Presence == ItemPresence.Present)];
        if (told.Count == 0)
        {
            return [];
        }
        var text = composer.Compose(new()
        {
            Channel = channel,
            Items = [.. told.Select(stored => stored.Item)],
            // A correction is the announcement as it should read now.
            MomentKey = moment == Hands.ByHand.Changed ? Announcement.Name : moment,
            Now = now,
        });
        return channel.Network == Hands.ByHand.Network ? Hands.HandParts.Of(text) :
        [
            .. text.Segments.Select((segment, index) => new DeliveryPart
            {
                Index = index,
                State = PartState.Planned,
                Text = segment.Text,
                TextHash = TextMatch.Hash(segment.Text),
                Images = segment.Images,
                Link = segment.Link,
            }),
        ];
    }
}
