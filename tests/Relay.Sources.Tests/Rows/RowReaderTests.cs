using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.Tests.Rows;

public sealed class RowReaderTests
{
    [TestCase("title", null)]
    [TestCase("title", "\u200B \u00A0")]
    [TestCase("title", "<b></b>")]
    [TestCase("title", "<script>alert(1)</script>")]
    [TestCase("title", "Réunion <img src=x onerror=alert(1)>")]
    [TestCase("starts_local", null)]
    [TestCase("starts_local", "10/03/2026 19:00")]
    [TestCase("starts_local", "2026-03-10")]
    [TestCase("starts_local", "2026-02-30 19:00")]
    [TestCase("starts_local", "2026-03-10 24:00")]
    [TestCase("starts_local", "2026-03-10 ١٩:00")]
    [TestCase("starts_local", "0001-01-01 00:00")]
    [TestCase("starts_local", "infinity")]
    [TestCase("starts_local", "20260310")]
    [TestCase("ends_local", "2026-03-10 18:59")]
    [TestCase("ends_local", "demain")]
    [TestCase("zone", "Europe/Bordeaux")]
    [TestCase("zone", "Romance Standard Time")]
    [TestCase("territory", "33")]
    [TestCase("territory", "Gironde")]
    [TestCase("territory", "DEP-20")]
    [TestCase("postal_code", "75011")]
    [TestCase("url", "parti.example/e/42")]
    [TestCase("url", "https://")]
    [TestCase("url", "https://parti.example/e 42")]
    [TestCase("url", "javascript:alert(1)")]
    [TestCase("url", "https://moi:secret@parti.example/")]
    [TestCase("online_url", "zoom 123 456")]
    [TestCase("image_url", "file:///etc/passwd")]
    [TestCase("body_html", "<p onclick='x()'>Venez</p>")]
    [TestCase("body_html", "<iframe src='https://x.example'></iframe>")]
    [TestCase("latitude", "95")]
    [TestCase("latitude", "nord")]
    [TestCase("capacity", "beaucoup")]
    [TestCase("registrations", "-3")]
    [TestCase("registrations", "1.5")]
    [TestCase("status", "perhaps")]
    [TestCase("status", "3")]
    [TestCase("status", null)]
    [TestCase("visibility", null)]
    [TestCase("visibility", "all")]
    [TestCase("organiser_public", "peut-être")]
    [TestCase("updated_at", "hier")]
    [TestCase("source_id", " ")]
    [TestCase("source_id", "a\nb")]
    public void Read_OneWrongValue_IsReportedForItsColumnInBothLanguages(string column, string? value)
    {
        var row = Read(Good(column, value));

        var fault = ((SourceRow.Faulty)row).Faults.Single();
        Assert.That(fault.Column, Is.EqualTo(column));
        Assert.That(fault.In("fr"), Is.Not.Empty.And.Not.EqualTo(fault.In("en")));
    }

    [TestCase("title", 501)]
    [TestCase("summary", 5_001)]
    [TestCase("place", 301)]
    [TestCase("address", 501)]
    [TestCase("section", 201)]
    [TestCase("organiser", 201)]
    [TestCase("image_alt", 2_001)]
    [TestCase("source_id", 201)]
    [TestCase("themes", 101)]
    [TestCase("body_html", 200_001)]
    public void Read_OverlongText_IsReported(string column, int length)
    {
        var row = Read(Good(column, new string('a', length)));

        Assert.That(((SourceRow.Faulty)row).Faults.Single().Column, Is.EqualTo(column));
    }

    [TestCase("Europe/Paris", true)]
    [TestCase("Indian/Reunion", false)]
    public void Read_HourThatClocksSkip_IsReportedWhereTheyDo(string zone, bool skipped)
    {
        var row = Read(Good("starts_local", "2026-03-29 02:30", "ends_local", null, "zone", zone));

        Assert.That((row as SourceRow.Faulty)?.Faults.Single().Column, Is.EqualTo(skipped ? "starts_local" : null));
    }

    [Test]
    public void Read_ManyWrongValues_ReportsAllAtOnce()
    {
        var row = Read(Good("title", "", "zone", "Mars/Olympus", "url", "x", "starts_local", "x", "territory", "x", "status", "x"));

        Assert.That(((SourceRow.Faulty)row).Faults.Select(fault => fault.Column).Order(), Is.EqualTo(["starts_local", "status", "territory", "title", "url", "zone"]));
    }

    [TestCase("territory", null, "postal_code", "05110", "DEP-04")]
    [TestCase("territory", null, "postal_code", "00800", "postal code")]
    [TestCase("territory", null, "postal_code", null, "postal code")]
    public void Read_TerritoryThatNobodyTells_SaysWhatToWrite(string column, string? value, string other, string? code, string said)
    {
        var row = Read(Good(column, value, other, code));

        Assert.That(((SourceRow.Faulty)row).Faults.Single().Reason, Does.Contain(said));
    }

    [TestCase(null, "97410", "DEP-974", "Indian/Reunion")]
    [TestCase(null, "20200", "DEP-2B", "Europe/Paris")]
    [TestCase("COL-987", "98714", "COL-987", "Pacific/Tahiti")]
    [TestCase("REG-75", "33000", "REG-75", "Europe/Paris")]
    [TestCase("FR", null, "FR", "Europe/Paris")]
    [TestCase("ABR", "10115 Berlin", "ABR", "Europe/Paris")]
    [TestCase("DEP-33", "boîte 12", "DEP-33", "Europe/Paris")]
    public void Read_RowWithoutAZone_TakesItsTerritorys(string? territory, string? code, string expected, string zone)
    {
        var item = Item(Good("territory", territory, "postal_code", code, "zone", null));

        Assert.That((item.Territory.Code, item.Zone), Is.EqualTo((expected, zone)));
    }

    [TestCase("2026-03-10 19:00", 19)]
    [TestCase("2026-03-10T19:00:00", 19)]
    [TestCase("2026-03-10 19:00:00.000", 19)]
    [TestCase("2026-03-10 18:00:00+00", 19)]
    [TestCase("2026-03-10T18:00:00Z", 19)]
    [TestCase("2026-03-10T22:00:00+04:00", 19)]
    [TestCase("1773165600", 19)]
    [TestCase("1773165600000", 19)]
    public void Read_StartInAnyForm_IsTheHourOnTheWallThere(string written, int hour)
    {
        var item = Item(Good("starts_local", written));

        Assert.That(item.StartsLocal, Is.EqualTo(new DateTime(2026, 3, 10, hour, 0, 0)));
    }

    [Test]
    public void Read_EndAtTheStart_IsAnOpenEnd() => Assert.That(Item(Good("ends_local", "2026-03-10 19:00")).EndsLocal, Is.Null);

    [Test]
    public void Read_EndAcrossTheAutumnChange_IsAfterItsStart()
    {
        var item = Item(Good("starts_local", "2026-10-25 01:30", "ends_local", "2026-10-25 02:15"));

        Assert.That(item.Ends - item.Starts, Is.EqualTo(TimeSpan.FromMinutes(45)));
    }

    [TestCase("<b>Réunion</b> d&#39;été &amp; d&eacute;bat", "Réunion d'été & débat")]
    [TestCase("  Réunion\n publique  ", "Réunion publique")]
    [TestCase("On vous <3 : a < b > c", "On vous <3 : a < b > c")]
    [TestCase("R&D et AT&T", "R&D et AT&T")]
    [TestCase("\u202EÀ l'envers\u202C", "À l'envers")]
    [TestCase("Fête 🎉 <Europe>", "Fête 🎉 <Europe>")]
    public void Read_Title_IsOneSafeLine(string written, string title) => Assert.That(Item(Good("title", written)).Title, Is.EqualTo(title));

    [TestCase("Un\nDeux\n\nTrois &eacute;", "Un\nDeux\n\nTrois é")]
    [TestCase("Un\r\nDeux", "Un\nDeux")]
    [TestCase("<a href='/agir'>Agir</a>", "Agir (https://parti.example/agir)")]
    public void Read_Body_KeepsLinesOfPlainTextAndLinksOfHtml(string written, string? body) => Assert.That(Item(Good("body_html", written)).Body, Is.EqualTo(body));

    [TestCase("Climat;  Eau ;climat", "climat|eau")]
    [TestCase("Climat, Eau", "climat|eau")]
    [TestCase("[\"Climat\", \"Eau, air\"]", "climat|eau, air")]
    [TestCase("[climat", "[climat")]
    [TestCase("", "")]
    public void Read_Themes_AreLowerCaseAndOnce(string written, string themes) => Assert.That(string.Join('|', Item(Good("themes", written)).Themes), Is.EqualTo(themes));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase(null)]
    public void Read_CapacityThatMeansNoLimit_IsNone(string? written) => Assert.That(Item(Good("capacity", written)).Capacity, Is.Null);

    [TestCase("0", "0", null)]
    [TestCase("44,84", "-0,58", 44.84)]
    public void Read_Coordinates_AreReadAsPartiesWriteThem(string latitude, string longitude, double? expected)
        => Assert.That(Item(Good("latitude", latitude, "longitude", longitude)).Coordinates?.Latitude, Is.EqualTo(expected));

    [Test]
    public void Read_PrivateAddressRepeatedInTheBody_IsReported()
    {
        var row = Read(Good("place_public", "false", "address", "3 rue du Port", "body_html", "<p>Rendez-vous au 3 Rue du Port, code 12A.</p>"));

        var fault = ((SourceRow.Faulty)row).Faults.Single();
        Assert.That((fault.Column, fault.Reason.Contains("Port", StringComparison.Ordinal)), Is.EqualTo(("address", false)));
    }

    [Test]
    public void Read_EventThatDoesNotSayWhetherItsPlaceIsPublic_KeepsItPrivate()
    {
        var values = Good();
        values.Remove("place_public");
        values.Remove("organiser_public");

        var item = Item(values);

        Assert.That((item.Place, item.Address, item.Organiser), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public void Read_RowNeverUpdated_CountsFromItsCreation()
        => Assert.That(Item(Good("updated_at", null)).UpdatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero)));

    [TestCase("status", "cancelled")]
    [TestCase("status", "postponed")]
    [TestCase("status", "draft")]
    [TestCase("visibility", "members")]
    [TestCase("place_public", "false")]
    [TestCase("organiser_public", "false")]
    public void Less_OfAFaultyRowThatTakesSomethingBack_TakesItBack(string column, string value)
    {
        var before = Item(Good());
        var faulty = (SourceRow.Faulty)Read(Good("url", "pas une adresse", "title", "Autre titre", column, value));

        var after = (Event)faulty.Less!(before);

        var expected = column switch
        {
            "status" => before with { Status = Enum.Parse<EventStatus>(value, ignoreCase: true) },
            "visibility" => before with { Visibility = Visibility.Members },
            "place_public" => before with { Place = null, Address = null, PostalCode = null, Coordinates = null },
            _ => before with { Organiser = null },
        };
        Assert.That(after, Is.EqualTo(expected));
    }

    [Test]
    public void Less_OfARowThatOnlyIsWrong_ChangesNothing()
    {
        var before = Item(Good());
        var faulty = (SourceRow.Faulty)Read(Good("title", "", "starts_local", "2026-03-11 20:00", "status", "perhaps"));

        Assert.That(faulty.Less!(before), Is.EqualTo(before));
    }

    [Test]
    public void Less_OfAPlaceThatTurnsPrivate_AlsoLeavesOutTextsThatTellIt()
    {
        var before = Item(Good("body_html", "Venez au 3 rue du Port"));
        var faulty = (SourceRow.Faulty)Read(Good("body_html", "Venez au 3 rue du Port", "place_public", "0"));

        var after = (Event)faulty.Less!(before);

        Assert.That((after.Address, after.Body, after.Title), Is.EqualTo(((string?)null, (string?)null, before.Title)));
    }

    private static SourceRow Read(Dictionary<string, string?> values) => RowReader.Read(new Row(values), "party", ItemKind.Event, "Europe/Paris", new HashSet<string>());

    private static Event Item(Dictionary<string, string?> values)
    {
        var row = Read(values);
        Assert.That(row, Is.InstanceOf<SourceRow.Good>(), row is SourceRow.Faulty faulty ? string.Join(' ', faulty.Faults) : "");
        return (Event)((SourceRow.Good)row).Item;
    }

    private static Dictionary<string, string?> Good(params string?[] changes)
    {
        var values = new Dictionary<string, string?>
        {
            ["source_id"] = "42", ["created_at"] = "2026-01-01 08:00:00", ["updated_at"] = "2026-01-02 08:00:00", ["title"] = "Réunion publique", ["summary"] = "Venez", ["body_html"] = "<p>Venez</p>",
            ["starts_local"] = "2026-03-10 19:00", ["ends_local"] = "2026-03-10 21:00", ["zone"] = "Europe/Paris", ["place"] = "Salle des fêtes", ["place_public"] = "true", ["address"] = "3 rue du Port",
            ["postal_code"] = "33000", ["territory"] = "DEP-33", ["latitude"] = "44.84", ["longitude"] = "-0.58", ["url"] = "https://parti.example/e/42", ["online_url"] = null,
            ["image_url"] = "https://parti.example/e.jpg", ["image_alt"] = "La salle", ["themes"] = "climat", ["section"] = "Bordeaux-Nord", ["organiser"] = "Camille", ["organiser_certified"] = "1",
            ["organiser_public"] = "1", ["capacity"] = "80", ["registrations"] = "12", ["status"] = "confirmed", ["visibility"] = "public",
        };
        for (var i = 0; i < changes.Length; i += 2)
        {
            values[changes[i]!] = changes[i + 1];
        }
        return values;
    }
}
