using System.Buffers;
using System.Text;

namespace Relay.Networks.X;

/// <summary>How X weighs a text (twitter-text, configuration version 3): most letters of Europe one, others and emoji two, each link 23.</summary>
/// <param name="Longest">Most that a post may weigh.</param>
/// <param name="Link">What each link weighs, however long it is: X wraps it in t.co.</param>
/// <param name="Ordinary">What a character outside <paramref name="Light"/> weighs.</param>
/// <param name="Emoji">Whether an emoji sequence weighs as one character.</param>
/// <param name="Light">Code points, first to last, that weigh one.</param>
internal sealed record XTextWeights(int Longest, int Link, int Ordinary, bool Emoji, IReadOnlyList<(int First, int Last)> Light)
{
    /// <summary>In force.</summary>
    public static XTextWeights Current { get; } = new(280, 23, 2, Emoji: true, [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)]);

    // Letters of Western Europe, punctuation and most emoji: composing leaves them as they are, and looking it up each time is dear.
    private static readonly SearchValues<char> NeverComposed = SearchValues.Create(
        [.. Enumerable.Range(0, 0x300).Concat(Enumerable.Range(0x2002, 0x120)).Concat(Enumerable.Range(0x2190, 0x190)).Concat(Enumerable.Range(0x2460, 0x600))
            .Concat(Enumerable.Range(0xD83C, 3)).Concat(Enumerable.Range(0xDC00, 0x400)).Select(code => (char)code), '\uFE0F']);

    /// <summary>The weight of a text.</summary>
    public int Weigh(string text)
    {
        var composed = Composed(text);
        var links = XTextLinks.Find(composed);
        var weight = 0;
        for (int at = 0, link = 0; at < composed.Length;)
        {
            if (link < links.Count && links[link].Start == at)
            {
                weight += Link;
                at = links[link++].End;
            }
            else if (Emoji && XTextEmoji.Length(composed, at) is > 0 and var length)
            {
                weight += Ordinary;
                at += length;
            }
            else
            {
                weight += IsLight(composed[at]) ? 1 : Ordinary;
                at += char.IsHighSurrogate(composed[at]) && at + 1 < composed.Length && char.IsLowSurrogate(composed[at + 1]) ? 2 : 1;
            }
        }
        return weight;
    }

    // What Unicode reserves cannot be composed, but must still be counted.
    private static string Composed(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(NeverComposed))
        {
            return text;
        }
        if (text.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') is >= 0 and var reserved)
        {
            return $"{Composed(text[..reserved])}{text[reserved]}{Composed(text[(reserved + 1)..])}";
        }
        return WellFormed(text).Normalize(NormalizationForm.FormC);
    }

    private static string WellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at++ + 1])))
            {
                return string.Concat(text.EnumerateRunes());
            }
        }
        return text;
    }

    private bool IsLight(char character)
    {
        if (Light.Count > 0 && character <= Light[0].Last)
        {
            return character >= Light[0].First;
        }
        foreach (var (first, last) in Light)
        {
            if (character >= first && character <= last)
            {
                return true;
            }
        }
        return false;
    }
}
