using System.Globalization;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts.Fitting;

/// <summary>
/// Tells a long text in several parts, numbered <c>1/3</c>, each cut where a reader would pause: at an empty line, a line's end, a sentence's end, a word, and only then
/// inside one. The link stays where the template put it, as a rule in the last part.
/// </summary>
internal static class Threading
{
    /// <summary>Whether a text can be told in so many parts.</summary>
    public static bool Fits(string text, ITextRules rules, bool withPictures, int parts) => Split(text, rules, withPictures, parts) is not null;

    /// <summary>The parts, numbered when there are several; null when there would be too many.</summary>
    public static IReadOnlyList<string>? Split(string text, ITextRules rules, bool withPictures, int most)
    {
        if (rules.Measure(text) <= rules.Limit(withPictures))
        {
            return [text];
        }
        if (most == 1)
        {
            return null;
        }
        var reserve = rules.Measure(Number(most, most));
        var parts = new List<string>();
        for (var rest = text; rest.Length > 0;)
        {
            var room = rules.Limit(withPictures && parts.Count == 0) - reserve;
            if (parts.Count == most)
            {
                return null;
            }
            if (rules.Measure(rest) <= room)
            {
                parts.Add(rest);
                break;
            }
            if (Pause(rest, rules, room) is not { } at)
            {
                return null;
            }
            var (head, tail) = rules.Cut(rest, at);
            parts.Add(head.TrimEnd());
            rest = tail.TrimStart();
        }
        return [.. parts.Select((part, index) => part + Number(index + 1, parts.Count))];
    }

    private static int? Pause(string text, ITextRules rules, int room)
    {
        var points = rules.CutPoints(text);
        // Each grapheme and each link counts at least one: no more of them than there is room can fit.
        int low = 0, high = Math.Min(points.Count - 1, room), best = -1;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            (best, low, high) = rules.Measure(rules.Cut(text, points[middle]).Head.TrimEnd()) <= room ? (middle, middle + 1, high) : (best, low, middle - 1);
        }
        if (best < 0)
        {
            return null;
        }
        ReadOnlySpan<Func<string, int, bool>> pauses = [IsParagraph, IsLine, IsSentence, IsWord];
        foreach (var pause in pauses)
        {
            // Not before the middle: short parts are a nuisance.
            for (var index = best; index >= 0 && points[index] * 2 >= points[best]; index--)
            {
                if (pause(text, points[index]))
                {
                    return points[index];
                }
            }
        }
        return points[best];
    }

    private static bool IsParagraph(string text, int at) => text.AsSpan(at).StartsWith("\n\n");

    private static bool IsLine(string text, int at) => text[at] == '\n';

    private static bool IsSentence(string text, int at) => text[at] == ' ' && text[at - 1] is '.' or '!' or '?' or '…' or '»';

    private static bool IsWord(string text, int at) => char.IsWhiteSpace(text[at]) && text[at] != FrenchTypography.Space;

    private static string Number(int part, int parts) => string.Create(CultureInfo.InvariantCulture, $" {part}/{parts}");
}
