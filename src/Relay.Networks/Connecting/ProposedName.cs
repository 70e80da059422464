using System.Globalization;
using System.Text;

namespace Relay.Networks.Connecting;

/// <summary>Makes ids that a coordinator recognises from names at a network: <c>Le Tilleul Gironde</c> gives <c>le-tilleul-gironde</c>.</summary>
internal static class ProposedName
{
    private const int Longest = 64;

    /// <summary>Letters without accents, digits, and one dash for whatever stands between; begins with a letter.</summary>
    /// <param name="parts">Names to join; blank ones are left out.</param>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var name = new StringBuilder();
        foreach (var letter in string.Join(' ', parts!).Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }
        var text = name.ToString().TrimEnd('-');
        text = text.Length == 0 ? "place" : char.IsAsciiLetter(text[0]) ? text : "n-" + text;
        return text[..Math.Min(text.Length, Longest)].TrimEnd('-');
    }

    /// <summary>The name, or with the first number that nobody has.</summary>
    public static string Free(string name, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name[..Math.Min(name.Length, Longest - 4)]}-{number}").First(free => !known.Contains(free));
    }
}
