using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <summary>An item as stored, with its document.</summary>
internal sealed class ItemRow
{
    public const string Select = """
        SELECT i.key AS Key, i.version AS Version, i.revision AS Revision, i.presence AS Presence, i.first_seen AS FirstSeen, i.plan_due AS PlanDue, b.body AS Body, b.shown AS Shown
        FROM items i JOIN item_rows b ON b.key = i.key
        """;

    public string Key { get; init; } = "";

    public string Version { get; init; } = "";

    public long Revision { get; init; }

    public string Presence { get; init; } = "";

    public long FirstSeen { get; init; }

    public long? PlanDue { get; init; }

    public string Body { get; init; } = "";

    public string? Shown { get; init; }

    public StoredItem ToItem() => new(ItemMapping.Read(Key, Body), Version, (int)Revision, Instant.At(FirstSeen), ItemKeys.Presences.Read(Presence))
    {
        PlanDue = Instant.At(PlanDue),
        Shown = Shown is null ? null : ItemMapping.Read(Key, Shown),
    };
}
