using System.Globalization;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts.Fitting;

/// <summary>Makes a draft fit: its blocks give way one after the other, and if that is not enough the words before the link are cut.</summary>
internal static class Shortening
{
    /// <param name="draft">Changed in place.</param>
    /// <param name="rules">Of the network.</param>
    /// <param name="room">No text that measures more can fit: spares trying.</param>
    /// <param name="fits">Whether a finished text fits; when a text does, each shorter one does.</param>
    public static string Fit(Draft draft, ITextRules rules, int room, Func<string, bool> fits)
    {
        var text = draft.Text();
        foreach (var last in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var block in draft.Elastic)
            {
                if (fits(text))
                {
                    return Regrow(draft, rules, room, fits);
                }
                if (block.Kind == Marks.Optional)
                {
                    block.Instead = "";
                }
                else
                {
                    Shorten(draft, block, rules, room, fits, last);
                }
                text = draft.Text();
            }
        }
        return fits(text) ? Regrow(draft, rules, room, fits) : CutBeforeLink(text, draft.Link, rules, room, fits);
    }

    private static void Shorten(Draft draft, Draft.Block block, ITextRules rules, int room, Func<string, bool> fits, bool last)
    {
        block.Instead = null;
        var whole = block.ToString();
        var lead = whole.Length - whole.TrimStart().Length;
        var points = rules.CutPoints(whole);
        var floor = last ? 0 : block.Keep;
        // The shortest that is allowed; the longest that fits is looked for above it.
        var lowest = points.TakeWhile(at => Characters(rules, whole[..at]) < floor).Count();
        var shortest = floor > 0 && lowest < points.Count ? Said(rules, whole, points, lowest) : "";
        if (floor > 0 && lowest == points.Count)
        {
            return;
        }
        var said = shortest;
        var guess = whole.Length - (draft.Text().Length - room);
        if (Best(points, lowest, room, guess, index => Try(draft, block, Said(rules, whole, points, index), fits)) is { } found)
        {
            said = Said(rules, whole, points, WordEnd(whole, points, found, lowest) ?? found);
        }
        block.Instead = said.Length == 0 || Characters(rules, said) < block.Least ? "" : whole[..lead] + said.TrimStart();
    }

    // What gave way early may find room again once something larger has gone.
    private static string Regrow(Draft draft, ITextRules rules, int room, Func<string, bool> fits)
    {
        if (draft.Elastic.Count(block => block.Instead is not null) < 2)
        {
            return draft.Text();
        }
        foreach (var block in draft.Elastic.Where(block => block.Instead is not null).Reverse())
        {
            var before = block.Instead;
            block.Instead = null;
            if (!fits(draft.Text()) && block.Kind == Marks.Shorten)
            {
                Shorten(draft, block, rules, room, fits, last: true);
            }
            if (!fits(draft.Text()))
            {
                block.Instead = before;
            }
        }
        return draft.Text();
    }

    private static string CutBeforeLink(string text, string? link, ITextRules rules, int room, Func<string, bool> fits)
    {
        var place = string.IsNullOrEmpty(link) ? -1 : text.LastIndexOf(link, StringComparison.Ordinal);
        var words = place < 0 ? text : text[..place].TrimEnd();
        var tail = place < 0 ? "" : $"\n{link}";
        var points = rules.CutPoints(words);
        string Whole(int index) => (Said(rules, words, points, index) + tail).Trim();
        if (Best(points, 0, room, room - tail.Length, index => fits(Whole(index))) is { } found)
        {
            return Whole(WordEnd(words, points, found, 0) ?? found);
        }
        return link is not null && fits(link) ? link : rules.Ellipsis;
    }

    private static bool Try(Draft draft, Draft.Block block, string said, Func<string, bool> fits)
    {
        block.Instead = said;
        return fits(draft.Text());
    }

    // The greatest index from lowest on that fits; null when none does. Looked for in growing steps around the place that lengths alone would give.
    // Each grapheme and each link counts at least one, so that an index beyond the room never fits.
    private static int? Best(IReadOnlyList<int> points, int lowest, int room, int guess, Func<int, bool> fits)
    {
        int low = lowest - 1, high = Math.Min(points.Count, room + 1);
        var middle = Math.Clamp(points.Count(point => point <= guess), lowest, Math.Max(lowest, high - 1));
        for (var step = 4; low + 1 < high; step *= 2)
        {
            var fit = fits(middle);
            (low, high) = fit ? (middle, high) : (low, middle);
            middle = fit ? Math.Min(low + step, low + ((high - low + 1) / 2)) : Math.Max(high - step, low + ((high - low) / 2));
        }
        return low < lowest ? null : low;
    }

    /// <summary>The last index at or before another where a word ends; null when more than half would be lost to reach it.</summary>
    private static int? WordEnd(string text, IReadOnlyList<int> points, int found, int lowest)
    {
        for (var index = found; index >= lowest && points[index] * 2 >= points[found]; index--)
        {
            if (char.IsWhiteSpace(text[points[index]]) && text[points[index]] != FrenchTypography.Space)
            {
                return index;
            }
        }
        return null;
    }

    private static string Said(ITextRules rules, string whole, IReadOnlyList<int> points, int index)
    {
        var head = rules.Cut(whole, points[index]).Head.TrimEnd();
        // Punctuation before the ellipsis goes, but never the end of an address.
        var word = head.AsSpan(head.AsSpan().LastIndexOfAny(' ', '\n', FrenchTypography.Space) + 1);
        head = word.Contains("://", StringComparison.Ordinal) ? head : head.TrimEnd(Loose);
        return head.Length == 0 ? "" : head + rules.Ellipsis;
    }

    private static readonly char[] Loose = [' ', '\n', '\t', FrenchTypography.Space, ',', ':', '-', '–', '—', '(', '«', '.', '…'];

    private static int Characters(ITextRules rules, string text) => new StringInfo(rules.Plain(text)).LengthInTextElements;
}
