using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Core.Planning;

/// <summary>How much of what waits at a target leaves at once, by the same pace that releases it.</summary>
public static class Departures
{
    /// <summary>Since when a target's use counts: midnight of the channel's today.</summary>
    public static DateTimeOffset DayStart(Channel channel, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Pace.DayStart(channel, now);
    }

    /// <summary>The first instant at or after another at which the channel publishes: that instant itself within one of its slots; null when it has none.</summary>
    public static DateTimeOffset? Opens(Channel channel, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(channel.Zone);
        var local = WallClock.Local(at, zone);
        return channel.Slots.NextOpen(local) is not { } open ? null : open == local ? at : WallClock.Resolve(open, zone);
    }

    /// <summary>When the next one under gap and maximum leaves, at the earliest <paramref name="now"/>; null when the channel has no slots.</summary>
    /// <param name="channel">Whose slots, gap and maximum.</param>
    /// <param name="use">What the target has used since <see cref="DayStart"/>.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset? Next(Channel channel, TargetUse use, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(use);
        return new Pace(channel, use, now).Next();
    }

    /// <summary>How many of those that wait leave at once; the others follow, a gap apart or in a later slot.</summary>
    /// <param name="channel">Whose slots, gap and maximum.</param>
    /// <param name="use">What the target has used since <see cref="DayStart"/>.</param>
    /// <param name="waiting">How many wait whose time has come.</param>
    /// <param name="now">The present.</param>
    public static int AtOnce(Channel channel, TargetUse use, int waiting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(use);
        var (pace, leaving) = (new Pace(channel, use, now), 0);
        var oneByOne = channel.MinimumGap > TimeSpan.Zero;
        while (leaving < waiting && !(oneByOne && leaving + use.Outstanding > 0) && pace.Next() <= now)
        {
            pace.Take(now);
            leaving++;
        }
        return leaving;
    }
}
