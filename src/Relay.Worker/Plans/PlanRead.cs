using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Plans;

/// <summary>What a preview found.</summary>
/// <param name="Lines">What waits or would be planned.</param>
/// <param name="Fresh">Sources that were never harvested, and so were read for this themselves.</param>
/// <param name="Silent">Of these, what those that do not answer say; nothing of theirs is in the plan, or not all.</param>
internal sealed record PlanRead(IReadOnlyList<PlannedShown> Lines, IReadOnlyList<string> Fresh, IReadOnlyList<Phrase> Silent)
{
    /// <summary>What is halted; empty without a store.</summary>
    public IReadOnlyList<HaltShown> Halts { get; init; } = [];
}
