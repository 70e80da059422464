using System.Globalization;
using System.Text;

namespace Relay.Sources.Html;

/// <summary>Makes text safe to show anywhere: no control characters, no direction overrides, no invisible ones but those that join emoji and letters.</summary>
internal static class PlainText
{
    /// <summary>One line: every run of white space becomes one space, a single no-break space stays (French typography).</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        var spaces = 0;
        var space = ' ';
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                space = ++spaces == 1 && IsNoBreak(rune) ? (char)rune.Value : ' ';
            }
            else if (IsShown(rune))
            {
                if (spaces > 0 && line.Length > 0)
                {
                    line.Append(space);
                }
                spaces = 0;
                line.Append(rune);
            }
        }
        return Composed(line.ToString());
    }

    /// <summary>Whether it separates words or lines.</summary>
    public static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    /// <summary>Whether it is one of the no-break spaces that stand before French punctuation.</summary>
    public static bool IsNoBreak(Rune rune) => rune.Value is 0xA0 or 0x202F;

    /// <summary>Whether it may stand in a text: not a control, a direction override, a byte order mark, half a surrogate pair (read as U+FFFD), nor for private use.</summary>
    public static bool IsShown(Rune rune) => rune.Value switch
    {
        0x200C or 0x200D => true, // join and part letters and emoji
        >= 0xE0020 and <= 0xE007F => true, // flags of regions
        0xFFFD => false,
        _ when (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF => false, // never characters
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate),
    };

    /// <summary>The same text in the form that networks count and compare.</summary>
    public static string Composed(string text) => text.Normalize(NormalizationForm.FormC);
}
