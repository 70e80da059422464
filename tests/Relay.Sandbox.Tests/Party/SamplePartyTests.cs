using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.Sandbox.Party;

namespace Relay.Sandbox.Tests.Party;

public sealed class SamplePartyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] EventColumns =
    [
        "source_id", "created_at", "updated_at", "title", "summary", "body_html", "starts_local", "ends_local", "zone", "place", "address", "postal_code", "territory", "latitude",
        "longitude", "url", "online_url", "image_url", "image_alt", "themes", "section", "organiser", "organiser_certified", "organiser_public", "place_public", "capacity",
        "registrations", "status", "visibility",
    ];

    private static readonly string[] InitiativeColumns =
    [
        "source_id", "created_at", "updated_at", "title", "summary", "body_html", "place", "postal_code", "territory", "latitude", "longitude", "url", "image_url", "image_alt",
        "themes", "section", "organiser", "organiser_certified", "organiser_public", "closes_on", "supporters", "status", "visibility",
    ];

    private string _file = "";

    [SetUp]
    public void NameTheFile() => _file = Path.Combine(Path.GetTempPath(), $"relay-party-{Guid.NewGuid():N}.db");

    [TearDown]
    public void DeleteTheFile() => File.Delete(_file);

    [Test]
    public void Create_Views_HaveTheAgreedColumnsAndEachIsFilledSomewhere()
    {
        SampleParty.Create(_file, Now, seed: 1, new Uri("http://127.0.0.1:5100/"));

        foreach (var (view, columns) in new[] { ("relay_events", EventColumns), ("relay_initiatives", InitiativeColumns) })
        {
            var rows = Rows(view);
            Assert.That(rows[0].Keys, Is.EqualTo(columns), view);
            Assert.That(columns.Where(column => rows.All(row => row[column] is DBNull)), Is.Empty, view);
        }
    }

    [Test]
    public void Create_Rows_AreEnoughAndSpreadOverseas()
    {
        SampleParty.Create(_file, Now, seed: 2);

        var (events, initiatives) = (Rows("relay_events"), Rows("relay_initiatives"));
        var territories = events.Concat(initiatives).Select(row => (string)row["territory"]).Distinct().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(events, Has.Count.GreaterThanOrEqualTo(150));
            Assert.That(initiatives, Has.Count.GreaterThanOrEqualTo(60));
            Assert.That(territories, Is.SupersetOf(new[] { "DEP-2A", "DEP-2B", "DEP-971", "DEP-972", "DEP-973", "DEP-974", "COL-978", "COL-987", "COL-988", "FR" }));
            Assert.That(events.Count(row => IsOpen(row) && Starts(row) > Now.DateTime.AddDays(1) && Starts(row) < Now.DateTime.AddDays(21)), Is.GreaterThanOrEqualTo(80));
        });
    }

    [Test]
    public void Create_FaultyRows_AreSixAtMostAndTheOthersAreSound()
    {
        SampleParty.Create(_file, Now, seed: 3, new Uri("http://127.0.0.1:5100/"));

        var events = Rows("relay_events");
        var wrongEvents = events.Where(row => string.IsNullOrWhiteSpace((string)row["title"]) || (row["ends_local"] is string ends && string.CompareOrdinal(ends, (string)row["starts_local"]) <= 0)
            || !TimeZoneInfo.TryFindSystemTimeZoneById((string)row["zone"], out _) || ((string)(row["body_html"] as string ?? "")).Contains("<script", StringComparison.Ordinal));
        var wrongInitiatives = Rows("relay_initiatives").Where(row => !((string)row["territory"]).Contains('-', StringComparison.Ordinal) && (string)row["territory"] is not ("FR" or "ABR")
            || !((string)row["url"]).StartsWith("https://", StringComparison.Ordinal));
        var wrong = wrongEvents.Concat(wrongInitiatives).Select(row => (string)row["source_id"]).ToList();
        Assert.That(wrong, Has.Count.EqualTo(SampleParty.FaultyRows).And.All.Contains("faulty"));
    }

    [TestCase("evt-cancelled", "status", "cancelled")]
    [TestCase("evt-private-address", "place_public", 0L)]
    [TestCase("evt-corse-2a", "territory", "DEP-2A")]
    [TestCase("evt-miquelon", "postal_code", "97500")]
    [TestCase("evt-marquesas", "zone", "Pacific/Marquesas")]
    [TestCase("evt-dst-night", "starts_local", "2027-03-27T23:30")]
    [TestCase("evt-dst-night", "ends_local", "2027-03-28T04:30")]
    [TestCase("evt-dst-hour", "starts_local", "2027-03-28T03:30")]
    [TestCase("evt-midnight", "starts_local", "2026-11-23T00:00")]
    [TestCase("evt-missing-image", "image_url", "http://127.0.0.1:5100/pictures/25.png")]
    public void Create_AwkwardEvents_AreThere(string id, string column, object expected)
    {
        SampleParty.Create(_file, Now, seed: 4, new Uri("http://127.0.0.1:5100/"));

        var row = Rows("relay_events").Single(each => (string)each["source_id"] == id);
        Assert.That(row[column], Is.EqualTo(expected));
    }

    [Test]
    public void Create_AwkwardTitles_AreLongQuotedMarkedUpAndPictorial()
    {
        SampleParty.Create(_file, Now, seed: 5);

        var titles = Rows("relay_events").Select(row => (string)row["title"]).ToArray();
        Assert.That(titles, Has.Some.Length.GreaterThan(280).And.Some.Contains("<script>").And.Some.Contains("👩‍👩‍👧‍👦").And.Some.Contains('"').And.Some.Contains("&amp;"));
    }

    [Test]
    public void Create_SameSeed_WritesTheSameRows()
    {
        var second = _file + "2";
        SampleParty.Create(_file, Now, seed: 6);
        SampleParty.Create(second, Now, seed: 6);
        try
        {
            Assert.That(Rows("relay_events", second), Is.EqualTo(Rows("relay_events")));
            Assert.That(Rows("relay_initiatives", second), Is.EqualTo(Rows("relay_initiatives")));
        }
        finally
        {
            File.Delete(second);
        }
    }

    [Test]
    public void Create_FileThere_RefusesToTouchIt()
    {
        File.WriteAllText(_file, "mine");

        Assert.That(() => SampleParty.Create(_file, Now, seed: 7), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(_file), Is.EqualTo("mine"));
    }

    private static bool IsOpen(Dictionary<string, object> row) => (string)row["status"] is "planned" or "confirmed" && (string)row["visibility"] == "public";

    private static DateTime Starts(Dictionary<string, object> row) => DateTime.ParseExact((string)row["starts_local"], "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private List<Dictionary<string, object>> Rows(string view, string? file = null)
    {
        using var connection = new SqliteConnection($"Data Source={file ?? _file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names of two views
        command.CommandText = $"SELECT * FROM {view} ORDER BY source_id";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue));
        }
        return rows;
    }
}
