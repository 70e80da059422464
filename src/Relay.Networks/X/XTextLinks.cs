using System.Buffers;
using System.Runtime.InteropServices;

namespace Relay.Networks.X;

/// <summary>
/// Finds what X turns into links: addresses with a scheme, and bare domains under a known top-level domain. Hand-written after the rules that X publishes with its
/// counting (twitter-text, version 3), whose conformance cases it passes. Works on NFC text; positions are UTF-16 units.
/// </summary>
internal static class XTextLinks
{
    private const int LongestLink = 4096;
    private const int LongestSlug = 40;

    private static readonly SearchValues<char> NotInDomains = SearchValues.Create(
        "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$\u0009\u000A\u000B\u000C\u000D\u0020\u0085\u00A0\u1680\u180E\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A" +
        "\u2028\u2029\u202F\u205F\u3000\uFFFE\uFEFF\uFFFF\u202A\u202B\u202C\u202D\u202E\u061C\u200E\u200F\u2066\u2067\u2068\u2069");

    private static readonly SearchValues<char> NeverBefore = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@＠$#＃\uFFFE\uFEFF\uFFFF");

    /// <summary>A link's place in the text.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Found(int Start, int Length)
    {
        public int End => Start + Length;
    }

    public static IReadOnlyList<Found> Find(string text)
    {
        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return [];
        }
        var found = new List<Found>();
        // A link needs a dot before a top-level domain, and begins in the same word: other words are passed over.
        for (int before = 0, dot = NextDot(text, 0); dot >= 0; dot = NextDot(text, Math.Max(dot, before) + 1))
        {
            var word = text.AsSpan(0, dot).LastIndexOfAny(' ', '\n');
            for (before = Math.Max(before, word); before <= dot;)
            {
                var skipTo = before + 1;
                if (!NeverBefore.Contains(text[before]) && Match(text, before + 1, ref skipTo) is { } match)
                {
                    Add(text, match, text[before], found);
                    before = match.End;
                }
                else if (before == 0 && Match(text, 0, ref skipTo) is { } first)
                {
                    Add(text, first, ' ', found);
                    before = first.End;
                }
                else
                {
                    before = skipTo;
                }
            }
        }
        return found;
    }

    private static int NextDot(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOf('.');
            if (next < 0)
            {
                return -1;
            }
            at += next;
            if (XTextDomain.TopLevelLength(text.AsSpan(at + 1)) > 0)
            {
                return at;
            }
        }
        return -1;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(int Start, int Domain, int DomainEnd, bool HasPath, int End)
    {
        public bool HasScheme => Domain > Start;
    }

    private static Candidate? Match(string text, int start, ref int skipTo)
    {
        var scheme = SchemeLength(text.AsSpan(start));
        var domain = start + scheme;
        var end = XTextDomain.End(text, domain, NotInDomains, out var stop);
        if (end < 0 && scheme > 0)
        {
            return null;
        }
        if (end < 0)
        {
            // What stops this label stops each that starts before it; only a scheme may begin in between.
            skipTo = stop < text.Length && text[stop] is ':' or '.' or '-' or '_' ? skipTo : Math.Max(skipTo, stop);
            return null;
        }
        var port = end + 1 < text.Length && text[end] == ':' ? Run(text, end + 1, char.IsAsciiDigit) : 0;
        var path = port > 0 ? end + 1 + port : end;
        var pathEnd = XTextPath.End(text, path);
        return new Candidate(start, domain, end, pathEnd > path, XTextPath.QueryEnd(text, pathEnd));
    }

    private static void Add(string text, Candidate match, char before, List<Found> found)
    {
        if (!XTextDomain.IsValid(text[match.Domain..match.DomainEnd]) || (match.HasScheme ? match.Domain - match.Start : "https://".Length) + match.End - match.Start > LongestLink)
        {
            return;
        }
        if (!match.HasScheme)
        {
            AddBare(text, match, before, found);
            return;
        }
        var end = match.End;
        if (text.AsSpan(match.Domain, match.DomainEnd - match.Domain).Equals("t.co", StringComparison.OrdinalIgnoreCase) && match.DomainEnd + 1 < text.Length && text[match.DomainEnd] == '/')
        {
            var slug = Run(text, match.DomainEnd + 1, char.IsAsciiLetterOrDigit);
            if (slug > LongestSlug)
            {
                return;
            }
            end = slug > 0 ? XTextPath.QueryEnd(text, match.DomainEnd + 1 + slug) : end;
        }
        found.Add(new Found(match.Start, end - match.Start));
    }

    // Without a scheme only the Latin part of a domain is linked: 「日本example.com」 gives example.com.
    private static void AddBare(string text, Candidate match, char before, List<Found> found)
    {
        if (before is '-' or '_' or '.' or '/')
        {
            return;
        }
        var domain = text[match.Domain..match.DomainEnd];
        var any = false;
        foreach (var (start, end) in XTextDomain.Latin(domain))
        {
            found.Add(new Found(match.Domain + start, end - start));
            any = true;
        }
        if (any && match.HasPath)
        {
            found[^1] = found[^1] with { Length = match.End - found[^1].Start };
        }
    }

    private static int SchemeLength(ReadOnlySpan<char> text)
        => text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

    private static int Run(string text, int from, Func<char, bool> isOf)
    {
        var at = from;
        while (at < text.Length && isOf(text[at]))
        {
            at++;
        }
        return at - from;
    }
}
