using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>
/// Says that an event does not take place (cancelled, postponed, taken off the list) or that an initiative was withdrawn, wherever we told of it, and nowhere else; of what is hidden
/// since, only that it is not announced any more.
/// It waits for a slot, but not so long that people would already be on their way. It has no expiry.
/// </summary>
public sealed class Cancellation : IMoment
{
    /// <summary>Its key.</summary>
    public const string Name = "cancelled";

    /// <summary>Key of its words in the place of an earlier post: not those of the notice beside it, which a network may take for the same post twice (Facebook 506).</summary>
    public const string OnCopies = "calledoff";

    /// <summary>Key of its words for what is hidden since it was told of: they give no reason and hold nothing that was not public.</summary>
    public const string Hidden = "withdrawn";

    /// <summary>People must know so long before the start; else it leaves outside the slots.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(4);

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public Priority Priority => Priority.Cancellation;

    /// <inheritdoc/>
    public bool Paced => false;

    /// <inheritdoc/>
    public bool FollowsWhatWasTold => true;

    /// <summary>Whether an item is called off as it stands, so that saying so is true.</summary>
    public static bool IsCalledOff(StoredItem stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Face is Event { Status: EventStatus.Done } or Initiative { Status: InitiativeStatus.Closed })
        {
            return false;
        }
        return stored.Item.IsHidden
            ? stored.Shown is not null
            : stored.Presence == ItemPresence.Withdrawn || stored.Item is Event { Status: EventStatus.Cancelled or EventStatus.Postponed } or Initiative { Status: InitiativeStatus.Withdrawn };
    }

    /// <inheritdoc/>
    public Wish Consider(Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        if (!IsCalledOff(occasion.Stored) || occasion.Stored.Presence is ItemPresence.Missing or ItemPresence.Braked)
        {
            return new Wish.NotWanted(Rules.NotCalledOff);
        }
        if (!occasion.Told)
        {
            return new Wish.NotWanted(Rules.NeverTold);
        }
        var open = occasion.NextOpen(occasion.Now);
        if (occasion.Stored.Face is not Event meeting)
        {
            return new Wish.Wanted("-", open, open.AddDays(1), null, open);
        }
        var starts = meeting.Starts;
        if (meeting.Over <= occasion.Now)
        {
            return new Wish.NotWanted(Rules.Past);
        }
        var from = open > starts - Notice ? occasion.Now : open;
        return new Wish.Wanted(Occurrence.Of(starts), from, from > starts ? from : starts, null, starts);
    }
}
