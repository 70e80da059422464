using System.Globalization;
using System.Text;

namespace Relay.Core.Ids;

/// <summary>
/// How people write ids. Ids grow with time, so that all of one evening begin alike and only their ends tell them apart: an end of <see cref="Length"/> characters is shown, and an
/// end or a beginning of at least <see cref="Least"/> is understood, with its dashes or without.
/// </summary>
public sealed record ShortId
{
    /// <summary>How many characters are shown.</summary>
    public const int Length = 8;

    /// <summary>Fewer characters than this are no id.</summary>
    public const int Least = 6;

    private const int Whole = 32;

    private static readonly int[] FromStart = [20, 16, 12, 8];
    private static readonly int[] FromEnd = [24, 20, 16, 12];

    private ShortId(string? start, string? end) => (Start, End) = (start, end);

    /// <summary>The beginning of ids as they are kept, with dashes, lower case; null when what was written can only be an end.</summary>
    public string? Start { get; }

    /// <summary>The end of ids as they are kept; null when what was written is a whole id, or can only be a beginning.</summary>
    public string? End { get; }

    /// <summary>The end of an id, as it is shown.</summary>
    public static string Of(Guid id) => id.ToString("N", CultureInfo.InvariantCulture)[^Length..];

    /// <summary>The end of an id in its text form, as it is shown.</summary>
    public static string Of(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length > Length ? id[^Length..] : id;
    }

    /// <summary>Reads what somebody wrote.</summary>
    /// <returns>False when it can be no id, nor a part of one.</returns>
    public static bool TryRead(string text, out ShortId id)
    {
        ArgumentNullException.ThrowIfNull(text);
        var written = text.Trim().ToLowerInvariant();
        var digits = written.Replace("-", "", StringComparison.Ordinal);
        id = new(null, null);
        if (digits.Length is < Least or > Whole || !digits.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }
        var hasDashes = digits.Length < written.Length;
        var (start, end) = (Dashed(digits, FromStart, fromEnd: false), Dashed(digits, FromEnd, fromEnd: true));
        id = new(!hasDashes || start == written.TrimEnd('-') ? start : null, digits.Length < Whole && (!hasDashes || end == written.TrimStart('-')) ? end : null);
        return id.Start is not null || id.End is not null;
    }

    /// <summary>Whether an id is meant.</summary>
    public bool Fits(Guid id)
    {
        var text = id.ToString("D", CultureInfo.InvariantCulture);
        return (Start is not null && text.StartsWith(Start, StringComparison.Ordinal)) || (End is not null && text.EndsWith(End, StringComparison.Ordinal));
    }

    private static string Dashed(string digits, int[] places, bool fromEnd)
    {
        var dashed = new StringBuilder(digits);
        // So ordered that none moves another.
        foreach (var place in (fromEnd ? places.Select(place => digits.Length - place).OrderDescending() : places.AsEnumerable()).Where(place => place > 0 && place < digits.Length))
        {
            dashed.Insert(place, '-');
        }
        return dashed.ToString();
    }
}
