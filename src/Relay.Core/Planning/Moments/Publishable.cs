using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>Whether an item may be made known as it stands. Items that are missing or braked keep their plan; a guard holds what is due.</summary>
public static class Publishable
{
    /// <summary>Why it may not, one of <see cref="Rules"/>; null when it may.</summary>
    public static string? WhyNot(StoredItem stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Presence == ItemPresence.Withdrawn)
        {
            return Rules.ItemWithdrawn;
        }
        if (stored.Item.Visibility != Visibility.Public)
        {
            return Rules.ItemNotPublic;
        }
        return stored.Item switch
        {
            Event { Status: EventStatus.Draft } or Initiative { Status: InitiativeStatus.Draft } => Rules.ItemDraft,
            Event { Status: EventStatus.Cancelled } => Rules.ItemCancelled,
            Event { Status: EventStatus.Postponed } => Rules.ItemPostponed,
            Event { Status: EventStatus.Done } => Rules.Past,
            Initiative { Status: InitiativeStatus.Closed } => Rules.ItemClosed,
            Initiative { Status: InitiativeStatus.Withdrawn } => Rules.ItemWithdrawn,
            _ => null,
        };
    }
}
