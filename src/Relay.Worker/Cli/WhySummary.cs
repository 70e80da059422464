using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>The first line of <c>relay why</c> for an item: how many publications of it stand where, before each is told.</summary>
internal static class WhySummary
{
    /// <summary>What stands on the networks, then what was only shown to a coordinator.</summary>
    /// <param name="asked">The item.</param>
    /// <param name="found">Its publications, each with its delivery once it is released.</param>
    public static Phrase Of(string asked, IReadOnlyList<(Publication Publication, Delivery? Delivery)> found)
    {
        var (live, shadow) = (found.Where(one => !IsShadow(one.Publication)).ToList(), found.Where(one => IsShadow(one.Publication)).ToList());
        var parts = new List<Phrase>();
        if (live.Count > 0)
        {
            parts.Add(new($"{Counted.French(live.Count, "publication")} ({List(live, "fr")})", $"{Counted.English(live.Count, "publication")} ({List(live, "en")})"));
        }
        if (shadow.Count > 0)
        {
            parts.Add(new($"{shadow.Count} à blanc ({List(shadow, "fr")})", $"{shadow.Count} in the shadow stage ({List(shadow, "en")})"));
        }
        return new($"{asked} : {string.Join(" ; ", parts.Select(part => part.French))}.", $"{asked}: {string.Join("; ", parts.Select(part => part.English))}.");
    }

    /// <summary>Whether it is only for a coordinator's eyes.</summary>
    public static bool IsShadow(Publication publication) => Core.Channels.Target.Parse(publication.Plan.Key.Target).IsShadow;

    private static string List(IEnumerable<(Publication Publication, Delivery? Delivery)> some, string language)
        => string.Join(", ", some.GroupBy(one => (one.Delivery is null ? one.Publication.State : (PublicationState?)null, one.Delivery?.State)).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Word(group.First().Publication, group.Key.State, group.Count(), language)}"));

    private static string Word(Publication publication, DeliveryState? state, int count, string language) => (state, IsShadow(publication), language) switch
    {
        (null, _, "fr") => DeliveryWords.French(publication.State, count),
        (null, _, _) => DeliveryWords.English(publication.State),
        (DeliveryState.Confirmed, true, "fr") => count == 1 ? "montrée" : "montrées",
        (DeliveryState.Confirmed, true, _) => "shown",
        (DeliveryState.Confirmed, false, "fr") => count == 1 ? "publiée" : "publiées",
        (DeliveryState.Confirmed, false, _) => "published",
        (DeliveryState.HandedOver, _, "en") => "handed to a person",
        ({ } other, _, "fr") => DeliveryWords.French(other, count),
        ({ } other, _, _) => DeliveryWords.English(other),
    };
}
