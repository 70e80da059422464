using System.Globalization;
using System.Net;

namespace Relay.Sandbox.Party;

/// <summary>Writes the everyday initiatives: each wish once per town, most of them open.</summary>
internal sealed class ProjectWriter(DateTimeOffset now, Random chance)
{
    private readonly HashSet<(string Goal, string Town)> _written = [];

    public ProjectRow Write(int number)
    {
        var (town, topic) = Choose();
        var created = now.AddDays(-chance.Next(1, 90)).AddMinutes(-chance.Next(1440));
        var closes = DateOnly.FromDateTime(now.UtcDateTime).AddDays(chance.Next(10, 90));
        var id = string.Create(CultureInfo.InvariantCulture, $"prj-{number + 1:0000}");
        return new ProjectRow
        {
            Id = id,
            Town = town,
            Title = EventWriter.Fill(topic.Goal, town, topic),
            Summary = $"{topic.Finding} Soutenez cette initiative pour la faire avancer.",
            Body = Body(topic, town),
            Territory = town.Territory,
            Url = $"https://tilleul.example.org/initiatives/{id}",
            Image = chance.Next(2) == 0 ? chance.Next(1, 1 + Sandbox.Pictures.SamplePictures.Count) : null,
            ImageAlt = chance.Next(4) == 0 ? null : $"Affiche de l’initiative « {EventWriter.Fill(topic.Goal, town, topic)} ».",
            Themes = topic.Theme,
            ClosesOn = chance.Next(3) == 0 ? null : closes,
            Supporters = chance.Next(0, 60),
            Status = chance.Next(18) switch { 0 => "draft", 1 => "closed", 2 => "withdrawn", _ => "open" },
            Visibility = chance.Next(25) == 0 ? "members" : "public",
            Created = created,
            Updated = created.AddHours(chance.Next(0, 23)),
        };
    }

    private static string Body(Topic topic, Place town) => $"""
        <h2>Le constat</h2>
        <p>{WebUtility.HtmlEncode(topic.Finding)}</p>
        <h2>Ce que nous demandons {WebUtility.HtmlEncode(town.At)}</h2>
        <ol>{string.Concat(topic.Steps.Select(step => $"<li>{WebUtility.HtmlEncode(step)}</li>"))}</ol>
        <p>{WebUtility.HtmlEncode(topic.Question)} Racontez-le nous : <a href="https://tilleul.example.org/nous-ecrire">tilleul.example.org</a></p>
        """;

    private (Place Town, Topic Topic) Choose()
    {
        while (true)
        {
            var town = Place.All[chance.Next(Place.All.Count)];
            var topic = Topic.All[chance.Next(Topic.All.Count)];
            var fits = town.Online ? topic.Goal.Contains("{at}", StringComparison.Ordinal) : topic.Fits(town);
            if (fits && _written.Add((topic.Goal, town.Name)))
            {
                return (town.Online ? town with { Name = "France entière", At = "partout en France" } : town, topic);
            }
        }
    }
}
