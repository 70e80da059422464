using System.Buffers;
using System.Collections.Frozen;

namespace Relay.Networks.X;

/// <summary>Domains as X reads them: labels, then a known top-level domain.</summary>
internal static class XTextDomain
{
    private const int LongestLabel = 63;

    private static readonly FrozenSet<string> TopLevel = Load();
    private static readonly int LongestTopLevel = TopLevel.Max(name => name.Length);

    /// <summary>Where the domain that starts at a place ends; −1 when none starts there.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="start">Where it would start.</param>
    /// <param name="excluded">Characters that no label holds.</param>
    /// <param name="stop">Where reading labels stopped.</param>
    public static int End(string text, int start, SearchValues<char> excluded, out int stop)
    {
        var best = -1;
        for (stop = start; ;)
        {
            var (end, underscore) = Label(text, stop, excluded);
            if (end < 0 || text[end] != '.')
            {
                stop = end < 0 ? ~end : end;
                return best;
            }
            stop = end + 1;
            if (!underscore && TopLevelLength(text.AsSpan(stop)) is > 0 and var length)
            {
                best = stop + length; // the farthest label that a top-level domain follows wins
            }
        }
    }

    /// <summary>The parts of a domain that consist of Latin labels under a top-level domain.</summary>
    public static IEnumerable<(int Start, int End)> Latin(string domain)
    {
        for (var at = 0; at < domain.Length;)
        {
            var start = at;
            var best = -1;
            while (LatinRun(domain, at) is > 0 and var run && at + run < domain.Length && domain[at + run] == '.')
            {
                at += run + 1;
                if (TopLevelLength(domain.AsSpan(at)) is > 0 and var length)
                {
                    best = at + length;
                }
            }
            if (best > 0)
            {
                yield return (start, best);
                at = best;
            }
            else
            {
                at = Math.Max(start, at) + Math.Max(1, LatinRun(domain, at));
            }
        }
    }

    /// <summary>Whether every label has a length that a name server takes.</summary>
    public static bool IsValid(string domain)
    {
        if (domain.StartsWith("xn--", StringComparison.Ordinal) && !Latin(domain).Any())
        {
            return false;
        }
        foreach (var range in domain.AsSpan().Split('.'))
        {
            if (XTextPunycode.Length(domain.AsSpan(range)) is 0 or > LongestLabel)
            {
                return false;
            }
        }
        return true;
    }

    // End of a label with whether it holds an underscore; the complement of where it broke off when there is none.
    private static (int End, bool Underscore) Label(string text, int start, SearchValues<char> excluded)
    {
        var underscore = false;
        var at = start;
        for (; at < text.Length; at++)
        {
            if (text[at] == '_')
            {
                underscore = true;
            }
            else if (text[at] != '-' && excluded.Contains(text[at]))
            {
                break;
            }
        }
        return at == text.Length || at == start || text[start] is '-' or '_' || text[at - 1] is '-' or '_' ? (~at, underscore) : (at, underscore);
    }

    /// <summary>Length of the known top-level domain that a text starts with; 0 when it starts with none.</summary>
    public static int TopLevelLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is ' ' or '\n' or '.')
        {
            return 0;
        }
        var lookup = TopLevel.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[Math.Min(LongestTopLevel, text.Length)];
        text[..lower.Length].ToLowerInvariant(lower);
        for (var length = lower.Length; length > 1; length--)
        {
            if ((length == text.Length || !(char.IsAsciiLetterOrDigit(text[length]) || text[length] is '@' or '+' or '-')) && lookup.Contains(lower[..length]))
            {
                return length;
            }
        }
        return PunycodeLength(text);
    }

    private static int PunycodeLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }
        var at = 4;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-'))
        {
            at++;
        }
        return at > 4 ? at : 0;
    }

    private static int LatinRun(string domain, int from)
    {
        var at = from;
        while (at < domain.Length && (char.IsAsciiLetterOrDigit(domain[at]) || domain[at] == '-' || XTextPath.IsAccented(domain[at])))
        {
            at++;
        }
        return at - from;
    }

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(XTextDomain).Assembly.GetManifestResourceStream("x/domains")
            ?? throw new InvalidOperationException("The table of top-level domains is missing from the program.");
        using var reader = new StreamReader(stream);
        var names = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                names.Add(line);
            }
        }
        return names.ToFrozenSet(StringComparer.Ordinal);
    }
}
