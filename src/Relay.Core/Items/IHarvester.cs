namespace Relay.Core.Items;

/// <summary>Brings a source's rows into the item store. Thread-safe: a second run of the same source beside a running one does nothing and says so.</summary>
public interface IHarvester
{
    /// <summary>Reads one source once: the ids of everything, and the rows that changed (or all of them).</summary>
    /// <param name="source">Id of the source.</param>
    /// <param name="full">Whether every row is read and compared by hash, not only those whose change time moved.</param>
    /// <param name="cancel">Abandons the reading; what was kept stays, nothing counts as missing.</param>
    /// <exception cref="ArgumentException">When no source has that id.</exception>
    Task<HarvestReport> RunAsync(string source, bool full, CancellationToken cancel);
}

/// <summary>What one harvest did.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Full">Whether every row was read.</param>
public sealed record HarvestReport(string Source, bool Full)
{
    /// <summary>Items the source lists, good and faulty.</summary>
    public int Listed { get; init; }

    /// <summary>Rows read.</summary>
    public int Read { get; init; }

    /// <summary>Items seen for the first time.</summary>
    public int New { get; init; }

    /// <summary>Items with another version than before.</summary>
    public int Edited { get; init; }

    /// <summary>Rows left out.</summary>
    public int Faulty { get; init; }

    /// <summary>Live items that the source did not list.</summary>
    public int Unlisted { get; init; }

    /// <summary>Live items that the source now cancels, withdraws or hides.</summary>
    public int TakenBack { get; init; }

    /// <summary>Why disappearances wait for a person, for <see cref="HarvestBrake.Say"/>; null when they don't.</summary>
    public string? Brake { get; init; }

    /// <summary>Why the source could not be read; null when it was. Its items keep the state they had.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether another run of this source was under way, so that this one did nothing.</summary>
    public bool Busy { get; init; }
}
