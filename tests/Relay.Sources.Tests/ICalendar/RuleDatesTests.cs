using System.Globalization;
using NUnit.Framework;
using Relay.Sources.ICalendar;
using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Recurring;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>The examples of RFC 5545 §3.8.5.3, with the dates it gives; times are 09:00 in New York, four or five hours behind UTC.</summary>
public sealed class RuleDatesTests
{
    [TestCase("1997-09-02", "FREQ=DAILY;COUNT=10", "09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11")]
    [TestCase("1997-09-02", "FREQ=DAILY;INTERVAL=2", "09-02 09-04 09-06 09-08 09-10 …")]
    [TestCase("1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "09-02 09-12 09-22 10-02 10-12")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;COUNT=10", "09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;UNTIL=19971224T000000Z", "09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04 11-11 11-18 11-25 12-02 12-09 12-16 12-23")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "09-02 09-16 09-30 10-14 10-28 11-11 11-25 12-09 12-23 01-06 01-20 02-03 02-17 …")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02")]
    [TestCase("1997-09-01", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03 10-13 10-15 10-17 10-27 10-29 10-31 11-10 11-12 11-14 11-24 11-26 11-28 12-08 12-10 12-12 12-22")]
    [TestCase("1997-09-02", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16")]
    [TestCase("1997-09-05", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "09-05 10-03 11-07 12-05 01-02 02-06 03-06 04-03 05-01 06-05")]
    [TestCase("1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "09-05 10-03 11-07 12-05")]
    [TestCase("1997-09-07", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "09-07 09-28 11-02 11-30 01-04 01-25 03-01 03-29 05-03 05-31")]
    [TestCase("1997-09-22", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "09-22 10-20 11-17 12-22 01-19 02-16")]
    [TestCase("1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3", "09-28 10-29 11-28 12-29 01-29 02-26 …")]
    [TestCase("1997-09-02", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 01-02 01-15")]
    [TestCase("1997-09-30", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "09-30 10-01 10-31 11-01 11-30 12-01 12-31 01-01 01-31 02-01")]
    [TestCase("1997-09-10", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "09-10 09-11 09-12 09-13 09-14 09-15 1999-03-10 03-11 03-12 03-13")]
    [TestCase("1997-09-02", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25 01-06 01-13 01-20 01-27 03-03 03-10 03-17 03-24 03-31 …")]
    [TestCase("1997-06-10", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "06-10 07-10 1998-06-10 07-10 1999-06-10 07-10 2000-06-10 07-10 2001-06-10 07-10")]
    [TestCase("1997-03-10", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "03-10 1999-01-10 02-10 03-10 2001-01-10 02-10 03-10 2003-01-10 02-10 03-10")]
    [TestCase("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "05-19 1998-05-18 1999-05-17 …")]
    [TestCase("1997-03-13", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "03-13 03-20 03-27 1998-03-05 03-12 03-19 03-26 1999-03-04 03-11 03-18 03-25 …")]
    [TestCase("1997-06-05", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "06-05 06-12 06-19 06-26 07-03 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28 1998-06-04 …")]
    [TestCase("1997-09-02", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "09-02 1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13 …")]
    [TestCase("1997-09-13", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "09-13 10-11 11-08 12-13 01-10 02-07 03-07 04-11 05-09 06-13 …")]
    [TestCase("1996-11-05", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "11-05 2000-11-07 2004-11-02 …")]
    [TestCase("1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "09-04 10-07 11-06")]
    [TestCase("1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "09-29 10-30 11-27 12-30 01-29 02-26 03-30 …")]
    [TestCase("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "08-05 08-10 08-19 08-24")]
    [TestCase("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "08-05 08-17 08-19 08-31")]
    [TestCase("2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "01-15 01-30 02-15 03-15 03-30")]
    [TestCase("2024-02-29", "FREQ=YEARLY;COUNT=3", "02-29 2028-02-29 2032-02-29")]
    [TestCase("2026-01-31", "FREQ=MONTHLY;COUNT=3", "01-31 03-31 05-31")]
    public void Expand_ExampleOfTheStandard_GivesItsDates(string start, string rule, string dates)
    {
        var expected = Dates(start, dates);
        var endless = dates.EndsWith('…');

        var expanded = Expand(start, rule).Take(endless ? expected.Count : 500).ToList();

        Assert.That(expanded.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Is.EqualTo(expected));
    }

    [Test]
    public void Expand_OldSeriesFromNow_GivesTheSameDatesAsFromItsStart(
        [Values("DAILY", "DAILY;BYDAY=MO,TH", "WEEKLY", "WEEKLY;BYDAY=TU,SU;WKST=SU", "MONTHLY", "MONTHLY;BYDAY=-1FR", "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "YEARLY", "YEARLY;BYDAY=20MO")] string rule,
        [Values(1, 2, 3, 7)] int interval)
    {
        var parsed = RecurrenceRule.Parse(IcalProperty.Parse(new IcalLine(1, $"RRULE:FREQ={rule};INTERVAL={interval}")));
        var (start, now) = (new DateTime(1997, 9, 1, 9, 0, 0, DateTimeKind.Unspecified), new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Unspecified));

        var late = RuleDates.Expand(start, parsed, now.AddYears(9), new Effort(), now).Where(date => date >= now).ToList();

        Assert.That(late, Is.Not.Empty.And.EqualTo(RuleDates.Expand(start, parsed, now.AddYears(9), new Effort()).Where(date => date >= now)));
    }

    [TestCase("FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA")]
    [TestCase("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1")]
    public void Expand_EveryDayOfJanuaryForThreeYears_GivesAllNinetyThree(string rule)
    {
        var expanded = Expand("1998-01-01", rule).ToList();

        Assert.That(expanded, Has.Count.EqualTo(93).And.All.Matches<DateTime>(day => day.Month == 1));
    }

    [Test]
    public void Expand_DailyUntilChristmasEve_EndsTheDayBefore()
    {
        var expanded = Expand("1997-09-02", "FREQ=DAILY;UNTIL=19971224T000000Z").ToList();

        Assert.That((expanded.Count, expanded[^1].Day), Is.EqualTo((113, 23)));
    }

    [TestCase("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "BYYEARDAY")]
    [TestCase("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO")]
    [TestCase("FREQ=HOURLY;INTERVAL=3", "FREQ")]
    [TestCase("FREQ=DAILY;BYHOUR=9,10", "BYHOUR")]
    [TestCase("FREQ=WEEKLY;BYDAY=1MO", "BYDAY")]
    [TestCase("FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT + UNTIL")]
    [TestCase("FREQ=DAILY;COUNT=0", "COUNT=0")]
    [TestCase("FREQ=DAILY;INTERVAL=0", "INTERVAL=0")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32")]
    [TestCase("FREQ=MONTHLY;BYDAY=XX", "XX")]
    [TestCase("INTERVAL=2", "FREQ")]
    [TestCase("RSCALE=GREGORIAN;FREQ=DAILY", "RSCALE")]
    public void Parse_WhatIsNotUnderstood_IsRefusedByItsName(string rule, string part)
        => Assert.That(() => Rule(rule), Throws.TypeOf<IcalRefusal>().With.Message.Contain($"'{part}'"));

    private static IEnumerable<DateTime> Expand(string start, string text)
    {
        var rule = Rule(text);
        var first = DateTime.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddHours(9);
        return RuleDates.Expand(first, rule, first.AddYears(20), new Effort()).TakeWhile(wall => !rule.IsPast(wall, wall.AddHours(5)));
    }

    private static RecurrenceRule Rule(string text) => RecurrenceRule.Parse(new IcalProperty(1, "RRULE", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), text));

    // Each date without a year lies after the one before it.
    private static List<string> Dates(string start, string dates)
    {
        var (year, last, all) = (start[..4], "", new List<string>());
        foreach (var date in dates.Split(' ').Where(date => date != "…"))
        {
            year = date.Length == 10 ? date[..4] : string.CompareOrdinal(date, last) < 0 ? $"{int.Parse(year, CultureInfo.InvariantCulture) + 1}" : year;
            last = date[^5..];
            all.Add($"{year}-{last}");
        }
        return all;
    }
}
