using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Texts.Templates;

/// <summary>Items that templates are tried with: one with everything, awkward characters included, and one with next to nothing.</summary>
internal static class SampleItems
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static Channel Channel(string network, string language) => new()
    {
        Id = "sample",
        Account = "sample",
        Network = network,
        Target = new Target("sample"),
        Stage = Stage.Draft,
        Kinds = new HashSet<ItemKind> { ItemKind.Event, ItemKind.Initiative },
        Moments = ["announce"],
        Language = language,
        Slots = WeeklySlots.Always,
    };

    /// <summary>A moment that a template of this name is used for.</summary>
    public static string Moment(string name) => name.Split('.')[0] switch
    {
        "days" => "J-7",
        "hours" => "H-2",
        "postponed" => "cancelled",
        var other => other,
    };

    public static IEnumerable<Item> For(string name) => name switch
    {
        "digest" => [FullEvent, BareEvent, FullInitiative, BareInitiative],
        _ when name.EndsWith(".initiative", StringComparison.Ordinal) => [FullInitiative, BareInitiative],
        _ => [FullEvent with { Status = name.StartsWith("postponed", StringComparison.Ordinal) ? EventStatus.Postponed : EventStatus.Confirmed }, BareEvent],
    };

    private static Event FullEvent { get; } = new()
    {
        Key = new ItemKey("sample", ItemKind.Event, "1"),
        Title = "Réunion publique : « L’eau, notre bien <commun> & ses usages »",
        Summary = "Un débat ouvert à tout le monde, avec @elue et les associations du bassin.",
        Body = "Premier paragraphe, assez long pour qu’un réseau doive le couper au bon endroit.\n\n- un point\n- un autre\n\nVoir https://exemple.fr/a?b=1&c=2.",
        Territory = Territory.Parse("COL-987"),
        Themes = ["eau"],
        Section = "Section de Papeete",
        Organiser = "Collectif « Eau & Vie »",
        OrganiserCertified = true,
        Place = "Salle des fêtes",
        Address = "12 rue de la Paix",
        PostalCode = "98714",
        Url = new Uri("https://exemple.fr/evenements/1?a=1&b=2"),
        OnlineUrl = new Uri("https://visio.exemple.fr/salle"),
        Image = new Image(new Uri("https://exemple.fr/image.jpg"), "Une affiche"),
        StartsLocal = new DateTime(2026, 11, 28, 18, 30, 0, DateTimeKind.Unspecified),
        EndsLocal = new DateTime(2026, 11, 29, 2, 0, 0, DateTimeKind.Unspecified),
        Zone = "Pacific/Tahiti",
        Capacity = 80,
    };

    private static Event BareEvent { get; } = new()
    {
        Key = new ItemKey("sample", ItemKind.Event, "2"),
        Title = "Tractage",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 12, 1, 9, 0, 0, DateTimeKind.Unspecified),
        Zone = "Europe/Paris",
    };

    private static Initiative FullInitiative { get; } = new()
    {
        Key = new ItemKey("sample", ItemKind.Initiative, "3"),
        Title = "Des <vélos> pour tous & partout",
        Summary = "Un parc de vélos partagés dans chaque bourg.",
        Body = "Plus de détails ici.",
        Territory = Territory.Parse("DEP-2A"),
        Section = "Section d’Ajaccio",
        Organiser = "Association Roue libre",
        Url = new Uri("https://exemple.fr/initiatives/3"),
        ClosesOn = new DateOnly(2026, 12, 31),
        Supporters = 120,
    };

    private static Initiative BareInitiative { get; } = new()
    {
        Key = new ItemKey("sample", ItemKind.Initiative, "4"),
        Title = "Une école ouverte",
        Territory = Territory.National,
    };
}
