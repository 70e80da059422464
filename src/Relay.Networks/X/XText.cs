using System.Text.RegularExpressions;
using Relay.Core.Texts;

namespace Relay.Networks.X;

/// <summary>
/// Posts of at most 280, weighed as X does. Every <c>word.tld</c> becomes a link and makes the post cost thirteen times as much, so a channel without links gets none.
/// Source: twitter-text, configuration version 3.
/// </summary>
internal sealed partial class XText : ITextRules
{
    public string Network => "x";

    public string Ellipsis => "…";

    public int MaximumPictures => 4;

    /// <summary>Relay's own measure: nobody reads longer threads of a machine.</summary>
    public int MaximumParts => 10;

    public int Limit(bool withPictures) => XTextWeights.Current.Longest;

    public int Measure(string text) => XTextWeights.Current.Weigh(text);

    /// <summary>Breaks mentions and cashtags (a self-serve app may use one); without links, also what X would link.</summary>
    public string Escape(string plain, bool links)
    {
        var words = Cashtag().Replace(PlainWords.WithoutMentions(plain), $"$${PlainWords.Breaker}");
        if (links)
        {
            return words;
        }
        words = PlainWords.WithoutLinks(words);
        while (XTextLinks.Find(words) is [var link, ..])
        {
            var address = words.Substring(link.Start, link.Length);
            var broken = address.Contains("://", StringComparison.Ordinal) ? "" : address.Replace(".", $"{PlainWords.Breaker}.", StringComparison.Ordinal);
            words = words[..link.Start] + broken + words[link.End..];
        }
        return words;
    }

    public string Plain(string text) => text;

    public Phrase? FindFault(string text) => text.AsSpan().IndexOfAny('\uFFFE', '\uFEFF', '\uFFFF') < 0 ? null
        : new Phrase("X refuse un texte qui contient un caractère qu'Unicode réserve.", "X refuses a text with a character that Unicode reserves.");

    public IReadOnlyList<int> CutPoints(string text)
    {
        var points = Core.Texts.CutPoints.Of(text);
        var links = XTextLinks.Find(text);
        return links.Count == 0 ? points : [.. points.Where(point => !links.Any(link => point > link.Start && point < link.End))];
    }

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);

    [GeneratedRegex(@"(?<=^|\s)\$(?=[A-Za-z])", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Cashtag();
}
