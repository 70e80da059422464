namespace Relay.Sandbox.Party;

/// <summary>The initiatives that break careless software, and two that are wrong: a territory without its type, an address that is none.</summary>
internal sealed class AwkwardProjects(DateTimeOffset now)
{
    public IEnumerable<ProjectRow> All() =>
    [
        Row("long-title", "Bordeaux") with
        {
            Title = "Pour que la passerelle entre les deux rives, promise en 2009, votée en 2014, dessinée en 2018 et oubliée depuis, soit enfin construite avec une piste cyclable, un trottoir "
                + "large, des bancs à l’ombre, un ascenseur qui marche, un éclairage qui respecte les chauves-souris et un nom choisi par les habitants",
        },
        Row("emoji", "Le Port") with { Title = "Des filaos 🌲 et de l’ombre 😎 sur tout le front de mer 🏖️" },
        Row("quotes", "Montreuil") with { Title = "Un “vrai” tarif social de l'eau : 3 m³ gratuits & 0 € de \"frais\"" },
        Row("corse-2a", "Porto-Vecchio") with { Title = "Un logement à l’année pour chaque saisonnier à Porto-Vecchio" },
        Row("closing-today", "Libourne") with { Title = "Sauver le kiosque de la place Abel-Surchamp", ClosesOn = Today },
        Row("closed", "Brest") with { Title = "Rade propre : la charte des marins", Status = "closed", ClosesOn = Today.AddDays(-4) },
        Row("withdrawn", "Cayenne") with { Title = "Un marché de nuit place des Palmistes", Status = "withdrawn" },
        Row("members", "Nouméa") with { Title = "Texte d’orientation : contributions internes", Visibility = "members" },
        Row("missing-image", "Papeete") with { Title = "Des pirogues scolaires pour les atolls", Image = Sandbox.Pictures.SamplePictures.Count + 1 },
        Row("abroad", "En ligne") with { Title = "Un consulat qui répond au téléphone", Territory = "ABR" },
        Row("faulty-territory", "Bordeaux") with { Title = "Une navette fluviale toute l’année", Territory = "33" },
        Row("faulty-url", "Cergy") with { Title = "Un skatepark couvert à Cergy", Url = "javascript:alert('cliquez')" },
    ];

    private DateOnly Today => DateOnly.FromDateTime(now.UtcDateTime);

    private ProjectRow Row(string id, string town)
    {
        var place = Place.Named(town);
        return new ProjectRow
        {
            Id = "prj-" + id,
            Town = place,
            Title = id,
            Summary = $"Une initiative de la section {place.Section}.",
            Body = "<p>Chaque soutien compte.</p><blockquote>« On a commencé à trois autour d’une table. »</blockquote>",
            Territory = place.Territory,
            Url = $"https://tilleul.example.org/initiatives/prj-{id}",
            Themes = "démocratie;solidarité",
            ClosesOn = Today.AddDays(40),
            Supporters = 12,
            Created = now.AddDays(-6),
            Updated = now.AddDays(-1),
        };
    }
}
