using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries;

/// <summary>Says in one sentence why a publication went, waits or did not go (design §4.13).</summary>
public sealed class Explainer(IChannels channels, TimeProvider time)
{
    /// <summary>The sentence, in the coordinator's language (<c>fr</c> or <c>en</c>), with times in the channel's zone.</summary>
    /// <param name="publication">As the ledger keeps it.</param>
    /// <param name="delivery">Its delivery; null before release.</param>
    /// <param name="language"><c>fr</c>, else English.</param>
    public string Explain(Publication publication, Delivery? delivery, string language)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var french = language == "fr";
        var zone = TimeZoneInfo.FindSystemTimeZoneById(channels.Channels.GetValueOrDefault(publication.Plan.Channel)?.Zone ?? "Europe/Paris");
        string At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString(french ? "d MMM yyyy 'à' HH'h'mm" : "d MMM yyyy 'at' HH:mm", CultureInfo.GetCultureInfo(french ? "fr-FR" : "en-GB"));
        string Say(string fr, string en) => french ? fr : en;
        return delivery is null ? OfPublication(publication, At, Say) : OfDelivery(delivery, At, Say);
    }

    /// <summary>Why planning wants nothing for an item at some moment: one of <see cref="Rules"/> in words.</summary>
    public static string Why(string rule, string language)
        => (language == "fr" ? "Non prévue : " : "Not planned: ") + Reasons.Of(rule, (fr, en) => language == "fr" ? fr : en);

    private string OfPublication(Publication publication, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        var plan = publication.Plan;
        switch (publication.State)
        {
            case PublicationState.Folded:
                return say("Annoncée dans un récapitulatif, faute de créneau à temps.", "Told in a digest: no slot was free in time.");
            case PublicationState.Dropped:
                return say("Abandonnée avant son créneau : ", "Dropped before its slot: ") + Reasons.Of(publication.Reason, say);
            case PublicationState.Expired:
                return say("Trop tard : aucun créneau n'était libre avant ", "Too late: no slot was free before ") + at(plan.Expires ?? plan.Until) + ".";
        }
        if (channels.Channels.GetValueOrDefault(plan.Channel) is { Stage: not Stage.Live } channel)
        {
            return say("Attend : ", "Waits: ") + Reasons.Of(channel.Stage == Stage.Draft ? Rules.StageDraft : Rules.StageShadow, say);
        }
        return plan.From > time.GetUtcNow()
            ? say("Attend son moment : pas avant le ", "Waits for its moment: not before ") + at(plan.From) + "."
            : say("Attend un créneau libre, au mieux avant le ", "Waits for a free slot, at best before ") + at(plan.Until) + ".";
    }

    private string OfDelivery(Delivery delivery, Func<DateTimeOffset, string> at, Func<string, string, string> say)
    {
        if (delivery.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Uncertain && !channels.Accounts.ContainsKey(delivery.Account))
        {
            return say("Attend : ", "Waits: ") + Reasons.Of(Rules.AccountGone, say);
        }
        var attempted = delivery.Parts.Max(part => part.AttemptedAt);
        return delivery.State switch
        {
            DeliveryState.Confirmed => say("Publiée", "Published") + (attempted is { } when ? say(" le ", " on ") + at(when) : "") + ".",
            DeliveryState.Attempting => say("Envoi en cours.", "Being sent."),
            DeliveryState.Uncertain when delivery.Parts.Any(part => part.Doubt?.Ask is not null) => say(
                "Incertaine : le réseau ne permet pas de savoir si elle y est ; regardez, puis répondez avec « relay uncertain ».",
                "Uncertain: the network gives no way to know whether it is there; look, then answer with \"relay uncertain\"."),
            DeliveryState.Uncertain => say("Incertaine : la réponse du réseau s'est perdue ; Relay vérifie avant tout nouvel envoi.",
                "Uncertain: the network's answer was lost; Relay looks before it sends anything again."),
            DeliveryState.Held => say("Retenue : ", "Held: ") + Reasons.Of(delivery.Rule, say) + say(" Réexaminée le ", " Looked at again on ") + at(delivery.NextAt) + ".",
            DeliveryState.Refused => say("Refusée : ", "Refused: ") + (delivery.Rule is null or Rules.Refused ? delivery.Reason ?? say("sans motif.", "no reason given.") : Reasons.Of(delivery.Rule, say)),
            DeliveryState.Cancelled => say("Non envoyée : ", "Not sent: ") + Reasons.Of(delivery.Rule, say),
            DeliveryState.Expired => say("Non envoyée : trop tard pour être utile.", "Not sent: too late to be of use."),
            _ when delivery.Strikes > 0 || delivery.Reason is not null => say("En file ; dernier essai : ", "Queued; last try: ") + (delivery.Reason ?? say("réseau injoignable.", "network out of reach.")),
            _ => say("En file d'envoi.", "Queued to be sent."),
        };
    }
}
