namespace Relay.Core.Items;

/// <summary>An item as the store keeps it between harvests.</summary>
/// <param name="Item">Its newest good row.</param>
/// <param name="Version">Hash of its public fields without the volatile ones.</param>
/// <param name="Revision">Counts up by one with each new version, from 1.</param>
/// <param name="FirstSeen">When a harvest first brought it.</param>
/// <param name="Presence">Whether the source still lists it.</param>
public sealed record StoredItem(Item Item, string Version, int Revision, DateTimeOffset FirstSeen, ItemPresence Presence);

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
