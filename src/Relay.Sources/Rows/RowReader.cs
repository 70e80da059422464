using Relay.Core.Items;
using Relay.Core.Planning;

namespace Relay.Sources.Rows;

/// <summary>Makes an item of a row, or says everything that is wrong with it.</summary>
internal static class RowReader
{
    /// <summary>Reads one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">Id of the source.</param>
    /// <param name="kind">From which view.</param>
    /// <param name="zone">The source's zone.</param>
    /// <param name="shared">Ids that several rows have.</param>
    public static SourceRow Read(Row row, string source, ItemKind kind, string zone, IReadOnlySet<string> shared)
    {
        var id = row.Exactly("source_id");
        if (id is null || !RowFaults.IsUsable(id))
        {
            return RowFaults.Unusable(id, kind);
        }
        if (shared.Contains(id))
        {
            return RowFaults.Shared(id, kind);
        }
        var key = new ItemKey(source, kind, id);
        var item = kind == ItemKind.Event ? Event(row, key, zone) : Initiative(row, key, zone);
        return item is null || row.Faults.Count > 0 ? new SourceRow.Faulty(id, kind, row.Faults) { Less = RowLess.Of(row, kind) } : new SourceRow.Good(item);
    }

    private static Item? Event(Row row, ItemKey key, string sourceZone)
    {
        var common = new CommonColumns(row, ItemKind.Event);
        var zone = row.Zone("zone", common.Territory, sourceZone);
        var starts = row.Wall("starts_local", zone, required: true);
        var ends = row.Wall("ends_local", zone, required: false);
        if (starts is { } start && ends is { } end && zone is not null && WallClock.Resolve(end, zone) < WallClock.Resolve(start, zone))
        {
            row.Add("ends_local", "it is before the start.", "avant le début.");
        }
        var address = row.Line("address", 500);
        if (!common.IsPlacePublic && address is { Length: >= 6 } && common.Texts.Any(text => text.Contains(address, StringComparison.OrdinalIgnoreCase)))
        {
            row.Add("address", "it is not public, and yet the title, the summary or the body repeats it.", "elle n'est pas publique, et pourtant le titre, le résumé ou le texte la répète.");
        }
        var online = row.WebAddress("online_url");
        var capacity = row.Capacity();
        var registrations = row.Count("registrations");
        var status = row.EventStatus();
        if (common is not { Title: { } title, Territory: { } territory } || starts is null || zone is null)
        {
            return null;
        }
        var isPublic = common.Visibility == Visibility.Public;
        return common.On(new Event
        {
            Key = key,
            Title = title,
            Territory = territory,
            StartsLocal = starts.Value,
            EndsLocal = ends > starts ? ends : null,
            Zone = zone.Id,
            Address = isPublic && common.IsPlacePublic ? address : null,
            OnlineUrl = isPublic ? online : null,
            Capacity = capacity,
            Registrations = registrations,
            Status = status,
        });
    }

    private static Item? Initiative(Row row, ItemKey key, string sourceZone)
    {
        var common = new CommonColumns(row, ItemKind.Initiative);
        var zone = row.Zone("zone", common.Territory, sourceZone);
        var closes = row.Day("closes_on", zone ?? TimeZoneInfo.Utc);
        var supporters = row.Count("supporters");
        var status = row.InitiativeStatus();
        return common is not { Title: { } title, Territory: { } territory }
            ? null
            : common.On(new Initiative { Key = key, Title = title, Territory = territory, ClosesOn = closes, Supporters = supporters, Status = status });
    }

    // 0 and -1 mean "no limit" in party databases, never an event for nobody.
    private static int? Capacity(this Row row) => row["capacity"] is "0" or "-1" ? null : row.Count("capacity");
}
