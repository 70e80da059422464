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
    private const string Rewritten = "\U0001F517";
    private const int ClearPrefix = 40;

    /// <summary>
    /// The form in which texts are compared: no markup, entities decoded, NFC, white space runs as one space, invisible characters (variation selectors, joiners,
    /// zero-width) dropped, links without scheme and closing slash, and each network-made redirect (t.co) as one mark.
    /// </summary>
    public static string Normalise(string text) => string.Concat(Pieces(text).Select(piece => piece.Text));

    /// <summary>SHA-256, in lower hex, of the normalised text: for finding the same words again without keeping them.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(text))));

    /// <summary>Whether <paramref name="theirs"/>, as a network returned it, is <paramref name="ours"/>, as it was sent.</summary>
    /// <param name="ours">Our text, in the network's markup or plain.</param>
    /// <param name="theirs">What came back: links may be rewritten, links of pictures may follow, and it may end in <c>…</c> after at least 40 characters of ours.</param>
    public static bool Same(string ours, string theirs)
    {
        var mine = Pieces(ours);
        var back = Pieces(theirs);
        while (back.Count > mine.Count && back is [.., { IsLink: true, Text: Rewritten }])
        {
            back = Trimmed(back[..^1]);
        }
        if (mine.Count == 0 || back.Count == 0)
        {
            return false;
        }
        return mine.Count == back.Count && mine.Zip(back).All(pair => Equal(pair.First, pair.Second)) || IsCutFrom(mine, back);
    }

    private static bool Equal(Piece mine, Piece back)
        => mine.IsLink == back.IsLink && (mine.Text == back.Text || (mine.IsLink && (mine.Text == Rewritten || back.Text == Rewritten)));

    private static bool IsCutFrom(List<Piece> mine, List<Piece> back)
    {
        if (back is [.., var gone, { IsLink: true, Text: Rewritten }] && gone.Text.TrimEnd().EndsWith('…'))
        {
            back = Trimmed(back[..^1]);
        }
        if (back.Count > mine.Count || back[^1] is not { IsLink: false } last || !last.Text.EndsWith('…'))
        {
            return false;
        }
        var end = last.Text.TrimEnd('…').TrimEnd();
        return back.Sum(piece => piece.Text.Length) > ClearPrefix
            && mine.Take(back.Count - 1).Zip(back).All(pair => Equal(pair.First, pair.Second))
            && mine[back.Count - 1] is { IsLink: false } other && other.Text.StartsWith(end, StringComparison.Ordinal);
    }

    private static List<Piece> Trimmed(List<Piece> pieces)
    {
        if (pieces is [.., { IsLink: false } last])
        {
            pieces[^1] = last with { Text = last.Text.TrimEnd() };
            if (pieces[^1].Text.Length == 0)
            {
                pieces.RemoveAt(pieces.Count - 1);
            }
        }
        return pieces;
    }

    private static List<Piece> Pieces(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = Bare(text);
        var pieces = new List<Piece>();
        var from = 0;
        foreach (var link in Link().EnumerateMatches(bare))
        {
            if (link.Index > from)
            {
                pieces.Add(new Piece(bare[from..link.Index], IsLink: false));
            }
            pieces.Add(new Piece(Canonical(bare.Substring(link.Index, link.Length)), IsLink: true));
            from = link.Index + link.Length;
        }
        if (from < bare.Length)
        {
            pieces.Add(new Piece(bare[from..], IsLink: false));
        }
        return pieces;
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
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Where(rune => (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF)));

    private static bool IsInvisible(Rune rune)
        => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static string Canonical(string link)
    {
        var bare = Scheme().Replace(link, "");
        var slash = bare.AsSpan().IndexOfAny('/', '?', '#');
        var host = (slash < 0 ? bare : bare[..slash]).ToLowerInvariant();
        return Redirects.Contains(host) ? Rewritten : (host + (slash < 0 ? "" : bare[slash..])).TrimEnd('/');
    }

    private static readonly HashSet<string> Redirects = new(StringComparer.Ordinal) { "t.co", "l.facebook.com", "lm.facebook.com", "fb.me", "pic.twitter.com", "pic.x.com" };

    private readonly record struct Piece(string Text, bool IsLink);

    // A link never ends in punctuation of the sentence around it.
    [GeneratedRegex(@"(https?://|(?<![\w@.])(?=[\w-]{1,63}\.\p{L}))[^\s<>""«»…]*[^\s<>""«»….,;:!?)\]}'’]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^https?://(www\.)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Tag();
}
