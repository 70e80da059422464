using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>Calendars as programs really write them, and as they should not: each with the rows that must come of it. Now is 21 November 2026, 12:00 in Paris.</summary>
public sealed class AwkwardCalendarTests
{
    // One line: what the event says instead of the usual, a bar between lines; then what must come of it.
    [TestCase("DTSTART:20261128T173000Z", "e1@parti.example 2026-11-28 18:30", TestName = "utc is shown on the clock of the place")]
    [TestCase("DTSTART:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "floating is the source's zone")]
    [TestCase("DTSTART;TZID=\"Europe/Paris\":20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "quoted zone")]
    [TestCase("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "zone behind a prefix")]
    [TestCase("DTSTART;TZID=Romance Standard Time:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "windows zone")]
    [TestCase("DTSTART;TZID=Indian/Reunion:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "zone overseas keeps its own wall")]
    [TestCase("DTSTART;VALUE=DATE:20261128", "e1@parti.example 2026-11-28 00:00", TestName = "whole day")]
    [TestCase("DTSTART:20261128", "e1@parti.example 2026-11-28 00:00", TestName = "whole day that does not say so")]
    [TestCase("dtstart;tzid=Europe/Paris:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "small letters")]
    [TestCase("DTSTART;X-NOTE=a:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "unknown parameter")]
    [TestCase("DTSTART;TZID=Europe/Paris:20270328T023000", "e1@parti.example 2027-03-28 03:30", TestName = "hour that clocks skip is read with the offset before")]
    [TestCase("DTSTART;TZID=Europe/Paris:20261118T183000", "", TestName = "long over is not read")]
    [TestCase("DTSTART;TZID=Europe/Paris:20261118T183000|DURATION:P5D", "e1@parti.example 2026-11-18 18:30", TestName = "begun and not over is read")]
    [TestCase("DTSTART;TZID=Europe/Paris:20281128T183000", "e1@parti.example 2028-11-28 18:30", TestName = "single event has no end of window")]
    [TestCase("STATUS:CONFIRMED|SEQUENCE:3|TRANSP:OPAQUE|X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "e1@parti.example 2026-11-28 18:30", TestName = "properties that matter to nobody")]
    [TestCase("BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:-PT15M|END:VALARM", "e1@parti.example 2026-11-28 18:30", TestName = "alarm inside")]
    [TestCase("RRULE:FREQ=WEEKLY;COUNT=3", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261205 2026-12-05 18:30|e1@parti.example#20261212 2026-12-12 18:30", TestName = "series")]
    [TestCase("RRULE:FREQ=WEEKLY;COUNT=3|EXDATE;TZID=Europe/Paris:20261205T183000", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261212 2026-12-12 18:30", TestName = "date taken out")]
    [TestCase("RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20261205T173000Z", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261212 2026-12-12 18:30", TestName = "date taken out in utc")]
    [TestCase("RDATE;TZID=Europe/Paris:20261201T183000,20261202T200000", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261201 2026-12-01 18:30|e1@parti.example#20261202 2026-12-02 20:00", TestName = "dates one by one")]
    [TestCase("RDATE;TZID=Europe/Paris:20261128T210000", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261128T200000Z 2026-11-28 21:00", TestName = "twice on one day")]
    [TestCase("DTSTART;VALUE=DATE:20261128|RRULE:FREQ=DAILY;UNTIL=20261130", "e1@parti.example#20261128 2026-11-28 00:00|e1@parti.example#20261129 2026-11-29 00:00|e1@parti.example#20261130 2026-11-30 00:00", TestName = "whole days until a day, inclusive")]
    [TestCase("RRULE:FREQ=DAILY;UNTIL=20261129T173000Z", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261129 2026-11-29 18:30", TestName = "until the very moment, inclusive")]
    [TestCase("RRULE:FREQ=DAILY;UNTIL=20261129", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261129 2026-11-29 18:30", TestName = "times until a day")]
    [TestCase("DTSTART;TZID=Europe/Paris:20261003T183000|RRULE:FREQ=WEEKLY;UNTIL=20261201T000000Z", "e1@parti.example#20261121 2026-11-21 18:30|e1@parti.example#20261128 2026-11-28 18:30", TestName = "series across the change of clocks keeps its hour")]
    [TestCase("RECURRENCE-ID;TZID=Europe/Paris:20261127T183000", "e1@parti.example#20261127 2026-11-28 18:30", TestName = "exception without its series")]
    [TestCase("RRULE:FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1;COUNT=2", "e1@parti.example#20261128 2026-11-28 18:30|e1@parti.example#20261226 2026-12-26 18:30", TestName = "last saturday by position")]
    [TestCase("DTSTART;TZID=Europe/Paris:20260901T090000|DTEND;TZID=Europe/Paris:20261201T180000|RRULE:FREQ=YEARLY;COUNT=1", "e1@parti.example#20260901 2026-09-01 09:00", TestName = "date of a series that lasts three months is read while it is under way")]
    [TestCase("DTSTART;VALUE=DATE:20261128|DTEND;VALUE=DATE:20261128", "e1@parti.example 2026-11-28 00:00", TestName = "whole day that ends on the day it starts")]
    [TestCase("DTEND;TZID=Europe/Paris:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "end at the start")]
    [TestCase("DURATION:PT0S", "e1@parti.example 2026-11-28 18:30", TestName = "no length")]
    [TestCase("DTSTART;TZID=Europe/Berlin:20261128T183000", "e1@parti.example 2026-11-28 18:30", TestName = "nextcloud in another capital")]
    [TestCase("DTSTART;TZID=\"tzone://Microsoft/Custom\":20261128T183000", "e1@parti.example: DTSTART line 8: the zone 'tzone://Microsoft/Custom' is unknown and the calendar does not describe it.", TestName = "outlook's custom zone without its description")]
    [TestCase("X-ALT-DESC;FMTTYPE=text/html:<html><body>x</body></html>|X-MICROSOFT-CDO-ALLDAYEVENT:FALSE|CLASS:PUBLIC|PRIORITY:5", "e1@parti.example 2026-11-28 18:30", TestName = "outlook's own properties")]
    [TestCase("ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=\"Durand; Claire, 33\";X-NUM-GUESTS=0:mailto:c@parti.example", "e1@parti.example 2026-11-28 18:30", TestName = "google's attendee with separators in a quoted name")]
    [TestCase("SUMMARY:-", "e1@parti.example: SUMMARY line 4: it is missing.", TestName = "no title")]
    [TestCase("UID:-", "ligne 4: UID line 4: the event has no id, or several.", TestName = "no id")]
    [TestCase("DTSTART:-", "e1@parti.example: DTSTART line 4: the event has no start.", TestName = "no start")]
    [TestCase("DTSTART:demain", "e1@parti.example: DTSTART line 8: 'demain' is no date like 20261121 or 20261121T183000.", TestName = "start in words")]
    [TestCase("DTSTART:20260231T100000", "e1@parti.example: DTSTART line 8: '20260231T100000' is no date like 20261121 or 20261121T183000.", TestName = "31 February")]
    [TestCase("DTSTART;VALUE=DATE:20261128T183000", "e1@parti.example: DTSTART line 8: it says that it is DATE and is not.", TestName = "time that says it is a day")]
    [TestCase("DTSTART;TZID=Europe/Paris:20261128T183000Z", "e1@parti.example: DTSTART line 8: it is both in UTC (Z) and in a zone (TZID).", TestName = "zone and utc at once")]
    [TestCase("DTSTART;TZID=Gironde:20261128T183000", "e1@parti.example: DTSTART line 8: the zone 'Gironde' is unknown and the calendar does not describe it.", TestName = "unknown zone")]
    [TestCase("DTEND;TZID=Europe/Paris:20261128T173000", "e1@parti.example: DTEND line 9: the end is before the start.", TestName = "end before start")]
    [TestCase("DTEND;TZID=Europe/Paris:20261128T203000|DURATION:PT2H", "e1@parti.example: DURATION line 10: the event has a DTEND as well: only one of them may stand.", TestName = "end and length")]
    [TestCase("DTEND;VALUE=DATE:20261129", "e1@parti.example: DTEND line 9: start and end must both be days, or both be times.", TestName = "end of another kind")]
    [TestCase("DURATION:2h", "e1@parti.example: DURATION line 9: this is no length of time like PT1H30M.", TestName = "length in words")]
    [TestCase("DURATION:-PT1H", "e1@parti.example: DURATION line 9: the length of time is negative.", TestName = "negative length")]
    [TestCase("STATUS:CONFIRMED|STATUS:CANCELLED", "e1@parti.example: STATUS line 10: this property already stands on line 9.", TestName = "two statuses")]
    [TestCase("STATUS:NEEDS-ACTION", "e1@parti.example: STATUS line 9: it must be one of draft, planned, confirmed, postponed, cancelled, done.", TestName = "status of a task")]
    [TestCase("GEO:44.8", "e1@parti.example: GEO line 9: it must be latitude;longitude.", TestName = "half a position")]
    [TestCase("URL:parti.example/e1", "e1@parti.example: URL line 9: it is not a web address: write it whole, starting with https://, without spaces, name or password.", TestName = "address without its beginning")]
    [TestCase("DESCRIPTION:<script>alert(1)</script>", "e1@parti.example: DESCRIPTION line 9: hostile HTML: <script>. Take it out of the text.", TestName = "hostile description")]
    [TestCase("RRULE:FREQ=YEARLY;BYWEEKNO=20", "e1@parti.example: RRULE line 9: Relay does not understand 'BYWEEKNO' in this repetition: write it otherwise, or make each date an event of its own.", TestName = "rule that is not understood")]
    [TestCase("EXRULE:FREQ=DAILY", "e1@parti.example: EXRULE line 9: Relay does not understand EXRULE: take the dates out one by one.", TestName = "rule of exceptions")]
    [TestCase("RRULE:FREQ=DAILY|EXDATE;VALUE=DATE:20261129", "e1@parti.example: RDATE/EXDATE line 10: days and times are mixed in this series.", TestName = "day taken out of times")]
    [TestCase("RDATE;VALUE=PERIOD:20261201T180000Z/PT2H", "e1@parti.example: RDATE line 9: '20261201T180000Z/PT2H' is no date like 20261121 or 20261121T183000.", TestName = "periods")]
    [TestCase("SUMMARY;LANGUAGE:Café", "e1@parti.example: SUMMARY line 8: this line does not read NAME;PARAMETER=value:value.", TestName = "parameter without value")]
    [TestCase("X-ODD \"line:1", "e1@parti.example: ? line 9: this line does not read NAME;PARAMETER=value:value.", TestName = "line that is none")]
    public void Read_Event_GivesRows(string lines, string expected)
    {
        var rows = Calendars.Read(Calendars.Of(Calendars.Event(lines.Split('|'))));

        Assert.That(Calendars.Say(rows).Replace("\n", "|", StringComparison.Ordinal), Is.EqualTo(expected));
    }

    [Test]
    public void Read_SeriesWithRefusedRule_LetsNothingCountAsGone()
    {
        var row = (SourceRow.Faulty)Calendars.Read(Calendars.Of(Calendars.Event("RRULE:FREQ=YEARLY;BYWEEKNO=20"))).Single();

        Assert.That(row.IsNameless, Is.True, "its dates can't be known, so none of them is missing");
    }

    [TestCase("Europe/Paris", "18:30", TestName = "described otherwise than its name says: the name counts")]
    [TestCase("Heure du bureau", "17:30", TestName = "name of one's own: its description counts")]
    public void Read_DescribedZone_GivesItsHour(string zone, string hour)
    {
        // An hour ahead of Paris.
        var text = Calendars.Of([
            "BEGIN:VTIMEZONE", $"TZID:{zone}", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE",
            .. Calendars.Event($"DTSTART;TZID={zone}:20261128T183000"),
        ]);

        var item = (Event)((SourceRow.Good)Calendars.Read(text).Single()).Item;

        Assert.That(TimeZoneInfo.ConvertTime(item.Starts, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(hour));
    }

    [Test]
    public void Read_MovedAndCancelledDates_StandUnderTheirDay()
    {
        var text = Calendars.Of([
            .. Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=3"),
            .. Calendars.Event("RECURRENCE-ID;TZID=Europe/Paris:20261205T183000", "DTSTART;TZID=Europe/Paris:20261206T100000", "SUMMARY:Matinée"),
            .. Calendars.Event("RECURRENCE-ID:20261212T173000Z", "DTSTART;TZID=Europe/Paris:20261212T183000", "STATUS:CANCELLED"),
        ]);

        var events = Calendars.Read(text).OfType<SourceRow.Good>().Select(row => (Event)row.Item).Select(item => $"{item.Key.Id} {item.StartsLocal:dd HH} {item.Title} {item.Status}");

        Assert.That(events, Is.EqualTo(new[]
        {
            "e1@parti.example#20261128 28 18 Café citoyen Confirmed", "e1@parti.example#20261205 06 10 Matinée Confirmed", "e1@parti.example#20261212 12 18 Café citoyen Cancelled",
        }));
    }

    [Test]
    public void Read_ThisAndFuture_IsRefusedFromThatDateOn()
    {
        var text = Calendars.Of([
            .. Calendars.Event("RRULE:FREQ=WEEKLY;COUNT=3"),
            .. Calendars.Event("RECURRENCE-ID;TZID=Europe/Paris;RANGE=THISANDFUTURE:20261205T183000", "DTSTART;TZID=Europe/Paris:20261205T200000"),
        ]);

        Assert.That(Calendars.Say(Calendars.Read(text)).Split('\n').Select(line => line[..Math.Min(line.Length, 60)]), Is.EqualTo(new[]
        {
            "e1@parti.example#20261128 2026-11-28 18:30", "e1@parti.example#20261205: RECURRENCE-ID line 15: \"this and ", "e1@parti.example#20261212: RECURRENCE-ID line 15: \"this and ",
        }));
    }

    [TestCase("SEQUENCE:1", "SEQUENCE:2", "20:00")]
    [TestCase("SEQUENCE:3", "SEQUENCE:2", "18:30")]
    [TestCase("LAST-MODIFIED:20261101T000000Z", "LAST-MODIFIED:20261102T000000Z", "20:00")]
    public void Read_SameEventTwice_TheNewerCounts(string first, string second, string start)
    {
        var rows = Calendars.Read(Calendars.Of([.. Calendars.Event(first), .. Calendars.Event(second, "DTSTART;TZID=Europe/Paris:20261128T200000")]));

        Assert.That(Calendars.Say(rows), Is.EqualTo($"e1@parti.example 2026-11-28 {start}"));
    }

    [Test]
    public void Read_SameEventTwiceWithNothingToTellThemApart_IsRefusedUnlessTheyAreTheSame()
    {
        var twice = Calendars.Read(Calendars.Of([.. Calendars.Event(), .. Calendars.Event("DTSTAMP:20261109T080000Z")]));
        var differing = Calendars.Read(Calendars.Of([.. Calendars.Event(), .. Calendars.Event("SUMMARY:Autre")]));

        Assert.That(Calendars.Say(twice), Is.EqualTo("e1@parti.example 2026-11-28 18:30"));
        Assert.That(Calendars.Say(differing), Is.EqualTo("e1@parti.example: UID line 4: this id also stands on line 10, and nothing says which is newer."));
    }

    [Test]
    public void Read_OneBadEvent_LetsTheOthersGoOn()
    {
        var rows = Calendars.Read(Calendars.Of([.. Calendars.Event("UID:bad", "DTSTART:demain"), .. Calendars.Event("UID:good")]));

        Assert.That(rows.Select(row => row.GetType().Name), Is.EqualTo(new[] { "Faulty", "Good" }));
    }
}
