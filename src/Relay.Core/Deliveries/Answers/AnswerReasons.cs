namespace Relay.Core.Deliveries.Answers;

/// <summary>What became of an answer, in one sentence that shows neither its words nor to whom it went.</summary>
internal static class AnswerReasons
{
    /// <summary>How the sentence begins.</summary>
    public static string Head(Delivery delivery, Func<string, string, string> say) => delivery.Answer?.Broadcast is { } number ? say($"Diffusion {number} : ", $"Broadcast {number}: ")
        : delivery.Answer?.IsPrivate == false || (delivery.Answer is null && !AnswerKeys.HidesTarget(delivery.Key))
        ? say("Réponse publique : ", "Public reply: ")
        : say("Réponse privée : ", "Private answer: ");

    /// <summary>The rest where an answer has words of its own for it; null where it stands like any delivery.</summary>
    public static string? Of(Delivery delivery, Func<DateTimeOffset, string> at, Func<string, string, string> say) => delivery.State switch
    {
        DeliveryState.Confirmed when delivery.Parts.All(part => part.RemoteIds.Count == 0) && delivery.Answer?.PurgedAt is null
            => say("tenue pour envoyée ; on n'écrit pas deux fois à quelqu'un.", "assumed sent; nobody is written to twice."),
        DeliveryState.Confirmed => (delivery.Parts.Max(part => part.AttemptedAt) is { } when ? say($"envoyée le {at(when)}", $"sent on {at(when)}") : say("envoyée", "sent")) + Forgotten(delivery, at, say),
        DeliveryState.Uncertain when delivery.Target.Kind == Channels.TargetKind.Private => say(
            "la réponse du réseau s'est perdue ; elle sera tenue pour envoyée, car on n'écrit pas deux fois à quelqu'un.",
            "the network's answer was lost; it will be assumed sent, for nobody is written to twice."),
        _ => null,
    };

    private static string Forgotten(Delivery delivery, Func<DateTimeOffset, string> at, Func<string, string, string> say)
        => delivery.Answer?.PurgedAt is { } purged ? say($" ; texte et destinataire effacés le {at(purged)}.", $"; words and recipient forgotten on {at(purged)}.") : ".";
}
