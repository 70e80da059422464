namespace Relay.Worker.Jobs;

/// <summary>When slots are looked at next.</summary>
internal static class SlotClock
{
    /// <summary>Never sooner: a slot that is due but blocked must not spin.</summary>
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    /// <summary>Never later: whatever was miscounted, or a clock that was set, is found within this time.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromMinutes(5);

    /// <summary>The instant of interest, within these bounds.</summary>
    /// <param name="interest">When a window, slot or gap opens; null when nothing waits.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset Next(DateTimeOffset? interest, DateTimeOffset now)
    {
        var (least, most) = (now + Soonest, now + Latest);
        return interest is not { } at || at > most ? most : at < least ? least : at;
    }
}
