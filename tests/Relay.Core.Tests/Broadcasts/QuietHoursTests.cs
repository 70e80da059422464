using System.Globalization;
using NUnit.Framework;
using Relay.Core.Broadcasts;
using Relay.Core.Territories;

namespace Relay.Core.Tests.Broadcasts;

public sealed class QuietHoursTests
{
    // Paris is at UTC+1 in March, Réunion at +4, Martinique at -4, Tahiti at -10, the Marquesas at -9:30.
    [TestCase(null, "2026-03-02T06:59:59Z", "2026-03-02T07:00:00Z")]
    [TestCase(null, "2026-03-02T07:00:00Z", "2026-03-02T07:00:00Z")]
    [TestCase("DEP-33", "2026-03-02T20:29:59Z", "2026-03-02T20:29:59Z")]
    [TestCase("DEP-33", "2026-03-02T20:30:00Z", "2026-03-03T07:00:00Z")]
    [TestCase("DEP-974", "2026-03-02T07:00:00Z", "2026-03-02T07:00:00Z")]
    [TestCase("DEP-974", "2026-03-02T18:00:00Z", "2026-03-03T04:00:00Z")]
    [TestCase("DEP-972", "2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z")]
    [TestCase("COL-987", "2026-03-02T17:45:00Z", "2026-03-02T18:00:00Z")]
    [TestCase("COL-987", "2026-03-03T07:15:00Z", "2026-03-03T18:00:00Z")]
    public void Next_OnTheClocksOfTheReader_IsNowOrTheMorning(string? place, string now, string expected)
        => Assert.That(QuietHours.Next(At(now), place is null ? null : Territory.Parse(place)), Is.EqualTo(At(expected)));

    [Test]
    public void Next_OnASunday_IsADayLikeOthers()
        => Assert.That(QuietHours.Next(new(2026, 3, 8, 10, 0, 0, TimeSpan.Zero), Territory.Parse("DEP-33")), Is.EqualTo(new DateTimeOffset(2026, 3, 8, 10, 0, 0, TimeSpan.Zero)));

    [Test]
    public void Next_AnywhereAtAnyHour_IsOpenOnEveryClockThere()
    {
        foreach (var place in Territory.All)
        {
            for (var at = new DateTimeOffset(2026, 3, 28, 0, 0, 0, TimeSpan.Zero); at < new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero); at += TimeSpan.FromMinutes(45))
            {
                var next = QuietHours.Next(at, place);

                Assert.That(next, Is.GreaterThanOrEqualTo(at).And.LessThan(at.AddDays(1)), place.Code);
                foreach (var zone in place.Zones)
                {
                    var time = TimeZoneInfo.ConvertTime(next, TimeZoneInfo.FindSystemTimeZoneById(zone)).TimeOfDay;
                    Assert.That(time, Is.GreaterThanOrEqualTo(TimeSpan.FromHours(8)).And.LessThan(TimeSpan.FromHours(21.5)), $"{place.Code} {zone} {at:O}");
                }
            }
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
