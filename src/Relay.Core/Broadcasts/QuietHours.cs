using Relay.Core.Planning;
using Relay.Core.Territories;

namespace Relay.Core.Broadcasts;

/// <summary>When nobody is written to who has not just written: before 08:00 and from 21:30 on the clocks of the reader's territory (DP-36), on all of them where it has several. Sunday is a day. Pure.</summary>
public static class QuietHours
{
    private static readonly TimeSpan Opens = TimeSpan.FromHours(8);
    private static readonly TimeSpan Closes = TimeSpan.FromHours(21.5);

    /// <summary>When somebody there may be written to: <paramref name="now"/> itself where that is no quiet hour, else the morning after it.</summary>
    /// <param name="now">The present.</param>
    /// <param name="place">Where the reader is; null for the clock of Paris.</param>
    public static DateTimeOffset Next(DateTimeOffset now, Territory? place)
    {
        var zones = (place ?? Territory.National).Zones.Select(TimeZoneInfo.FindSystemTimeZoneById).ToList();
        var at = now;
        // Where several clocks count, the morning of one may still be the night of another: each in turn until all agree.
        for (var left = 2 * zones.Count; left > 0 && zones.Find(zone => !IsOpen(at, zone)) is { } quiet; left--)
        {
            at = Morning(at, quiet);
        }
        return at;
    }

    private static bool IsOpen(DateTimeOffset at, TimeZoneInfo zone) => WallClock.Local(at, zone).TimeOfDay is var time && time >= Opens && time < Closes;

    private static DateTimeOffset Morning(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = WallClock.Local(after, zone);
        return WallClock.Resolve(local.Date.AddDays(local.TimeOfDay < Opens ? 0 : 1) + Opens, zone).ToUniversalTime();
    }
}
