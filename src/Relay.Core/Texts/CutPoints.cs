using System.Globalization;
using System.Text.RegularExpressions;

namespace Relay.Core.Texts;

/// <summary>Where plain text may be cut: between graphemes, and never inside an address.</summary>
public static partial class CutPoints
{
    /// <summary>Positions in UTF-16 units, ascending, without 0 and the length.</summary>
    public static IReadOnlyList<int> Of(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var points = new List<int>(plain.Length);
        var links = Links().EnumerateMatches(plain);
        var (from, until) = links.MoveNext() ? (links.Current.Index, links.Current.Index + links.Current.Length) : (int.MaxValue, int.MaxValue);
        for (var at = 0; at < plain.Length; at += StringInfo.GetNextTextElementLength(plain, at))
        {
            while (at >= until)
            {
                (from, until) = links.MoveNext() ? (links.Current.Index, links.Current.Index + links.Current.Length) : (int.MaxValue, int.MaxValue);
            }
            if (at > 0 && !(at > from && at < until))
            {
                points.Add(at);
            }
        }
        return points;
    }

    /// <summary>Whatever a reader or a network may take for an address: with a scheme, or a name with a dot.</summary>
    [GeneratedRegex(@"https?://[^\s<>]+|(?<![\w.-])[\w-]+(\.[\w-]+)*\.(?>\p{L}{2,})(?!://)([/?#][^\s<>]*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Links();
}
