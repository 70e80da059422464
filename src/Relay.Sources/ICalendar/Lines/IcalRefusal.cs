using Relay.Core.Texts;

namespace Relay.Sources.ICalendar.Lines;

/// <summary>Something in a calendar is not understood: which line, which property, and why. Caught for each event: the others go on.</summary>
internal sealed class IcalRefusal(int line, string property, string french, string english) : Exception(english)
{
    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Upper case.</summary>
    public string Property { get; } = property;

    /// <summary>Why, and what to do.</summary>
    public Phrase Why { get; } = new(french, english);
}
