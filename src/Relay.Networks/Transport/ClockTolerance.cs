namespace Relay.Networks.Transport;

/// <summary>How far this machine's clock and a network's may lie apart when one of our posts is looked for.</summary>
internal static class ClockTolerance
{
    /// <summary>
    /// Half an hour, either way. A clock that runs ahead makes our own post look older than the attempt that made it: a narrow tolerance misses it, and it would be sent twice.
    /// A wide one costs a few more posts to read: older posts with the same words belong to other parts and are ruled out by their ids.
    /// </summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(30);
}
