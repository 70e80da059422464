using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>How far this worker's rounds have come. Thread-safe.</summary>
internal sealed class Rounds
{
    private volatile bool _planned;
    private volatile bool _released;

    /// <summary>Whether slots were looked at after items were planned for the first time.</summary>
    public bool PlanReleased => _released;

    /// <summary>Notes a round of planning.</summary>
    public void Note(PlanReport report) => _planned |= report.Items > 0;

    /// <summary>Notes a round of slotting.</summary>
    public void Note(SlotReport report) => _released |= _planned && report is not null;
}
