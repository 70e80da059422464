namespace Relay.Core.Texts;

/// <summary>How one network counts, marks up and cuts texts. Pure, stateless, thread-safe.</summary>
public interface ITextRules
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>What is put where words were cut away.</summary>
    string Ellipsis { get; }

    /// <summary>Most pictures on one part; 0 when it shows none.</summary>
    int MaximumPictures { get; }

    /// <summary>Most parts of one thread, at least 1.</summary>
    int MaximumParts { get; }

    /// <summary>Most that a part may measure, in the unit of <see cref="Measure"/>.</summary>
    /// <param name="withPictures">Whether the part shows pictures (a caption is often shorter).</param>
    int Limit(bool withPictures);

    /// <summary>How much a finished text, markup included, counts for the network; links count as the network counts them.</summary>
    int Measure(string text);

    /// <summary>Turns plain words of an item into the network's markup. They stay words: no markup, no mention, no command.</summary>
    /// <param name="plain">Cleaned plain text.</param>
    /// <param name="links">Whether addresses in it may stay links; when false none that the network would link is left.</param>
    string Escape(string plain, bool links);

    /// <summary>What a reader sees of a finished text: its markup taken away.</summary>
    string Plain(string text);

    /// <summary>What is wrong with the markup of a finished text, in one sentence; null when nothing is. Templates are tried with it.</summary>
    Phrase? FindFault(string text);

    /// <summary>Positions, ascending, at which a finished text may be cut: never inside a grapheme, a link, an entity or a tag. 0 and the length are not among them.</summary>
    IReadOnlyList<int> CutPoints(string text);

    /// <summary>Parts a finished text at one of its cut points; what was open is closed before it and opened again after it.</summary>
    (string Head, string Tail) Cut(string text, int at);
}
