using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Relay.Core.Texts;

/// <summary>
/// Compares a text of ours with what a network gives back. Networks rewrite links (t.co, l.facebook.com), encode characters, drop markup, trim white space,
/// add a link to the picture, and cut long texts.
/// </summary>
public static partial class TextMatch
{
    private const char Rewritten = '\u2060';
    private const int ClearPrefix = 40;

    /// <summary>
    /// The form in which texts are compared: no markup, entities decoded, NFC, white space runs as one space, invisible characters (variation selectors, joiners,
    /// zero-width) dropped, links without scheme and closing slash, and each network-made redirect (t.co) as one mark.
    /// </summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Link().Replace(Bare(text), link => Canonical(link.Value));
    }

    /// <summary>SHA-256, in lower hex, of the normalised text: for finding the same words again without keeping them.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(text))));

    /// <summary>Whether <paramref name="theirs"/>, as a network returned it, is <paramref name="ours"/>, as it was sent.</summary>
    /// <param name="ours">Our text, in the network's markup or plain.</param>
    /// <param name="theirs">What came back: links may be rewritten, links of pictures may follow, and it may end in <c>…</c> after at least 40 characters of ours.</param>
    public static bool Same(string ours, string theirs)
    {
        var mine = Normalise(ours);
        var back = Normalise(theirs);
        if (mine.Length == 0 || back.Length == 0)
        {
            return false;
        }
        while (!Reads(mine, back))
        {
            // What follows may be the link of a picture.
            if (!back.EndsWith(Rewritten))
            {
                return false;
            }
            back = back[..^1].TrimEnd();
        }
        return back.Length > 0;
    }

    // Whether one text is the other but for links that a network has rewritten: each stands for a word with a dot, or the rest of one.
    private static bool Reads(string mine, string back)
    {
        var cut = back.EndsWith('…') && !mine.EndsWith('…');
        var shown = cut ? back.TrimEnd('…').TrimEnd() : back;
        if (cut && shown.Length < ClearPrefix)
        {
            return false;
        }
        var pieces = shown.Split(Rewritten);
        if (!mine.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }
        if (pieces.Length == 1)
        {
            return cut || mine.Length == shown.Length;
        }
        var pattern = $"^{string.Join($@"(?:\S*\.\S+|{Rewritten})", pieces.Select(Regex.Escape))}{(cut ? "" : "$")}";
        return Regex.IsMatch(mine, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Bare(string text)
    {
        var decoded = text;
        for (var pass = 0; pass < 3 && decoded.Contains('&', StringComparison.Ordinal); pass++)
        {
            decoded = WebUtility.HtmlDecode(decoded);
        }
        decoded = Tag().Replace(WellFormed(decoded), "");
        var kept = new StringBuilder(decoded.Length);
        foreach (var rune in decoded.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else if (!IsInvisible(rune))
            {
                kept.Append(rune);
            }
        }
        return kept.ToString().TrimEnd();
    }

    // Normalising refuses lone surrogates and what Unicode reserves.
    private static string WellFormed(string text)
    {
        var good = 0;
        while (good < text.Length && Rune.TryGetRuneAt(text, good, out var rune) && !IsReserved(rune))
        {
            good += rune.Utf16SequenceLength;
        }
        // Nearly every text is well formed: then nothing is copied.
        return good == text.Length ? text : string.Concat(text.EnumerateRunes().Where(rune => !IsReserved(rune)));
    }

    private static bool IsReserved(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsInvisible(Rune rune)
        => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static string Canonical(string link)
    {
        var bare = Scheme().Replace(link, "");
        var slash = bare.AsSpan().IndexOfAny('/', '?', '#');
        var host = (slash < 0 ? bare : bare[..slash]).ToLowerInvariant();
        return Redirects.Contains(host) ? Rewritten.ToString() : (host + (slash < 0 ? "" : bare[slash..])).TrimEnd('/');
    }

    private static readonly HashSet<string> Redirects = new(StringComparer.Ordinal) { "t.co", "l.facebook.com", "lm.facebook.com", "fb.me", "pic.twitter.com", "pic.x.com" };

    // A link never ends in punctuation of the sentence around it.
    [GeneratedRegex(@"(https?://|(?<![\w@.])(?=[\w-]{1,63}\.\p{L}))[^\s<>""«»…]*[^\s<>""«»….,;:!?)\]}'’]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^https?://(www\.)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Tag();
}
