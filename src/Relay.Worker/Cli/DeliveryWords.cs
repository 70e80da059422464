using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>States and what they are of, in words that agree.</summary>
internal static class DeliveryWords
{
    /// <summary>For a coordinator, in the feminine, as publications, corrections and deletions are.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="count">How many, for the agreement.</param>
    public static string French(DeliveryState state, int count = 1) => state switch
    {
        DeliveryState.Queued => "en attente d'envoi",
        DeliveryState.Held => Agree("retenue", count),
        DeliveryState.Attempting => "en cours d'envoi",
        DeliveryState.Uncertain => Agree("incertaine", count),
        DeliveryState.Confirmed => Agree("faite", count),
        DeliveryState.Refused => Agree("refusée", count),
        DeliveryState.Cancelled => Agree("annulée", count),
        DeliveryState.HandedOver => $"{Agree("confiée", count)} à une personne",
        _ => Agree("périmée", count),
    };

    /// <summary>The same in English, also the key in JSON.</summary>
    public static string English(DeliveryState state) => state == DeliveryState.HandedOver ? "handed" : state.ToString().ToLowerInvariant();

    /// <summary>For a coordinator.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="count">How many, for the agreement.</param>
    public static string French(PublicationState state, int count = 1) => Agree(
        state switch
        {
            PublicationState.Planned => "prévue",
            PublicationState.Released => "partie",
            PublicationState.Folded => "regroupée",
            PublicationState.Dropped => "abandonnée",
            _ => "périmée",
        },
        count);

    /// <summary>The same in English, also the key in JSON.</summary>
    public static string English(PublicationState state) => state.ToString().ToLowerInvariant();

    /// <summary>So many of what a delivery does, and where they stand: <c>2 suppressions faites</c>.</summary>
    public static string French(int count, Operation operation, DeliveryState state)
    {
        var noun = operation switch
        {
            Operation.Edit => Counted.French(count, "correction"),
            Operation.Delete => Counted.French(count, "suppression"),
            Operation.Answer => Counted.French(count, "réponse"),
            Operation.HandOver => Counted.French(count, "publication à la main", "publications à la main"),
            _ => Counted.French(count, "publication"),
        };
        return $"{noun} {French(state, count)}";
    }

    /// <summary>The same in English: <c>2 deletions done</c>.</summary>
    public static string English(int count, Operation operation, DeliveryState state)
    {
        var noun = operation switch
        {
            Operation.Edit => Counted.English(count, "correction"),
            Operation.Delete => Counted.English(count, "deletion"),
            Operation.Answer => Counted.English(count, "answer"),
            Operation.HandOver => Counted.English(count, "post by hand", "posts by hand"),
            _ => Counted.English(count, "post"),
        };
        return $"{noun} {(state switch { DeliveryState.Confirmed => "done", DeliveryState.HandedOver => "handed to a person", DeliveryState.Attempting => "under way", _ => English(state) })}";
    }

    /// <summary>So many tests of <c>relay test-post</c>, or of their deletions, and where they stand.</summary>
    public static Phrase OfTest(int count, Operation operation, DeliveryState state)
    {
        var isGone = operation == Operation.Delete;
        var (french, english) = isGone ? (Counted.French(count, "suppression d'essai", "suppressions d'essai"), Counted.English(count, "deletion of a test", "deletions of tests"))
            : (Counted.French(count, "publication d'essai", "publications d'essai"), Counted.English(count, "test post"));
        return new($"{french} {French(state, count)}", $"{english} {(state == DeliveryState.Confirmed ? "done" : English(state))}");
    }

    private static string Agree(string word, int count) => count is 0 or 1 ? word : word + "s";
}
