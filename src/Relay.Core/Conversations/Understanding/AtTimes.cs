using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>Days, hours and how often: who wants no message at night may want them by day, so nobody is opposed at once by such words.</summary>
internal static partial class AtTimes
{
    private const int Longest = 2000;

    /// <summary>Whether words say when, or how often, and not that it is all that should stop.</summary>
    public static bool IsIn(string text) => Folding.Fold(text.Length > Longest ? text[..Longest] : text) is var folded && Times().IsMatch(folded) && !All().IsMatch(folded);

    [GeneratedRegex(
        @"\b(le|les|chaque|du|tous les) (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|matin|midi|week.?end)s?\b|\b(la|de|pendant la) nuit\b|\b(apres|avant|passe|des) \d{1,2} ?h|\b(aussi|si|trop|moins) (souvent|tard|tot)\b|\b(on|every) (monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|morning|evening|night)s?\b|\b(at night|in the (morning|evening|night|middle of the night))\b|\b(so|that|too|less) (often|late|early)\b|\b(after|before) \d{1,2} ?(am|pm|h|o'clock)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Times();

    // "Désabonnez-moi, vous écrivez trop souvent" says why, and not when.
    [GeneratedRegex(@"^\W*stop\W*([.!,;:]|$)|\b(desabonn|desinscri|unsubscrib)|\b(plus jamais|plus rien|never again|nothing more)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex All();
}
