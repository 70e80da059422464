namespace Relay.Core.Items;

/// <summary>How a harvest judges what it reads.</summary>
public sealed record HarvestOptions
{
    /// <summary>In how many polls in a row an item must be missing before it counts as withdrawn. Default 3, at least 1.</summary>
    public int MissedPolls { get; init; } = 3;

    /// <summary>The brake holds when more than this share of a source's live items vanish or are taken back in one pass … Default 0.20.</summary>
    public double BrakeShare { get; init; } = 0.20;

    /// <summary>… and at least this many do. Default 20.</summary>
    public int BrakeCount { get; init; } = 20;

    /// <summary>How far a reading by change goes back behind the last one: for transactions that end late and clocks that differ. Default 10 min.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows kept in one write, and so in memory. Default 200.</summary>
    public int Batch { get; init; } = 200;

    /// <summary>Most faulty rows kept to be shown; more are only counted. Default 1,000.</summary>
    public int FaultsShown { get; init; } = 1000;
}
