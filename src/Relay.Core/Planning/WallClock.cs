namespace Relay.Core.Planning;

/// <summary>Between wall clocks and instants, by IANA zone. Thread-safe.</summary>
public static class WallClock
{
    /// <summary>Finds an IANA zone (Windows names are refused: they mean other things on other machines).</summary>
    /// <returns>False when the system knows no such zone.</returns>
    public static bool TryZone(string id, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (string.IsNullOrWhiteSpace(id) || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) || !found.HasIanaId)
        {
            return false;
        }
        zone = found;
        return true;
    }

    /// <summary>The instant of a wall time: one skipped by a clock change moves forward by the gap, a doubled one is its first.</summary>
    /// <exception cref="TimeZoneNotFoundException">When <paramref name="zone"/> is unknown here.</exception>
    public static DateTimeOffset Resolve(DateTime local, string zone) => Resolve(local, TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <inheritdoc cref="Resolve(DateTime, string)"/>
    public static DateTimeOffset Resolve(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall))
        {
            // The offset in force just before the gap, read with the skipped hour added: 02:30 becomes 03:30.
            var before = zone.GetUtcOffset(wall.AddDays(-1));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, before), zone);
        }
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset);
    }

    /// <summary>What a clock on the wall shows at <paramref name="instant"/>.</summary>
    public static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
