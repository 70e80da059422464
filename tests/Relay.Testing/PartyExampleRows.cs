using System.Globalization;
using System.Text;

namespace Relay.Testing;

/// <summary>Rows for the example's tables: the same for the same numbers, with the mixture that a federation's database has.</summary>
internal sealed class PartyExampleRows(DateTimeOffset now, int events, int projects)
{
    private const int Members = 600;

    private static readonly (string Department, string Name, string Zone, string Postal, string[] Towns, double Latitude, double Longitude)[] Federations =
    [
        ("33", "Gironde", "Europe/Paris", "33000", ["Bordeaux", "Libourne", "Arcachon"], 44.84, -0.58),
        ("75", "Paris", "Europe/Paris", "75011", ["Paris", "Paris", "Paris"], 48.86, 2.38),
        ("2A", "Corse-du-Sud", "Europe/Paris", "20000", ["Ajaccio", "Sartène", "Propriano"], 41.92, 8.74),
        ("59", "Nord", "Europe/Paris", "59000", ["Lille", "Roubaix", "Dunkerque"], 50.63, 3.06),
        ("974", "La Réunion", "Indian/Reunion", "97400", ["Saint-Denis", "Saint-Paul", "Le Port"], -20.88, 55.45),
        ("971", "Guadeloupe", "America/Guadeloupe", "97110", ["Pointe-à-Pitre", "Les Abymes", "Baie-Mahault"], 16.24, -61.53),
        ("988", "Nouvelle-Calédonie", "Pacific/Noumea", "98800", ["Nouméa", "Dumbéa", "Païta"], -22.27, 166.44),
    ];

    private static readonly string[] Themes = ["climat", "logement", "santé", "école", "transports"];

    private static readonly string[] First = ["Camille", "Noé", "Inès", "Maël", "Zoé", "Ibrahim", "Hélène", "José", "Ælis", "Loïc"];

    private static readonly string[] Last = ["Martin", "Lefèvre", "N'Diaye", "Garcia", "Le Goff", "Payet", "Nguyễn", "O'Brien", "d'Hérouville"];

    private static readonly string[] Meetings = ["Réunion publique", "Collage militant", "Porte-à-porte", "Café politique", "Assemblée de section", "Projection-débat", "Pique-nique solidaire"];

    private static readonly string[] Works = ["Un verger partagé", "Des pistes cyclables", "La gratuité du bus", "Une épicerie solidaire", "Rénover l'école", "Rouvrir la maternité"];

    /// <summary>Every table in the order of its references, with its rows in the order of its columns.</summary>
    public IEnumerable<(string Table, IEnumerable<object?[]> Rows)> Tables()
    {
        yield return ("federations", Federations.Select((f, i) => new object?[] { i, f.Department, f.Name, f.Zone }));
        yield return ("sections", Range(Federations.Length * 3).Select(i => new object?[] { i, i / 3, $"Section de {Federations[i / 3].Towns[i % 3]}" }));
        yield return ("members", Range(Members).Select(i => new object?[]
        {
            i, i % (Federations.Length * 3), First[i % First.Length], Last[i % Last.Length], $"membre{Text(i)}@parti.example", i % 3 == 0, i % 4 == 0 ? Day(-200 - i) : null, Day(-400 - i),
        }));
        yield return ("committees", Range(Federations.Length * 3).Select(i => new object?[] { i, i, $"Comité {Themes[i % Themes.Length]}", Themes[i % Themes.Length] }));
        yield return ("venues", Range(Federations.Length * 6).Select(Venue));
        yield return ("events", Range(events).Select(Event));
        yield return ("event_registrations", Range(events).SelectMany(i => Range(i % 9).Select(k => new object?[] { i, (i + (k * 31)) % Members, Instant(-3), k == 7 ? Instant(-1) : null })));
        yield return ("projects", Range(projects).Select(Project));
        yield return ("project_supporters", Range(projects).SelectMany(i => Range(i % 13).Select(k => new object?[] { i, (i + (k * 17)) % Members, Instant(-2) })));
    }

    private static object?[] Venue(int i)
    {
        var federation = Federations[i / 6];
        var isHome = i % 6 == 5;
        return
        [
            i, isHome ? "Chez Camille" : $"Salle {Text((i % 6) + 1)}", $"{Text((i * 3) + 1)} rue de la République", federation.Postal, federation.Towns[i % 3],
            (decimal)(federation.Latitude + (i % 6 * 0.001)), (decimal)(federation.Longitude + (i % 6 * 0.001)), isHome, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        ];
    }

    private object?[] Event(int i)
    {
        var federation = i % Federations.Length;
        var section = (federation * 3) + (i / 7 % 3);
        // Every other hour of 80 days, so that the hours of the day and the days of the week all occur.
        var starts = now.UtcDateTime.Date.AddDays(-20 + (i * 7 % 80)).AddHours(9 + (i % 12)).AddMinutes(i % 4 * 15);
        var isOver = starts < now.UtcDateTime.AddDays(-1);
        var state = (i % 50) switch { 0 => "annule", 1 => "reporte", 2 or 3 => "brouillon", _ when isOver => "termine", < 9 => "prevu", _ => "confirme" };
        return
        [
            i, section, i % 2 == 0 ? section : null, i % Members, i % 11 == 0 ? null : (federation * 6) + (i % 6), $"{Meetings[i % Meetings.Length]} n° {Text(i)} : « {Themes[i % Themes.Length]} »",
            "Venez comme vous êtes.", Html(i), Wall(starts), i % 5 == 0 ? null : Wall(starts.AddHours(2)), i % 11 == 0 ? $"https://visio.parti.example/{Text(i)}" : null,
            i % 3 == 0 ? $"evenement-{Text(i)}.jpg" : null, i % 3 == 0 ? "La salle pleine de monde" : null, i % 7 == 0 ? Array.Empty<string>() : ["Campagne", Themes[(i + 1) % Themes.Length]],
            i % 6 == 0 ? 80 : null, state, Audience(i), Instant(-30), Instant(-(i % 200) / 10.0),
        ];
    }

    private object?[] Project(int i)
    {
        var federation = i % Federations.Length;
        var state = (i % 40) switch { 0 => "retire", 1 => "brouillon", 2 or 3 => "clos", _ => "ouvert" };
        return
        [
            i, (federation * 3) + (i / 7 % 3), (i * 3) % Members, $"{Works[i % Works.Length]} ({Text(i)})", "Ensemble, c'est possible.", Html(i), Federations[federation].Towns[i % 3],
            i % 4 == 0 ? $"projet-{Text(i)}.jpg" : null, i % 4 == 0 ? "Le terrain vague" : null, Themes[i % Themes.Length], state, Audience(i), i % 5 == 0 ? null : Day(10 + (i % 90)),
            Instant(-60), Instant(-(i % 300) / 10.0),
        ];
    }

    private static string Html(int i) => new StringBuilder("<p>Rendez-vous avec <strong>nos élu·es</strong>&nbsp;!</p>")
        .Append(i % 2 == 0 ? "<ul><li>accueil</li><li>débat &amp; questions</li></ul>" : "<div>Entrée libre.<br>Apportez un plat.</div>")
        .Append(CultureInfo.InvariantCulture, $"<p><a href=\"/s-inscrire/{i}\">S'inscrire</a></p>").ToString();

    private static string Audience(int i) => (i % 33) switch { 0 => "invites", < 5 => "adherents", _ => "tous" };

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTime Wall(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified);

    private DateOnly Day(int days) => DateOnly.FromDateTime(now.UtcDateTime.AddDays(days));

    private DateTime Instant(double days) => new(now.UtcDateTime.AddDays(days).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
