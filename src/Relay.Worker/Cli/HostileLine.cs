using System.Globalization;
using System.Text;

namespace Relay.Worker.Cli;

/// <summary>What a stranger wrote, as one line of a terminal: nothing in it can move the cursor, turn the line round or pretend to be a line of ours.</summary>
internal static class HostileLine
{
    private static readonly Rune Joiner = new(0x200D); // holds emoji together

    /// <summary>The line.</summary>
    /// <param name="text">Hostile.</param>
    /// <param name="longest">Most characters; what is left out shows as an ellipsis.</param>
    public static string Of(string text, int longest)
    {
        var line = new StringBuilder();
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = line.Length > 0;
                continue;
            }
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned && rune != Joiner)
            {
                continue;
            }
            if (line.Length + (gap ? 1 : 0) + rune.Utf16SequenceLength > longest)
            {
                return line.Append('…').ToString();
            }
            line.Append(gap ? " " : "").Append(rune.ToString());
            gap = false;
        }
        return line.ToString();
    }
}
