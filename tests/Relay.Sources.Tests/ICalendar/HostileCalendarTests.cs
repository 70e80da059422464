using System.Globalization;
using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>Calendars that were written to hold a reader up: each is refused after a bounded piece of work, by line where only one event is at fault.</summary>
public sealed class HostileCalendarTests
{
    [Test]
    public void Read_LengthInDigitsOfAnotherScript_IsRefusedByLine()
        => Assert.That(Calendars.Say(Calendars.Read(Calendars.Of(Calendars.Event("DURATION:PT٢H")))), Is.EqualTo("e1@parti.example: DURATION line 9: this is no length of time like PT1H30M."));

    [Test]
    public void Read_ThousandsOfSeriesSince1600_StopsInsteadOfWorkingForMinutes()
    {
        string[] events = [.. Enumerable.Range(0, 3_000).SelectMany(number => Calendars.Event(string.Create(CultureInfo.InvariantCulture, $"UID:{number}"), "DTSTART:16000101T100000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"))];

        Assert.That(() => Calendars.Read(Calendars.Of(events)), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain("too much working out"));
    }

    [Test]
    public void Read_HundredsOfSeriesThatBeganLongAgo_AreReadAll()
    {
        string[] events = [.. Enumerable.Range(0, 500).SelectMany(number => Calendars.Event(string.Create(CultureInfo.InvariantCulture, $"UID:{number}"), "DTSTART:17000101T100000", "RRULE:FREQ=DAILY;INTERVAL=7"))];

        Assert.That(Calendars.Read(Calendars.Of(events)).OfType<SourceRow.Good>().Count(), Is.EqualTo(500 * 25));
    }

    [Test]
    public void Read_HugeEventThatRepeats_StopsInsteadOfReadingItThousandsOfTimes()
    {
        string[] events = Calendars.Event($"DESCRIPTION:{new string('x', 2_000_000)}", "RRULE:FREQ=DAILY");

        Assert.That(() => Calendars.Read(Calendars.Of(events)), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain("too much working out"));
    }

    [Test]
    public void Read_ZoneThatChangesEveryDaySince1600_IsRefusedByLine()
    {
        string[] zone = ["BEGIN:VTIMEZONE", "TZID:Gironde", "BEGIN:STANDARD", "DTSTART:16000101T020000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=DAILY", "END:STANDARD", "END:VTIMEZONE"];
        string[] events = [.. Enumerable.Range(0, 2_000).SelectMany(number => Calendars.Event(string.Create(CultureInfo.InvariantCulture, $"UID:{number}"), "DTSTART;TZID=Gironde:20261128T183000"))];

        var rows = Calendars.Read(Calendars.Of([.. zone, .. events]));

        Assert.That(rows.OfType<SourceRow.Faulty>().Count(), Is.EqualTo(2_000));
        Assert.That(Calendars.Say(rows.Take(1)), Is.EqualTo("0: VTIMEZONE line 4: this zone changes its clocks more than 5000 times."));
    }

    [Test]
    public void Read_MostlyUnreadableLines_IsASourceThatIsDown()
        => Assert.That(() => Calendars.Read(Calendars.Of([.. Enumerable.Repeat("?", 6_000)])), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain("5000 lines"));
}
