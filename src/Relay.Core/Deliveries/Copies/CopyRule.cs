using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Copies;

/// <summary>What should become of a copy that stands on a network, from its items as they are. Pure.</summary>
internal static class CopyRule
{
    /// <summary>The moment in whose words a copy should read now, or that it should go; null when it should stay as it stands.</summary>
    /// <param name="moment">The moment it was published for.</param>
    /// <param name="items">Its items as they are; all of them.</param>
    /// <param name="now">The present.</param>
    public static Wanted? Of(string moment, IReadOnlyList<StoredItem> items, DateTimeOffset now)
    {
        if (items.Count == 0 || items.Any(stored => stored.Presence is ItemPresence.Missing or ItemPresence.Braked) || items.All(stored => IsOver(stored, now) && !stored.Item.IsHidden))
        {
            return null;
        }
        if (items is not [var only])
        {
            return items.Any(stored => Publishable.WhyNot(stored) is null) ? new(moment) : items.All(stored => stored.Item.IsHidden) ? new(Cancellation.Name, IsHidden: true) : null;
        }
        if (only.Item.IsHidden)
        {
            // Somebody has said that it is not public, over or not; what is only taken off the list when it is over is history. The notice itself names nothing else than was public.
            return only.Shown is null ? null : new(Cancellation.Name, IsHidden: moment != Cancellation.Name);
        }
        if (Cancellation.IsCalledOff(only))
        {
            return new(moment == Cancellation.Name ? moment : Cancellation.OnCopies);
        }
        return Publishable.WhyNot(only) is not null ? null : new(moment == Announcement.Name ? moment : Correction.Name);
    }

    /// <summary>Why copies stay as they stand, one of <see cref="Rules"/>, where <see cref="Of"/> wants nothing else.</summary>
    public static string WhyLeft(IReadOnlyList<StoredItem> items, DateTimeOffset now)
        => items.Count == 0 ? Rules.ItemUnknown
            : items.All(stored => IsOver(stored, now)) ? items.All(stored => stored.Face is Initiative) ? Rules.ItemClosed : Rules.Past
            : items.Select(Publishable.WhyNot).FirstOrDefault(rule => rule is not null) ?? Rules.SaidAsItIs;

    private static bool IsOver(StoredItem stored, DateTimeOffset now) => stored.Face switch
    {
        Event meeting => meeting.Over <= now || meeting.Status == EventStatus.Done,
        Initiative initiative => initiative.Status == InitiativeStatus.Closed,
        _ => false,
    };

    /// <summary>How a copy should be.</summary>
    /// <param name="Moment">Its words.</param>
    /// <param name="IsHidden">Whether it should not be there any more, where its network can take it away.</param>
    internal sealed record Wanted(string Moment, bool IsHidden = false);
}
