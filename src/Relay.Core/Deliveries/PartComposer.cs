using Relay.Core.Channels;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries.Copies;
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
    /// <param name="moment">Key of the moment.</param>
    /// <param name="channel">Whose words.</param>
    /// <param name="items">What is told of.</param>
    /// <param name="now">The present.</param>
    /// <param name="besidePictures">Whether they take the place of words beside pictures. Default false.</param>
    /// <param name="door">The deep link of the copy; null for none.</param>
    /// <exception cref="TemplateException">When a template cannot be filled in.</exception>
    public IReadOnlyList<DeliveryPart> Compose(string moment, Channel channel, IReadOnlyList<StoredItem> items, DateTimeOffset now, bool besidePictures = false, Uri? door = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(items);
        if (moment == TestPosts.Moment)
        {
            return [TestWords.Part(channel, now)];
        }
        IReadOnlyList<StoredItem> told = moment is Cancellation.Name or Cancellation.OnCopies ? items : [.. items.Where(stored => Publishable.WhyNot(stored) is null && stored.Presence == ItemPresence.Present)];
        if (told.Count == 0 || told.Any(stored => stored.Item.IsHidden && stored.Shown is null))
        {
            return []; // what nobody was to see is put into no words
        }
        var text = composer.Compose(new()
        {
            Channel = channel,
            Items = [.. told.Select(stored => stored.Face)],
            MomentKey = Words(moment, channel, told),
            BesidePictures = besidePictures,
            Door = told.All(stored => ItemWords.Closed(stored, now) is null) ? door : null,
            Now = now,
        });
        var facts = ToldFacts.Of(told);
        return channel.Network == Hands.ByHand.Network ? [.. Hands.HandParts.Of(text).Select(part => part with { Facts = facts, TextHash = TextMatch.Hash(Without(part.Text, door)) })] :
        [
            .. text.Segments.Select((segment, index) => new DeliveryPart
            {
                Index = index,
                State = PartState.Planned,
                Text = segment.Text,
                TextHash = TextMatch.Hash(Without(segment.Text, door)),
                Facts = facts,
                Images = segment.Images,
                Link = segment.Link,
            }),
        ];
    }

    /// <summary>The words that the parts of a copy should read, each with the ids and pictures of the part it changes. A copy in fewer parts than the words fill is fitted anew into its first.</summary>
    /// <exception cref="TemplateException">When a template cannot be filled in.</exception>
    public IReadOnlyList<DeliveryPart> Revise(string moment, Channel channel, IReadOnlyList<StoredItem> items, IReadOnlyList<DeliveryPart> standing, DateTimeOffset now, Uri? door = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(standing);
        var besidePictures = standing[0].Images.Count > 0;
        var words = Compose(moment, channel, items, now, besidePictures, door);
        if (words.Count > standing.Count)
        {
            words = Compose(moment, channel with { LongText = LongText.Shorten }, items, now, besidePictures, door);
        }
        return [.. words.Zip(standing, (part, stands) => part with { Images = stands.Images, RemoteIds = stands.RemoteIds })];
    }

    // Two copies of the same words are the same words, whatever links they carry.
    private static string Without(string text, Uri? door) => door is null ? text : text.Replace(door.AbsoluteUri, "", StringComparison.Ordinal);

    /// <summary>Key of the moment whose words are wanted: a person who publishes by hand gets the announcement as it should read now, and why something is hidden is nobody's business.</summary>
    private static string Words(string moment, Channel channel, IReadOnlyList<StoredItem> told) => moment switch
    {
        Hands.ByHand.Changed when channel.Network == Hands.ByHand.Network => Announcement.Name,
        Cancellation.Name or Cancellation.OnCopies when told is [{ Item.IsHidden: true }] => Cancellation.Hidden,
        _ => moment,
    };
}
