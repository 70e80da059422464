using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Relay.Sandbox.X;

/// <summary>A link in a text, by UTF-16 offset.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UrlSpan(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Finds what X makes a link, by the rules of twitter-text 3: also bare domains, and nothing whose top-level domain does not exist.</summary>
internal static class UrlScanner
{
    private const string Latin = @"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253-\u0254\u0256-\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff";
    private const string Invalid = @"\ufffe\ufeff\uffff\u061c\u200e-\u200f\u202a-\u202e\u2066-\u2069";
    private const string DomainChar = @"[^!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$\s" + Invalid + "]";
    private const string PathChar = @"[a-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&" + Latin + "]";
    private const string Parentheses = @"\((?:" + PathChar + "+|" + PathChar + @"*\(" + PathChar + @"+\)" + PathChar + @"*)\)";
    private const string PathEnd = @"(?:[+\-a-z\u0400-\u04FF0-9=_#/" + Latin + "]|" + Parentheses + ")";
    private const string Path = "(?:(?:" + PathChar + "*(?:" + Parentheses + PathChar + "*)*" + PathEnd + ")|(?:@" + PathChar + "+/))";

    private const int LongestSlug = 40;
    private const int LongestUrl = 4096;

    private static readonly IdnMapping Names = new() { AllowUnassigned = true };
    private static readonly Lazy<Patterns> Built = new(Build);

    /// <summary>Links in their order; they never overlap.</summary>
    public static List<UrlSpan> Scan(string text)
    {
        var found = new List<UrlSpan>();
        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return found;
        }
        var (links, bare, shortener) = Built.Value;
        for (var match = links.Match(text); match.Success; match = match.NextMatch())
        {
            var url = match.Groups["url"];
            if (match.Groups["scheme"].Success)
            {
                var tco = shortener.Match(url.Value); // a t.co link ends after its slug, whatever follows
                if (tco.Success ? tco.Groups["slug"].Length <= LongestSlug : url.Length <= LongestUrl && IsDomain(match.Groups["domain"].Value))
                {
                    found.Add(new UrlSpan(url.Index, tco.Success ? tco.Length : url.Length));
                }
            }
            else if (url.Index == 0 || !"-_./".Contains(text[url.Index - 1], StringComparison.Ordinal))
            {
                AddBare(found, bare, match);
            }
        }
        return found;
    }

    /// <summary>Whether each label fits the domain name system once it is written in ASCII.</summary>
    private static bool IsDomain(string domain)
    {
        try
        {
            return Names.GetAscii(domain).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void AddBare(List<UrlSpan> found, Regex bare, Match match)
    {
        var (url, domain) = (match.Groups["url"], match.Groups["domain"]);
        var before = found.Count;
        foreach (Match ascii in bare.Matches(domain.Value))
        {
            found.Add(new UrlSpan(domain.Index + ascii.Index, ascii.Length));
        }
        if (found.Count > before && match.Groups["path"].Success)
        {
            found[^1] = new UrlSpan(found[^1].Start, url.Index + url.Length - found[^1].Start);
        }
    }

    private static Patterns Build()
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        using var list = typeof(UrlScanner).Assembly.GetManifestResourceStream("Relay.Sandbox.X.tlds.txt")
            ?? throw new InvalidOperationException("The list of top-level domains is missing from the program.");
        using var reader = new StreamReader(list);
        var known = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#');
        var top = $"(?:(?:{string.Join('|', known.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?=[^0-9a-z@+\\-]|$)|xn--[\\-0-9a-z]+)";
        var domain = $"(?:(?:{DomainChar}(?:[_-]|{DomainChar})*)?{DomainChar}\\.)*(?:(?:{DomainChar}(?:-|{DomainChar})*)?{DomainChar}\\.){top}";
        var query = @"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]";
        return new Patterns(
            new Regex($@"(?:[^a-z0-9@＠$#＃{Invalid}]|[\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069]|^)(?<url>(?<scheme>https?://)?(?<domain>{domain})(?::[0-9]+)?(?<path>/{Path}*)?(?:{query})?)", Options, TimeSpan.FromSeconds(2)),
            new Regex($"(?:[\\-a-z0-9{Latin}]+\\.)+{top}", Options, TimeSpan.FromSeconds(2)),
            new Regex("^https?://t\\.co/(?<slug>[a-z0-9]+)", Options, TimeSpan.FromSeconds(2)));
    }

    private sealed record Patterns(Regex Links, Regex Bare, Regex Shortener);
}
