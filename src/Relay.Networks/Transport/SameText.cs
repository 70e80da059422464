using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Relay.Networks.Transport;

/// <summary>Compares a text of ours with what a network gives back.</summary>
internal static partial class SameText
{
    /// <summary>Whether both say the same, markup, links and white space aside.</summary>
    public static bool Is(string ours, string theirs) => Normal(ours) == Normal(theirs);

    private static string Normal(string text)
        => Spaces().Replace(Links().Replace(WebUtility.HtmlDecode(Tags().Replace(text, "")), "").Normalize(NormalizationForm.FormC), " ").Trim();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Tags();

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Links();

    [GeneratedRegex(@"\s+", RegexOptions.None, 500)]
    private static partial Regex Spaces();
}
