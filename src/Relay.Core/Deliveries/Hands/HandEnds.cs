using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Hands;

/// <summary>How a card says that it is over.</summary>
internal static class HandEnds
{
    public static Phrase Of(Delivery delivery) => (delivery.State, delivery.Rule) switch
    {
        (DeliveryState.Confirmed, _) => new("Noté : c'est fait. Merci !", "Noted: it is done. Thank you!"),
        (DeliveryState.Cancelled, Rules.HandDeclined) => new("Noté : pas cette fois.", "Noted: not this time."),
        (DeliveryState.Cancelled, Rules.HandReplaced) => new("Le texte a changé : voyez le suivant.", "The text has changed: see the next one."),
        (DeliveryState.Expired, _) => new("Trop tard pour être utile : ne publiez plus.", "Too late to be of use: do not publish it any more."),
        _ => new("Plus à publier : " + Say(delivery, french: true), "Not to be published any more: " + Say(delivery, french: false)),
    };

    private static string Say(Delivery delivery, bool french) => Reasons.Of(delivery.Rule, (fr, en) => french ? fr : en);
}
