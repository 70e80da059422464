using Quartz;
using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>Whether a source is owed a pass that reads every row.</summary>
internal static class FullPass
{
    /// <summary>True when no full pass has ended well since the last time that one was due: one missed while Relay was down is made up for by the next poll.</summary>
    /// <param name="source">When full passes are due.</param>
    /// <param name="last">End of the last good one; null before the first.</param>
    /// <param name="now">The present.</param>
    public static bool IsOwed(SourceSettings source, DateTimeOffset? last, DateTimeOffset now)
    {
        WallClock.TryZone(source.Zone, out var zone);
        // A trigger may fire in the very second that is due.
        var due = new CronExpression(source.FullHarvest, zone).GetPreviousValidTimeBefore(now.AddSeconds(1));
        return last is null || last < due;
    }
}
