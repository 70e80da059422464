using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Rules;

/// <summary>Whether a writer says of herself that she is under 15 (DP-35). Her age is certain; a class only hints, for a teacher is "au collège" too: then she is asked.</summary>
internal static partial class Childhood
{
    private const int OfAge = 15;

    // Whoever writes is older.
    private const int Least = 4;

    private static readonly string[] Words = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze"];

    /// <summary>Certain: an age below the limit.</summary>
    public static bool IsIn(string text) => Ages(text).Any(IsUnderAge);

    /// <summary>Perhaps: a class or a school, and no age above the limit beside it.</summary>
    public static bool IsHintedIn(string text) => Class().IsMatch(Folded(text)) && !Ages(text).Any(age => age >= OfAge);

    /// <summary>The age in an answer to the question for it; null where there is none.</summary>
    public static int? Age(string text)
    {
        var (own, bare) = (Ages(text).Where(age => age > Least).Select(age => (int?)age).FirstOrDefault(), Alone().Match(Folded(text)));
        return own ?? (bare.Success && Read(bare.Groups["age"].Value) is > Least and < 120 and var age ? age : null);
    }

    /// <summary>Whether somebody of that age can't sign up.</summary>
    public static bool IsUnderAge(int age) => age is > Least and < OfAge;

    private static string Folded(string text) => Folding.Fold(text.Length > 2000 ? text[..2000] : text);

    private static IEnumerable<int> Ages(string text) => Own().Matches(Folded(text)).Select(match => Read(match.Groups["age"].Value));

    private static int Read(string age) => int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(Words, age);

    // "J'ai 12 ans de militantisme derrière moi" is no age, nor is "I'm 10 minutes late".
    [GeneratedRegex(
        @"\bj ?'? ?ai (que |seulement |tout juste |a peine |bientot |presque )?(?<age>\d{1,2}|[a-z]{2,8}) ?ans?\b(?! (d'|de |du |que |dans |a |au )\w)|\b(je suis|chui) (age|agee) de (?<age>\d{1,2}|[a-z]{2,8}) ans\b|\b(i am|i'm|im) (only |just )?(?<age>\d{1,2}) ?(years? old|yo|y/o|[,.!?]|$|and |but |so )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Own();

    [GeneratedRegex(@"^\W*(j'ai |i'm |i am )?(?<age>\d{1,3}|[a-z]{2,8})( ?(ans?|years?( old)?))?\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\bje suis (encore )?(en|au) (ce[12]|cm[12]|cp|6e(me)?|5e(me)?|4e(me)?|sixieme|cinquieme|quatrieme|primaire|college)\b|\bje suis (un |une )?collegien(ne)?\b|\bi'?m in (primary|elementary|middle) school\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Class();
}
