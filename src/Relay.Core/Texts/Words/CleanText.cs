using System.Buffers;
using System.Globalization;
using System.Text;

namespace Relay.Core.Texts.Words;

/// <summary>Makes any source's text safe to count, cut and send: well-formed UTF-16, NFC, no control, direction-override or reserved characters, no towers of marks.</summary>
internal static class CleanText
{
    /// <summary>Longest grapheme that is kept whole, in UTF-16 units: the longest emoji of Unicode 16 has 15. Beyond it marks and joined emoji are dropped.</summary>
    private const int LongestGrapheme = 32;

    private static readonly SearchValues<char> Ordinary = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Concat(Enumerable.Range(0xA0, 0x260)).Where(code => code != 0xAD).Select(code => (char)code), '\n', '–', '—', '‘', '’', '“', '”', '…', '€']);

    public static string Of(string text)
    {
        if (IsClean(text))
        {
            return text;
        }
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or 0x2028 or 0x2029)
            {
                kept.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                kept.Append(' ');
            }
            else if (IsWanted(rune))
            {
                kept.Append(rune);
            }
        }
        return WithoutTowers(kept.ToString().Normalize(NormalizationForm.FormC));
    }

    private static bool IsClean(string text) => !text.AsSpan().ContainsAnyExcept(Ordinary);

    private static bool IsWanted(Rune rune) => rune.Value switch
    {
        0xFFFD or 0xFEFF or 0x00AD => false, // what lone surrogates become, a byte order mark, a soft hyphen
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false, // overrides and isolates would turn the words around them
        (>= 0xFDD0 and <= 0xFDEF) => false, // reserved by Unicode for use inside programs: Marks uses them
        _ when (rune.Value & 0xFFFE) == 0xFFFE => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) || rune.Value is >= 0x1F000 and <= 0x1FAFF,
    };

    private static string WithoutTowers(string text)
    {
        StringBuilder? kept = null;
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = StringInfo.GetNextTextElementLength(text, at);
            if (length > LongestGrapheme)
            {
                kept ??= new StringBuilder(text, 0, at, text.Length);
                var end = at + LongestGrapheme;
                kept.Append(text, at, (char.IsLowSurrogate(text[end]) ? end - 1 : end) - at);
            }
            else
            {
                kept?.Append(text, at, length);
            }
        }
        return kept?.ToString() ?? text;
    }
}
