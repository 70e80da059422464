using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Rules;

/// <summary>Whether a writer says of herself that she is under 15 (DP-35): in her own words, by her age or her class; nothing is guessed.</summary>
internal static partial class Childhood
{
    private const int OfAge = 15;

    private static readonly string[] Words = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze"];

    public static bool IsIn(string text)
    {
        var said = Folding.Fold(text.Length > 2000 ? text[..2000] : text);
        return Class().IsMatch(said) || Age().Matches(said).Any(match => Read(match.Groups["age"].Value) is > 4 and < OfAge);
    }

    private static int Read(string age) => int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(Words, age);

    // "J'ai 12 ans de militantisme derrière moi" is no age, nor is "I'm 10 minutes late".
    [GeneratedRegex(
        @"\bj ?'? ?ai (que |seulement |tout juste |a peine |bientot |presque )?(?<age>\d{1,2}|[a-z]{2,8}) ?ans?\b(?! (d'|de |du |que |dans |a |au )\w)|\b(je suis|chui) (age|agee) de (?<age>\d{1,2}|[a-z]{2,8}) ans\b|\b(i am|i'm|im) (only |just )?(?<age>\d{1,2}) ?(years? old|yo|y/o|[,.!?]|$|and |but |so )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Age();

    [GeneratedRegex(@"\bje suis (encore )?(en|au) (ce[12]|cm[12]|cp|6e(me)?|5e(me)?|4e(me)?|sixieme|cinquieme|quatrieme|primaire|college)\b|\bje suis (un |une )?collegien(ne)?\b|\bi'?m in (primary|elementary|middle) school\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Class();
}
