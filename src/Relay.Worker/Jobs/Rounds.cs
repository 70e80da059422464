using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>How far this worker's rounds have come. Thread-safe.</summary>
internal sealed class Rounds(TimeProvider time)
{
    private volatile bool _planned;
    private volatile bool _released;
    private long _slots = time.GetUtcNow().UtcTicks;
    private long _looks = time.GetUtcNow().UtcTicks;
    private long _turns = time.GetUtcNow().UtcTicks;

    /// <summary>When the scheduler last ran its shortest job.</summary>
    public DateTimeOffset LastTurn => new(Interlocked.Read(ref _turns), TimeSpan.Zero);

    /// <summary>When the watchdog last looked around with success: without it nobody would hear of what fails.</summary>
    public DateTimeOffset LastLook => new(Interlocked.Read(ref _looks), TimeSpan.Zero);

    /// <summary>When slots were last looked at with success.</summary>
    public DateTimeOffset LastSlots => new(Interlocked.Read(ref _slots), TimeSpan.Zero);

    /// <summary>Whether slots were looked at after items were planned for the first time.</summary>
    public bool PlanReleased => _released;

    /// <summary>The scheduler turns.</summary>
    public void NoteTurn() => Interlocked.Exchange(ref _turns, time.GetUtcNow().UtcTicks);

    /// <summary>The watchdog has looked around.</summary>
    public void NoteLook() => Interlocked.Exchange(ref _looks, time.GetUtcNow().UtcTicks);

    /// <summary>Notes a round of planning.</summary>
    public void Note(PlanReport report) => _planned |= report.Items > 0;

    /// <summary>Notes a round of slotting that ended well.</summary>
    public void Note(SlotReport report)
    {
        _released |= _planned && report is not null;
        Interlocked.Exchange(ref _slots, time.GetUtcNow().UtcTicks);
    }
}
