using Relay.Core.Deliveries;

namespace Relay.Worker.Cli;

/// <summary>States in words.</summary>
internal static class DeliveryWords
{
    /// <summary>For a coordinator.</summary>
    public static string French(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "en attente d'envoi",
        DeliveryState.Held => "retenue",
        DeliveryState.Attempting => "en cours d'envoi",
        DeliveryState.Uncertain => "incertaine",
        DeliveryState.Confirmed => "publiée",
        DeliveryState.Refused => "refusée",
        DeliveryState.Cancelled => "annulée",
        DeliveryState.HandedOver => "confiée à une personne",
        _ => "périmée",
    };

    /// <summary>The same in English, also the key in JSON.</summary>
    public static string English(DeliveryState state) => state == DeliveryState.HandedOver ? "handed" : state.ToString().ToLowerInvariant();

    /// <summary>For a coordinator.</summary>
    public static string French(PublicationState state) => state switch
    {
        PublicationState.Planned => "prévue",
        PublicationState.Released => "partie",
        PublicationState.Folded => "regroupée",
        PublicationState.Dropped => "abandonnée",
        _ => "périmée",
    };

    /// <summary>The same in English, also the key in JSON.</summary>
    public static string English(PublicationState state) => state.ToString().ToLowerInvariant();
}
