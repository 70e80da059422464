using System.Text;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Sources.ICalendar;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>What the properties of an event become, and what is no calendar at all.</summary>
public sealed class CalendarContentTests
{
    [Test]
    public void Read_FullEvent_GivesEachField()
    {
        var item = Calendars.One(
            "DTEND;TZID=Europe/Paris:20261128T203000", "DESCRIPTION:Texte simple", "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Un</p><ul><li>deux\\, trois</li></ul></body></html>",
            "LOCATION:Salle des fêtes\\, 3 rue du Port\\n33000 Bordeaux", "GEO:44.8378;-0.58", "URL:https://parti.example/e1", "CATEGORIES:Eau,Climat\\, énergie", "CATEGORIES:Fête",
            "ORGANIZER;CN=\"Martin, Camille\":mailto:camille@parti.example", "IMAGE;VALUE=URI;DISPLAY=BADGE:https://parti.example/e1.jpg", "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://visio.example/e1",
            "STATUS:TENTATIVE", "CREATED:20261001T080000Z", "LAST-MODIFIED:20261102T080000Z");

        Assert.That(item, Is.EqualTo(new Event
        {
            Key = new ItemKey("agenda", ItemKind.Event, "e1@parti.example"),
            Title = "Café citoyen",
            Body = "Un\n\n• deux, trois",
            Territory = Territory.Parse("DEP-33"),
            StartsLocal = new DateTime(2026, 11, 28, 18, 30, 0),
            EndsLocal = new DateTime(2026, 11, 28, 20, 30, 0),
            Zone = "Europe/Paris",
            Place = "Salle des fêtes, 3 rue du Port 33000 Bordeaux",
            PostalCode = "33000",
            Coordinates = new Coordinates(44.8378, -0.58),
            Url = new Uri("https://parti.example/e1"),
            OnlineUrl = new Uri("https://visio.example/e1"),
            Image = new Image(new Uri("https://parti.example/e1.jpg")),
            Themes = item.Themes,
            Status = EventStatus.Planned,
            CreatedAt = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero),
        }));
        Assert.That(item.Themes, Is.EqualTo(["eau", "climat", "énergie", "fête"]));
    }

    [TestCase("CLASS:PRIVATE", Visibility.Private)]
    [TestCase("CLASS:CONFIDENTIAL", Visibility.Private)]
    [TestCase("CLASS:X-INTERNE", Visibility.Private)]
    [TestCase("CLASS:PUBLIC", Visibility.Public)]
    public void Read_Class_DecidesWhoMaySeeIt(string line, Visibility visibility)
    {
        var item = Calendars.One(line, "DESCRIPTION:Chez Camille", "LOCATION:12 rue de Camille");

        Assert.That((item.Visibility, item.Body is null, item.Place is null), Is.EqualTo((visibility, visibility != Visibility.Public, visibility != Visibility.Public)));
    }

    [TestCase("LOCATION:12 rue de Vienne\\, 24000 Périgueux", "DEP-24", TestName = "one code before a town")]
    [TestCase("LOCATION:Gare de 33000 Bordeaux puis 24000 Périgueux", "DEP-33", TestName = "two codes: the setting")]
    [TestCase("LOCATION:Bureau 24000", "DEP-33", TestName = "digits with no town behind them: the setting")]
    [TestCase("LOCATION:98000 Monaco", "DEP-33", TestName = "a code that lies nowhere: the setting")]
    public void Read_PostalCodeInPlace_TellsTheTerritory(string line, string territory) => Assert.That(Calendars.One(line).Territory.Code, Is.EqualTo(territory));

    [Test]
    public void Read_PlaceThatIsAnAddressOfTheWeb_IsWhereToJoin()
    {
        var item = Calendars.One("LOCATION:https://visio.example/salle");

        Assert.That((item.Place, item.OnlineUrl), Is.EqualTo(((string?)null, new Uri("https://visio.example/salle"))));
    }

    [TestCase("DTEND;TZID=Europe/Paris:20261128T183000", null, TestName = "end at the start is open")]
    [TestCase("DURATION:PT1H30M", "2026-11-28 20:00", TestName = "length")]
    [TestCase("DURATION:P1W", "2026-12-05 18:30", TestName = "length in weeks")]
    [TestCase("DTEND:20261128T193000Z", "2026-11-28 20:30", TestName = "end in another zone")]
    [TestCase("X-NOTE:1", null, TestName = "no end")]
    public void Read_End_IsOnTheWallOfTheStart(string line, string? ends)
        => Assert.That(Calendars.One(line).EndsLocal?.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(ends));

    [Test]
    public void Read_WholeDays_EndBeforeTheLastMidnight()
    {
        var item = Calendars.One("DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261130");

        Assert.That((item.StartsLocal, item.EndsLocal), Is.EqualTo((new DateTime(2026, 11, 28), (DateTime?)new DateTime(2026, 11, 30))));
    }

    [Test]
    public void Read_FoldInsideALetter_KeepsTheLetter()
    {
        var bytes = Encoding.UTF8.GetBytes(Calendars.Of(Calendars.Event("SUMMARY:Réunion")));
        var at = bytes.AsSpan().IndexOf("\u00E9"u8);
        byte[] folded = [.. bytes[..(at + 1)], (byte)'\r', (byte)'\n', (byte)' ', .. bytes[(at + 1)..]];

        Assert.That(((SourceRow.Good)IcalReading.Read(folded, Calendars.Options, Calendars.Now).Single()).Item.Title, Is.EqualTo("Réunion"));
    }

    [TestCase("\n")]
    [TestCase("\r")]
    [TestCase("\r\n\r\n")]
    public void Read_OtherLineEnds_ReadAlike(string end)
        => Assert.That(Calendars.Say(Calendars.Read("\uFEFF" + Calendars.Of(Calendars.Event("SUMMARY:Réu", " nion\\; suite")).Replace("\r\n", end, StringComparison.Ordinal))), Is.EqualTo("e1@parti.example 2026-11-28 18:30"));

    [Test]
    public void Read_Latin1_IsRefusedByLine()
    {
        var rows = IcalReading.Read(Encoding.Latin1.GetBytes(Calendars.Of(Calendars.Event("SUMMARY:Réunion"))), Calendars.Options, Calendars.Now);

        Assert.That(Calendars.Say(rows), Is.EqualTo("e1@parti.example: ? line 8: this line is not UTF-8: the calendar must be exported as UTF-8."));
    }

    [Test]
    public void Read_ZoneThatOnlyTheCalendarKnows_FollowsItsRulesInWinterAndSummer()
    {
        string[] zone =
        [
            "BEGIN:VTIMEZONE", "TZID:(UTC+01:00) Paris", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
        ];
        const string Named = "DTSTART;TZID=\"(UTC+01:00) Paris\":";

        var rows = Calendars.Read(Calendars.Of([.. zone, .. Calendars.Event("UID:hiver", Named + "20261128T183000"), .. Calendars.Event("UID:été", Named + "20270628T183000"),
            .. Calendars.Event("UID:trou", Named + "20270328T023000"), .. Calendars.Event("UID:double", Named + "20271031T023000"), .. Calendars.Event("UID:série", Named + "20270321T183000", "RRULE:FREQ=WEEKLY;COUNT=2")]));

        Assert.That(rows.OfType<SourceRow.Good>().Select(row => (Event)row.Item).Select(item => $"{item.Key.Id} {item.StartsLocal:MM-dd HH:mm} {item.Starts.UtcDateTime:HH:mm}"), Is.EqualTo(new[]
        {
            "hiver 11-28 18:30 17:30", "été 06-28 18:30 16:30", "trou 03-28 03:30 01:30", "double 10-31 02:30 00:30", "série#20270321 03-21 18:30 17:30", "série#20270328 03-28 18:30 16:30",
        }));
    }

    [Test]
    public void Read_CancelledCalendar_CancelsEachEvent()
        => Assert.That(Calendars.Read(Calendars.Of(["METHOD:CANCEL", .. Calendars.Event()])).OfType<SourceRow.Good>().Select(row => ((Event)row.Item).Status), Is.EqualTo(new[] { EventStatus.Cancelled }));

    [TestCase("<!DOCTYPE html><html>", "a web page answered")]
    [TestCase("{\"error\":1}", "no iCalendar")]
    [TestCase("", "empty")]
    [TestCase("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "cut off: the VEVENT of line 2")]
    [TestCase("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "line 3: END:VCALENDAR closes nothing")]
    [TestCase("BEGIN:VEVENT\r\nEND:VEVENT\r\n", "no iCalendar")]
    public void Read_WhatIsNoWholeCalendar_IsASourceThatIsDown(string text, string reason)
        => Assert.That(() => Calendars.Read(text), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain(reason).And.Property("Reason").Property("French").Not.Empty);
}
