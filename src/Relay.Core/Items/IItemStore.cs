namespace Relay.Core.Items;

/// <summary>What harvests have brought, kept between restarts. Writes are durable when the task ends.</summary>
public interface IItemStore
{
    /// <summary>Opens a harvest pass of <paramref name="source"/> and numbers it.</summary>
    Task<HarvestPass> BeginPassAsync(string source, bool full, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Notes that the pass listed these keys (a batch, at most some hundreds).</summary>
    Task SeenAsync(HarvestPass pass, IReadOnlyList<ItemKey> keys, CancellationToken cancel);

    /// <summary>Keeps good rows (a batch): new ones at revision 1, those with another version at the next, the others only their volatile fields. A good row clears the fault reported for it.</summary>
    /// <returns>What happened to each, in order.</returns>
    Task<IReadOnlyList<ItemChange>> KeepAsync(HarvestPass pass, IReadOnlyList<ItemVersion> items, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Replaces the faults reported for a source's rows by those of this pass (a full pass), or adds to them (a pass by change).</summary>
    Task ReportFaultsAsync(HarvestPass pass, IReadOnlyList<SourceRow.Faulty> rows, CancellationToken cancel);

    /// <summary>How many items of the source are live, and which of those the pass did not list.</summary>
    Task<PassTally> TallyAsync(HarvestPass pass, CancellationToken cancel);

    /// <summary>The live items of the source that the pass has not listed so far, with the smallest keys first.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="alsoRefused">Whether those count whose disappearance a person refused.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancel">Abandons the reading.</param>
    Task<IReadOnlyList<StoredItem>> UnlistedAsync(HarvestPass pass, bool alsoRefused, int limit, CancellationToken cancel);

    /// <summary>Whether a person refused to let just this version take an item back.</summary>
    Task<bool> IsRefusedAsync(ItemVersion item, CancellationToken cancel);

    /// <summary>Closes a good pass: unlisted items count one more missed poll and are Missing, or Withdrawn from <paramref name="missedPolls"/> on; listed ones are Present again.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="missedPolls">How many polls an item may be missing before it counts as withdrawn.</param>
    /// <param name="brake">When set, unlisted items and <paramref name="cancelled"/> are Braked instead, and the reason is kept.</param>
    /// <param name="cancelled">Items that this pass would cancel and that wait for a person, because of this brake or an earlier one; kept apart until it is decided.</param>
    /// <param name="watermark">Greatest change time read, the next pass starts there.</param>
    /// <param name="now">When the pass ended.</param>
    /// <param name="cancel">Abandons the write.</param>
    Task EndPassAsync(HarvestPass pass, int missedPolls, string? brake, IReadOnlyList<ItemVersion> cancelled, DateTimeOffset? watermark, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Notes that the source did not answer, and why (<see cref="Texts.Phrase.Kept"/>); nothing else changes.</summary>
    Task FailPassAsync(string source, string reason, DateTimeOffset now, CancellationToken cancel);

    /// <summary>One item as stored; null when it was never seen.</summary>
    Task<StoredItem?> FindAsync(ItemKey key, CancellationToken cancel);

    /// <summary>Items whose revision, presence or plan generation changed since they were last planned, oldest first.</summary>
    Task<IReadOnlyList<StoredItem>> ToPlanAsync(string generation, int limit, CancellationToken cancel);

    /// <summary>Marks items as planned as they were when read; one that changed since, or is to be planned anew since for another reason, goes on waiting.</summary>
    Task PlannedAsync(string generation, IReadOnlyList<StoredItem> items, CancellationToken cancel);

    /// <summary>Every source's last passes.</summary>
    Task<IReadOnlyList<SourceHealth>> HealthAsync(CancellationToken cancel);

    /// <summary>Rows left out, newest pass first.</summary>
    Task<IReadOnlyList<SourceRow.Faulty>> FaultsAsync(string source, int limit, CancellationToken cancel);

    /// <summary>
    /// Decides a brake: accept lets the disappearances and cancellations through, also those refused before; else the items stay as they were until the source lists them again or says
    /// something else of them.
    /// </summary>
    /// <returns>How many items were waiting.</returns>
    Task<int> DecideBrakeAsync(string source, bool accept, Audit.Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Counts live and all items by kind.</summary>
    Task<IReadOnlyList<ItemCount>> CountAsync(CancellationToken cancel);
}

/// <summary>One reading of a source.</summary>
/// <param name="Number">Counts up per source.</param>
/// <param name="Source">Id of the source.</param>
/// <param name="Full">Whether every row is read.</param>
/// <param name="Since">Where reading by change starts; null reads everything.</param>
public sealed record HarvestPass(long Number, string Source, bool Full, DateTimeOffset? Since);

/// <summary>An item with the hash of what the public sees of it.</summary>
public sealed record ItemVersion(Item Item, string Version);

/// <summary>What keeping a row did.</summary>
public enum ItemChange
{
    /// <summary>As it was, but perhaps for volatile fields.</summary>
    None,

    /// <summary>First sight.</summary>
    New,

    /// <summary>Another version.</summary>
    Edited,
}

/// <summary>A pass against what was live before it.</summary>
public sealed record PassTally(int Live, int Unlisted);

/// <summary>How a source has answered lately.</summary>
/// <param name="Source">Id.</param>
/// <param name="LastGood">End of the last good pass; null before the first.</param>
/// <param name="LastGoodFull">End of the last good full pass.</param>
/// <param name="LastFailure">Reason of the last failure since then, for <see cref="Texts.Phrase.Of"/>; null when it answers.</param>
/// <param name="Faults">Rows left out.</param>
/// <param name="Brake">Why disappearances wait for a person, for <see cref="HarvestBrake.Say"/>; null when they don't.</param>
/// <param name="Braked">How many items wait.</param>
public sealed record SourceHealth(string Source, DateTimeOffset? LastGood, DateTimeOffset? LastGoodFull, string? LastFailure, int Faults, string? Brake, int Braked)
{
    /// <summary>How many items stay although the source takes them back, because a person refused it.</summary>
    public int Refused { get; init; }
}

/// <summary>How many items of a kind there are, and how many of those the source still lists.</summary>
public sealed record ItemCount(ItemKind Kind, int All, int Present);
