using Relay.Core.Planning;

namespace Relay.Sources.ICalendar.Times;

/// <summary>Between wall clocks and instants, by a zone that the system knows or by a calendar's own rules.</summary>
internal abstract class IcalZone
{
    /// <summary>UTC.</summary>
    public static IcalZone Utc { get; } = new Known(TimeZoneInfo.Utc);

    /// <summary>Its IANA name; null when only the calendar knows it.</summary>
    public abstract string? Iana { get; }

    /// <summary>The instant of a wall time. One that is skipped is read with the offset before the gap, a doubled one is its first (RFC 5545 §3.3.5).</summary>
    public abstract DateTimeOffset Resolve(DateTime wall);

    /// <summary>What the wall shows at an instant.</summary>
    public abstract DateTime Wall(DateTimeOffset instant);

    /// <summary>A zone of this system.</summary>
    public static IcalZone Of(TimeZoneInfo zone) => new Known(zone);

    private sealed class Known(TimeZoneInfo zone) : IcalZone
    {
        public override string? Iana => zone.Id;

        public override DateTimeOffset Resolve(DateTime wall) => WallClock.Resolve(wall, zone);

        public override DateTime Wall(DateTimeOffset instant) => WallClock.Local(instant, zone);
    }
}
