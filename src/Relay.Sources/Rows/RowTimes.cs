using Relay.Core.Planning;
using Relay.Core.Territories;

namespace Relay.Sources.Rows;

/// <summary>Times of a row.</summary>
internal static class RowTimes
{
    /// <summary>The zone of the place: the row's, else the territory's own, else the source's. Null with a fault when the row names an unknown one.</summary>
    public static TimeZoneInfo? Zone(this Row row, string column, Territory? territory, string sourceZone)
    {
        var name = row[column] ?? territory switch
        {
            null or { Code: "FR" or "ABR" } => sourceZone,
            { Zones: var zones } => zones.Contains(sourceZone) ? sourceZone : zones[0],
        };
        if (WallClock.TryZone(name, out var zone))
        {
            return zone;
        }
        row.Add(column, $"'{RowValues.Short(name)}' is no IANA time zone: write Europe/Paris or Indian/Reunion.", $"« {RowValues.Short(name)} » n'est pas un fuseau IANA : écrivez Europe/Paris ou Indian/Reunion.");
        return null;
    }

    /// <summary>Whether it says that it changed before an instant; one that does not say may have changed.</summary>
    public static bool IsOlderThan(this Row row, DateTimeOffset since)
        => row["updated_at"] is { } value && WrittenTime.TryRead(value, out var time) && time.Instant < since;

    /// <summary>A time on the wall of the place. One with an offset is an instant and is turned into the place's time.</summary>
    public static DateTime? Wall(this Row row, string column, TimeZoneInfo? zone, bool required)
    {
        if (row[column] is not { } value)
        {
            if (required)
            {
                row.Add(column, "it is missing.", "absent.");
            }
            return null;
        }
        if (!WrittenTime.TryRead(value, out var time) || !time.HasHour || time.Clock.Year < 2000)
        {
            row.Add(column, "it is not a day with its hour: write 2026-03-10 19:00.", "ce n'est pas un jour avec son heure : écrivez 2026-03-10 19:00.");
            return null;
        }
        if (zone is null)
        {
            return null;
        }
        var wall = time.Offset is null ? time.Clock : WallClock.Local(time.Instant, zone);
        if (zone.IsInvalidTime(wall))
        {
            row.Add(column, $"this hour does not exist in {zone.Id} on that day: clocks are put forward over it.", $"cette heure n'existe pas ce jour-là en {zone.Id} : on avance les horloges.");
        }
        return wall;
    }

    /// <summary>A day; of an instant, the day in a zone.</summary>
    public static DateOnly? Day(this Row row, string column, TimeZoneInfo zone)
    {
        if (row[column] is not { } value)
        {
            return null;
        }
        if (WrittenTime.TryRead(value, out var time))
        {
            return DateOnly.FromDateTime(time.Offset is null ? time.Clock : WallClock.Local(time.Instant, zone));
        }
        row.Add(column, "it is not a day: write 2026-03-10.", "ce n'est pas un jour : écrivez 2026-03-10.");
        return null;
    }

    /// <summary>An instant; one without an offset is UTC. Null when there is none.</summary>
    public static DateTimeOffset? Instant(this Row row, string column)
    {
        if (row[column] is not { } value)
        {
            return null;
        }
        if (WrittenTime.TryRead(value, out var time))
        {
            return time.Instant;
        }
        row.Add(column, "it is not a time: write 2026-03-10 19:00:00+00 or Unix seconds.", "ce n'est pas une date : écrivez 2026-03-10 19:00:00+00 ou des secondes Unix.");
        return null;
    }
}
