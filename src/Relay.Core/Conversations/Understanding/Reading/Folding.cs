using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Brings a text to one plain form for matching: lower case, no accents, nothing invisible, Latin letters for their look-alikes. The original is kept elsewhere. Rune by rune, so that no run of marks costs more than its length.</summary>
internal static class Folding
{
    private static readonly FrozenDictionary<int, string> Letters = new Dictionary<int, string>
    {
        ['œ'] = "oe", ['Œ'] = "oe", ['æ'] = "ae", ['Æ'] = "ae", ['ß'] = "ss", ['ø'] = "o", ['Ø'] = "o", ['ł'] = "l", ['Ł'] = "l", ['đ'] = "d", ['ı'] = "i",
        ['’'] = "'", ['‘'] = "'", ['ʼ'] = "'", ['`'] = "'", ['´'] = "'", ['′'] = "'", ['“'] = "\"", ['”'] = "\"", ['«'] = "\"", ['»'] = "\"",
        ['–'] = "-", ['—'] = "-", ['‑'] = "-", ['−'] = "-", ['…'] = "...", ['¿'] = "?", ['؟'] = "?", ['⁉'] = "?", ['⁈'] = "?", ['❓'] = "?", ['❔'] = "?", ['❗'] = "!", ['❕'] = "!",
    }.ToFrozenDictionary();

    // Cyrillic and Greek letters that look Latin.
    private static readonly FrozenDictionary<int, char> LookAlikes = "аaвbеeкkмmнhоoрpсcтtуyхxѕsіiјjԁdαaεeιiκkνvοoρpτtυuχx"
        .Chunk(2).ToFrozenDictionary(pair => (int)pair[0], pair => pair[1]);

    /// <summary>The plain form.</summary>
    public static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                plain.Append(rune.Value is '`' ? '\'' : rune.Value is '\n' or >= ' ' and < 127 ? char.ToLowerInvariant((char)rune.Value) : ' ');
            }
            else if (Letters.TryGetValue(rune.Value, out var letters))
            {
                plain.Append(letters);
            }
            else if (Rune.GetUnicodeCategory(rune) is var category && !Invisible(rune, category))
            {
                Append(plain, rune, category);
            }
        }
        return plain.ToString();
    }

    private static bool Invisible(Rune rune, UnicodeCategory category) => category
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        || (category == UnicodeCategory.OtherNotAssigned && rune.Value < 0x1F000)
        || rune.Value is >= 0x1F3FB and <= 0x1F3FF or 0x3164 or 0x115F or 0x1160 or 0xFFFD or 0x2640 or 0x2642; // skin tones, fillers, the sexes after a joiner

    private static void Append(StringBuilder plain, Rune rune, UnicodeCategory category)
    {
        switch (category)
        {
            case UnicodeCategory.SpaceSeparator:
                plain.Append(' ');
                break;
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                plain.Append('\n');
                break;
            case UnicodeCategory.DecimalDigitNumber when Rune.GetNumericValue(rune) is >= 0 and <= 9 and var digit:
                plain.Append((char)('0' + (int)digit));
                break;
            case UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned when rune.Value >= 0x2190:
                plain.Append(rune.ToString());
                break;
            default:
                Decompose(plain, rune);
                break;
        }
    }

    private static void Decompose(StringBuilder plain, Rune rune)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Invisible(part, Rune.GetUnicodeCategory(part)))
            {
                var lower = Rune.ToLowerInvariant(part);
                plain.Append(Letters.TryGetValue(lower.Value, out var letters) ? letters : LookAlikes.TryGetValue(lower.Value, out var latin) ? latin.ToString() : lower.ToString());
            }
        }
    }
}
