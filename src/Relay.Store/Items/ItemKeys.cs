using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <summary>The stored names of what items are and where they stand.</summary>
internal static class ItemKeys
{
    public static KeyMap<ItemKind> Kinds { get; } = new((ItemKind.Event, "event"), (ItemKind.Initiative, "initiative"));

    public static KeyMap<ItemPresence> Presences { get; } = new(
        (ItemPresence.Present, "present"),
        (ItemPresence.Missing, "missing"),
        (ItemPresence.Withdrawn, "withdrawn"),
        (ItemPresence.Braked, "braked"));

    public static KeyMap<Visibility> Visibilities { get; } = new((Visibility.Public, "public"), (Visibility.Members, "members"), (Visibility.Private, "private"));

    public static KeyMap<EventStatus> EventStatuses { get; } = new(
        (EventStatus.Draft, "draft"),
        (EventStatus.Planned, "planned"),
        (EventStatus.Confirmed, "confirmed"),
        (EventStatus.Postponed, "postponed"),
        (EventStatus.Cancelled, "cancelled"),
        (EventStatus.Done, "done"));

    public static KeyMap<InitiativeStatus> InitiativeStatuses { get; } = new(
        (InitiativeStatus.Draft, "draft"),
        (InitiativeStatus.Open, "open"),
        (InitiativeStatus.Closed, "closed"),
        (InitiativeStatus.Withdrawn, "withdrawn"));
}
