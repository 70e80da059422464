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
