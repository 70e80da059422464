using System.Globalization;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Wording;

namespace Relay.Core.Conversations.Rules;

/// <summary>Choices in words, where a network has no buttons: what to write to say the same.</summary>
internal static class Spelt
{
    public static string Out(Reply reply, Question? question, string language)
    {
        var links = string.Concat(reply.Buttons.Where(offer => offer.Link is not null).Select(offer => $"\n{offer.Label} : {offer.Link!.AbsoluteUri}"));
        var offers = reply.Buttons.Where(offer => offer.Link is null).ToList();
        if (question?.Pending is not null)
        {
            return $"{reply.Text}\n{(language == "fr" ? "Répondez oui pour confirmer, non pour corriger." : "Answer yes to confirm, no to correct.")}{links}";
        }
        if (offers.Find(offer => offer.Choice?.Verb == ChoiceVerb.Link) is { } link)
        {
            return $"{reply.Text}\n{LinkWords.InWords(link.Choice!.Argument).In(language)}{links}";
        }
        if (question is not null && question.Asked.Choices.Count > 0 && question.Asked.Choices.Count == offers.Count)
        {
            var lines = offers.Select((offer, index) => string.Create(CultureInfo.InvariantCulture, $"\n{index + 1}. {offer.Label}"));
            return $"{reply.Text}{string.Concat(lines)}\n{(language == "fr" ? "Répondez par le numéro." : "Answer with the number.")}{links}";
        }
        // What can be looked at, for whoever has no button to press: they name it, or follow its link.
        return $"{reply.Text}{string.Concat(offers.Where(offer => offer.Choice?.Verb == ChoiceVerb.Show).Select(offer => $"\n• {offer.Label}"))}{links}";
    }
}
