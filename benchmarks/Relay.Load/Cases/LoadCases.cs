namespace Relay.Load.Cases;

/// <summary>Every case; a new one is one more line.</summary>
internal static class LoadCases
{
    public static IReadOnlyList<ILoadCase> All { get; } =
    [
        new DeliverCase(),
        new PacedCase(),
        new RowsCase(),
        new PlanCase(),
        new HistoryCase(),
        new IngestCase(),
        new BroadcastCase(),
    ];
}
