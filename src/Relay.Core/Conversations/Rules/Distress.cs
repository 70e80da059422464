using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Rules;

/// <summary>Tells a cry for help from a threat: the writer speaks of the writer's own life.</summary>
internal static partial class Distress
{
    public static bool IsIn(string text) => Own().IsMatch(Folding.Fold(text.Length > 2000 ? text[..2000] : text));

    [GeneratedRegex(
        @"suicid|\b(me|m') ?(tuer|tue|pendre|flinguer|flingue|foutre en l'air|jeter sous)|\ben finir\b|mettre fin a (mes jours|ma vie)|(envie|veux|voudrais|vais|prefere|pense a) (de )?(mourir|disparaitre|crever)|plus (envie|la force|le gout|de raison|aucune raison)? ?(de |d')?(vivre|continuer)|n'en peux plus|j'en peux plus|peux plus (de vivre|vivre|tenir)|marre de (vivre|la vie|ma vie)|aucune raison de vivre|idees noires|a bout\b|a quoi bon (vivre|continuer)|kill myself|end my life|want to die|no reason to live|can't go on|take my own life|hurt myself|don't want to live",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Own();
}

/// <summary>Tells a journalist from anybody else who wants a person (CV-08).</summary>
internal static partial class Journalism
{
    public static bool IsIn(string text) => Press().IsMatch(Folding.Fold(text.Length > 2000 ? text[..2000] : text));

    [GeneratedRegex(@"\b(journalistes?|redaction|service presse|pour la presse|interview|interviewer|reportage|france (bleu|info|inter|3)|afp|reporter|newsroom|press (office|request))\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Press();
}
