using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Rules;

/// <summary>Answers of a word or two: to what was read back a yes or a no, in public a slogan that begins with STOP.</summary>
internal static partial class Bare
{
    private const int Longest = 32;

    /// <summary>Nothing but a yes.</summary>
    public static bool IsYes(string text) => text.Length <= Longest && Yes().IsMatch(Folding.Fold(text.Trim()));

    /// <summary>Nothing but a no: it was noted wrongly. "Non" to "I'm noting that you come" does not say that nobody comes.</summary>
    public static bool IsNo(string text) => text.Length <= Longest && No().IsMatch(Folding.Fold(text.Trim()));

    /// <summary>Begins as somebody begins who wants to be left alone, or shouts.</summary>
    public static bool IsStop(string text) => Stop().IsMatch(Folding.Fold(text.Length > 200 ? text[..200] : text));

    [GeneratedRegex(
        @"^(oui|ouais|oui oui|yes|yep|yeah|ok|okay|d'accord|dac|exact|exactement|c'est (bien )?(ca|cela|bon|exact|juste)|oui,? c'est (bien )?(ca|cela|bon|exact|juste)|tout a fait|parfait|correct|c'est note|that's (right|it|correct)|yes,? (please|that's right)|oui,? (merci|parfait|s'il vous plait|svp|stp)|je confirme|oui,? je confirme|\u2705|\ud83d\udc4d|1)[\s.!]*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^(non|nan|no|nope|pas du tout|c'est pas ca|ce n'est pas ca|ce n'est pas cela|non,? (merci|c'est pas ca|ce n'est pas ca|pas ca)|incorrect|faux|erreur|that's wrong|not right|\u274C)[\s.!]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex No();

    [GeneratedRegex(@"^\W*(stop\b|(arret|arreter|arretez|desabonner|desabonnement|desinscription|desinscrire|unsubscribe)\W*$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Stop();
}
