using System.Globalization;
using System.Net;

namespace Relay.Sandbox.Party;

/// <summary>Writes the everyday events: two thirds in the next three weeks, some past, the rest in the months ahead.</summary>
internal sealed class EventWriter(DateTimeOffset now, Random chance)
{
    private static readonly string[] Streets =
    [
        "rue de la République", "avenue Jean-Jaurès", "place de l’Hôtel-de-Ville", "rue des Tanneurs", "boulevard Victor-Hugo", "chemin du Moulin", "rue Louise-Michel", "quai des Pêcheurs",
    ];

    private static readonly string[] Pictures =
    [
        "Deux collines vertes sous un grand soleil, dessin.", "Collines et ciel clair, illustration de la section.", "Paysage dessiné : un soleil jaune au-dessus des prés.",
    ];

    /// <summary>Row number <paramref name="number"/> of <paramref name="count"/>.</summary>
    public EventRow Write(int number, int count)
    {
        var town = Pick(Place.All, place => place.Weight);
        var kind = EventKind.For(town, number);
        var topic = Pick([.. Topic.All.Where(topic => topic.Fits(town))], _ => 1);
        var past = number < count / 8;
        var days = past ? -chance.Next(1, 20) : number < count * 3 / 4 ? chance.Next(1, 21) : chance.Next(21, 120);
        var starts = Today(town.Zone).AddDays(days).AddHours(kind.Hour).AddMinutes(kind.Minute + (15 * chance.Next(0, 3)));
        var created = now.AddDays(Math.Min(days, 0) - chance.Next(2, 60)).AddMinutes(-chance.Next(1440));
        var venue = town.Online ? "Visioconférence" : kind.Venues[chance.Next(kind.Venues.Length)];
        var id = string.Create(CultureInfo.InvariantCulture, $"evt-{number + 1:0000}");
        return new EventRow
        {
            Id = id,
            Town = town,
            Title = Fill(kind.Title, town, topic),
            Summary = Fill(kind.Summary, town, topic),
            Body = Body(kind, topic, town, venue),
            Starts = starts,
            Ends = chance.Next(12) == 0 ? null : starts.AddMinutes(kind.Minutes),
            Zone = town.Zone,
            Venue = venue,
            Address = town.Online ? null : string.Create(CultureInfo.InvariantCulture, $"{chance.Next(1, 120)} {Streets[chance.Next(Streets.Length)]}"),
            Territory = town.Territory,
            PlacePublic = chance.Next(20) != 0,
            Url = $"https://tilleul.example.org/agenda/{id}",
            OnlineUrl = town.Online || chance.Next(10) == 0 ? $"https://visio.example.org/{id}" : null,
            Image = chance.Next(3) == 0 ? chance.Next(1, 1 + Sandbox.Pictures.SamplePictures.Count) : null,
            ImageAlt = chance.Next(4) == 0 ? null : Pictures[chance.Next(Pictures.Length)],
            Themes = topic.Theme,
            Capacity = chance.Next(3) == 0 ? 10 * chance.Next(2, 30) : null,
            Registrations = chance.Next(0, 9),
            Status = past ? "done" : Status(),
            Visibility = chance.Next(25) == 0 ? "members" : chance.Next(60) == 0 ? "private" : "public",
            Created = created,
            Updated = created.AddHours(chance.Next(0, 47)),
        };
    }

    /// <summary>Midnight of today in a zone, as a wall time.</summary>
    public DateTime Today(string zone) => TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date;

    public static string Fill(string text, Place town, Topic topic) => text
        .Replace("{at}", town.At, StringComparison.Ordinal).Replace("{of}", town.Of, StringComparison.Ordinal).Replace("{about}", topic.About, StringComparison.Ordinal);

    private static string Body(EventKind kind, Topic topic, Place town, string venue)
    {
        var bring = kind.Bring.Length == 0 ? "" : $"<p>À apporter : {WebUtility.HtmlEncode(string.Join(", ", kind.Bring))}.</p>";
        var steps = string.Concat(topic.Steps.Select(step => $"<li>{WebUtility.HtmlEncode(step)}</li>"));
        return $"""
            <p>{WebUtility.HtmlEncode(kind.Welcome)}</p>
            <p>{WebUtility.HtmlEncode(topic.Finding)} <strong>{WebUtility.HtmlEncode(topic.Question)}</strong></p>
            <p>Nos propositions :</p>
            <ul>{steps}</ul>
            {bring}<p>Lieu : {WebUtility.HtmlEncode(venue)}, {WebUtility.HtmlEncode(town.Name)}. <a href="https://tilleul.example.org/nous-ecrire">Nous écrire</a></p>
            """;
    }

    private string Status() => chance.Next(20) switch { 0 => "cancelled", 1 => "postponed", 2 => "draft", < 8 => "planned", _ => "confirmed" };

    private T Pick<T>(IReadOnlyList<T> all, Func<T, int> weight)
    {
        var mark = chance.Next(all.Sum(weight));
        return all.First(each => (mark -= weight(each)) < 0);
    }
}
