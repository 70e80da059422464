namespace Relay.Core.Items;

/// <summary>An item as the store keeps it between harvests.</summary>
/// <param name="Item">Its newest good row.</param>
/// <param name="Version">Hash of its public fields without the volatile ones.</param>
/// <param name="Revision">Counts up by one with each new version, from 1.</param>
/// <param name="FirstSeen">When a harvest first brought it.</param>
/// <param name="Presence">Whether the source still lists it.</param>
public sealed record StoredItem(Item Item, string Version, int Revision, DateTimeOffset FirstSeen, ItemPresence Presence)
{
    /// <summary>Since when it waits to be planned anew; null while it does not, or only because the channels have changed.</summary>
    public DateTimeOffset? PlanDue { get; init; }

    /// <summary>The last version that everybody could see, while <see cref="Item"/> is hidden; null while it is not, and where none ever was seen.</summary>
    public Item? Shown { get; init; }

    /// <summary>What may be said of it in public at most: never what only its hidden version tells.</summary>
    public Item Face => Shown ?? Item;

    /// <summary>The face that stays when another version takes the place of this one.</summary>
    /// <param name="next">The version that takes its place.</param>
    public Item? ShownAfter(Item next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return !next.IsHidden ? null : Item.IsHidden ? Shown : Item;
    }
}

/// <summary>Whether the source still lists an item.</summary>
public enum ItemPresence
{
    /// <summary>In the last list of ids.</summary>
    Present,

    /// <summary>Gone from the list, not for long enough to act on it. Nothing new is sent about it.</summary>
    Missing,

    /// <summary>Gone for as many polls as configured: treated as withdrawn by the source.</summary>
    Withdrawn,

    /// <summary>Gone or cancelled in a pass that tripped the brake: waits for a person, nothing is sent about it.</summary>
    Braked,
}
