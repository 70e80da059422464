using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Swarm;

/// <summary>
/// The buttons under a copy: the way to the private chat, and the <i>Relayer</i> row. Found anew at each call and kept nowhere: they are no part of what a copy tells, so that no copy is
/// ever changed for their sake, and every change of its words brings them along. Pure.
/// </summary>
public static class CopyButtons
{
    private const int ShareRow = 1;

    private static readonly Phrase Take = new("Participer", "Take part");

    /// <summary>The buttons; none under what nobody can come to or support any more.</summary>
    /// <param name="delivery">What puts the copy there, or changes it.</param>
    /// <param name="channel">The channel that it is published by.</param>
    /// <param name="items">What it tells of, as it is now.</param>
    /// <param name="door">Its deep link; null where there is none.</param>
    /// <param name="now">The present.</param>
    /// <param name="people">How many come or support, as it may be told; 0 for no number.</param>
    public static IReadOnlyList<Button> Of(Delivery delivery, Channel channel, IReadOnlyList<StoredItem> items, Uri? door, DateTimeOffset now, int people = 0)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(items);
        if (!channel.Invite || delivery.Operation is not (Operation.Create or Operation.Edit) || TestPosts.Is(delivery) || !NetworkManners.Of(delivery.Key.Network).HasKeyboards)
        {
            return [];
        }
        var open = items.Where(item => IsOpen(item, now)).ToList();
        return (items, open) switch
        {
            (_, []) => [],
            ([_], [var only]) => [.. Door(ShareLinks.Label(only), people), .. Share(only, door, channel.Language)],
            _ => Door(Take), // a digest: the bot shows which there are
        };

        IReadOnlyList<Button> Door(Phrase label, int number = 0)
            => door is null ? [] : [new Button(number > 0 ? string.Create(CultureInfo.InvariantCulture, $"{label.In(channel.Language)} · {number}") : label.In(channel.Language), Link: door)];
    }

    /// <summary>The <i>Relayer</i> row of an item.</summary>
    internal static IEnumerable<Button> Share(StoredItem item, Uri? door, string language)
        => ShareLinks.Of(item, door, language).Select(link => new Button(link.Network, Link: link.Link) { Row = ShareRow });

    /// <summary>Whether anybody can come to an item or support it now.</summary>
    internal static bool IsOpen(StoredItem item, DateTimeOffset now)
        => item.Presence == ItemPresence.Present && !item.Item.IsHidden && Publishable.WhyNot(item) is null && ItemWords.Closed(item, now) is null;
}
