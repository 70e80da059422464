using Relay.Core.Texts;

namespace Relay.Core.Items;

/// <summary>A reader of the party's database. Read-only, streams, and holds no state between calls.</summary>
public interface ISource
{
    /// <summary>Id of the source in the configuration.</summary>
    string Id { get; }

    /// <summary>Whether every pass reads every row, because reading by change would save nothing: then the faults shown are always those of the last pass.</summary>
    bool ReadsEverything => false;

    /// <summary>Whether it may give an unchanged item another key, as calendars do that make new ids at each download: then an item is also known again by what it is (<see cref="Twins"/>), and one that is not found under its key is not therefore gone.</summary>
    bool KeysMayChange => false;

    /// <summary>The keys of everything the source lists now, good rows and faulty ones alike.</summary>
    /// <exception cref="SourceUnavailableException">When the source does not answer: that is not an empty source.</exception>
    IAsyncEnumerable<ItemKey> ListAsync(CancellationToken cancel);

    /// <summary>Rows changed at or after <paramref name="since"/>, oldest change first; every row when it is null.</summary>
    /// <exception cref="SourceUnavailableException">When the source does not answer, also half-way.</exception>
    IAsyncEnumerable<SourceRow> ReadAsync(DateTimeOffset? since, CancellationToken cancel);

    /// <summary>One row as it stands now; null when the source no longer has it.</summary>
    /// <exception cref="SourceUnavailableException">When the source does not answer.</exception>
    Task<SourceRow?> FindAsync(ItemKey key, CancellationToken cancel);
}

/// <summary>One row of a source: usable, or not and why. Closed.</summary>
public abstract record SourceRow
{
    private SourceRow()
    {
    }

    /// <summary>A row that became an item.</summary>
    public sealed record Good(Item Item) : SourceRow;

    /// <summary>A row left out, with every reason.</summary>
    /// <param name="Id">The item's key, or as much of it as could be read.</param>
    /// <param name="Kind">From which view.</param>
    /// <param name="Faults">At least one.</param>
    public sealed record Faulty(string Id, ItemKind Kind, IReadOnlyList<RowFault> Faults) : SourceRow
    {
        /// <summary>What can be believed of it all the same, put on the item's last good version. It only ever shows less: cancelled, hidden, a place that is no longer public. Null when nothing can.</summary>
        public Func<Item, Item>? Less { get; init; }

        /// <summary>Whether it can't be known which item this is: it may be any of those that the pass does not list, so none of these counts as withdrawn by it.</summary>
        public bool IsNameless { get; init; }
    }
}

/// <summary>What is wrong with one column of a row, and what to do. Never quotes personal data.</summary>
/// <param name="Column">Its name in the view.</param>
/// <param name="Reason">One clear sentence in English.</param>
/// <param name="French">The same in French; null where only English was written.</param>
public sealed record RowFault(string Column, string Reason, string? French = null)
{
    /// <summary>The sentence in <c>fr</c> or <c>en</c>.</summary>
    public string In(string language) => language == "fr" ? French ?? Reason : Reason;
}

/// <summary>The source did not answer. Its items keep the state they had.</summary>
public sealed class SourceUnavailableException : Exception
{
    /// <summary>With a reason free of secrets.</summary>
    public SourceUnavailableException(Phrase reason, Exception? inner = null)
        : base(reason.English, inner) => Reason = reason;

    /// <summary>Why, and what to do.</summary>
    public Phrase Reason { get; }
}
