using System.Globalization;
using System.Text;
using Relay.Core.Items;

namespace Relay.Sources.Csv;

/// <summary>The two files that a coordinator starts from: French headers, semicolons, UTF-8 with its mark and CRLF, so that Excel opens them well. Their examples are drafts: nobody publishes them by mistake.</summary>
public static class CsvTemplate
{
    /// <summary>Names of the two files.</summary>
    public static readonly IReadOnlyList<string> Files = ["evenements.csv", "initiatives.csv"];

    private static readonly string[] Event =
    [
        "source_id", "title", "starts_local", "ends_local", "place", "address", "postal_code", "place_public", "summary", "body_html", "url", "online_url", "image_url", "image_alt", "themes", "section",
        "capacity", "status", "visibility",
    ];

    private static readonly string[] Initiative =
        ["source_id", "title", "summary", "body_html", "place", "postal_code", "closes_on", "supporters", "url", "image_url", "image_alt", "themes", "section", "status", "visibility"];

    /// <summary>The contents of one of <see cref="Files"/>.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="today">The examples lie after this day.</param>
    public static byte[] Of(string file, DateOnly today)
    {
        var kind = CsvNames.KindOf(file) ?? throw new ArgumentException($"'{file}' is no template.", nameof(file));
        var columns = kind == ItemKind.Event ? Event : Initiative;
        var text = new StringBuilder();
        Line(text, columns.Select(column => CsvNames.French(kind, column)));
        foreach (var example in kind == ItemKind.Event ? Events(today) : Initiatives(today))
        {
            Line(text, columns.Select(column => example.GetValueOrDefault(column, "")));
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Whether an item is an example of the template, as it was given out: a draft nobody wrote.</summary>
    public static bool IsExample(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var isDraft = item is Relay.Core.Items.Event { Status: EventStatus.Draft } or Relay.Core.Items.Initiative { Status: InitiativeStatus.Draft };
        return isDraft && Events(default).Concat(Initiatives(default)).Any(example => example["source_id"] == item.Key.Id && example["title"] == item.Title);
    }

    /// <summary>The keys that the template's examples have in a source, whatever became of them.</summary>
    public static IEnumerable<ItemKey> KeysOfExamples(string source)
        => [.. Events(default).Select(example => new ItemKey(source, ItemKind.Event, example["source_id"])), .. Initiatives(default).Select(example => new ItemKey(source, ItemKind.Initiative, example["source_id"]))];

    private static IEnumerable<Dictionary<string, string>> Events(DateOnly today)
    {
        yield return new(StringComparer.Ordinal)
        {
            ["source_id"] = "exemple-cafe-citoyen", ["title"] = "Café citoyen : l'eau, un bien commun", ["starts_local"] = $"{Day(today, 14)} 18:30", ["ends_local"] = $"{Day(today, 14)} 20:30",
            ["place"] = "Salle des fêtes, Bordeaux", ["address"] = "3 rue du Port", ["postal_code"] = "33000", ["place_public"] = "oui", ["summary"] = "Venez en parler ; entrée libre.",
            ["body_html"] = "Au programme :\n• le prix de l'eau\n• \"l'eau en commun\", le film", ["url"] = "https://parti.example/cafe-citoyen", ["themes"] = "eau, climat", ["capacity"] = "80",
            ["status"] = "brouillon", ["visibility"] = "public",
        };
        yield return new(StringComparer.Ordinal)
        {
            ["source_id"] = "exemple-reunion-visio", ["title"] = "Réunion d'accueil en visio", ["starts_local"] = $"{Day(today, 21)} 20:00", ["postal_code"] = "33000", ["place_public"] = "non",
            ["url"] = "https://parti.example/accueil", ["online_url"] = "https://visio.example/accueil", ["status"] = "brouillon", ["visibility"] = "membres",
        };
    }

    private static IEnumerable<Dictionary<string, string>> Initiatives(DateOnly today)
    {
        yield return new(StringComparer.Ordinal)
        {
            ["source_id"] = "exemple-verger", ["title"] = "Un verger partagé dans chaque quartier", ["summary"] = "Planter, entretenir et récolter ensemble.", ["place"] = "Bègles", ["postal_code"] = "33130",
            ["closes_on"] = Day(today, 90), ["supporters"] = "12", ["url"] = "https://parti.example/verger", ["themes"] = "climat", ["status"] = "brouillon", ["visibility"] = "public",
        };
    }

    private static string Day(DateOnly today, int ahead) => today.AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value) => value.IndexOfAny([';', '"', '\n', '\r']) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
