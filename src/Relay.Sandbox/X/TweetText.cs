using System.Globalization;
using System.Text;

namespace Relay.Sandbox.X;

/// <summary>Counts a post's text as X does: twitter-text 3, <c>config/v3.json</c>.</summary>
internal static class TweetText
{
    /// <summary>Most that an account without Premium may write.</summary>
    public const int Longest = 280;

    private const int Link = 23;

    /// <summary>The weighted length, a link being 23 and an emoji 2, whatever they are made of.</summary>
    public static int Weigh(string text)
    {
        var composed = Composed(text);
        var (weight, at) = (0, 0);
        foreach (var url in UrlScanner.Scan(composed))
        {
            weight += WeighPlain(composed.AsSpan(at..url.Start)) + Link;
            at = url.End;
        }
        return weight + WeighPlain(composed.AsSpan(at));
    }

    /// <summary>Whether X takes every character: none of U+FFFE, U+FEFF, U+FFFF.</summary>
    public static bool IsValid(string text) => !text.AsSpan().ContainsAny('\uFFFE', '\uFEFF', '\uFFFF');

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // not Unicode: counted as it stands
        }
    }

    private static int WeighPlain(ReadOnlySpan<char> text)
    {
        var weight = 0;
        while (!text.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(text);
            weight += IsEmoji(text[..length]) ? 2 : WeighRunes(text[..length]);
            text = text[length..];
        }
        return weight;
    }

    private static int WeighRunes(ReadOnlySpan<char> element)
    {
        var weight = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            weight += rune.Value is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;
        }
        return weight;
    }

    /// <summary>A sequence that is drawn as one emoji: a flag, a keycap, a skin tone, a family, a sign with the emoji selector.</summary>
    private static bool IsEmoji(ReadOnlySpan<char> element)
    {
        var (pictorial, joined, runes) = (false, false, 0);
        foreach (var rune in element.EnumerateRunes())
        {
            runes++;
            pictorial |= rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or (>= 0x3030 and <= 0x3299)
                    or 0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139
                || (runes == 1 && (rune.Value is '#' or '*' or (>= '0' and <= '9')) && element[^1] == '\u20E3');
            joined |= rune.Value is 0xFE0F or 0x20E3 or 0x200D or (>= 0x1F1E6 and <= 0x1F1FF) or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F);
        }
        return pictorial && joined && runes > 1;
    }
}
