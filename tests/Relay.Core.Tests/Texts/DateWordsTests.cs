using System.Globalization;
using NUnit.Framework;
using Relay.Core.Texts.Dates;

namespace Relay.Core.Tests.Texts;

/// <summary>Dates as readers expect them. Written here with ordinary spaces: the non-breaking ones have a test of their own.</summary>
public sealed class DateWordsTests
{
    [TestCase("2026-11-28T18:30", null, "samedi 28 novembre 2026 à 18 h 30")]
    [TestCase("2026-11-01T09:00", null, "dimanche 1er novembre 2026 à 9 h")]
    [TestCase("2026-11-21T08:05", null, "samedi 21 novembre 2026 à 8 h 05")]
    [TestCase("2026-11-28T00:00", null, "samedi 28 novembre 2026 à 0 h")]
    [TestCase("2026-08-12T12:00", null, "mercredi 12 août 2026 à 12 h")]
    [TestCase("2026-11-28T18:30", "2026-11-28T20:00", "samedi 28 novembre 2026, de 18 h 30 à 20 h")]
    [TestCase("2026-11-28T22:00", "2026-11-29T02:00", "samedi 28 novembre 2026, de 22 h à 2 h le lendemain")]
    [TestCase("2026-11-28T20:00", "2026-11-29T00:00", "samedi 28 novembre 2026, de 20 h à 0 h le lendemain")]
    [TestCase("2026-12-31T22:00", "2027-01-01T03:00", "jeudi 31 décembre 2026, de 22 h à 3 h le lendemain")]
    [TestCase("2026-11-28T09:00", "2026-11-29T17:00", "du samedi 28 novembre à 9 h au dimanche 29 novembre 2026 à 17 h")]
    [TestCase("2026-12-31T09:00", "2027-01-02T17:30", "du jeudi 31 décembre 2026 à 9 h au samedi 2 janvier 2027 à 17 h 30")]
    [TestCase("2026-11-28T00:00", "2026-11-29T00:00", "samedi 28 novembre 2026")]
    [TestCase("2026-11-28T00:00", "2026-11-29T23:59", "du samedi 28 au dimanche 29 novembre 2026")]
    [TestCase("2026-11-30T00:00", "2026-12-02T00:00", "du lundi 30 novembre au mardi 1er décembre 2026")]
    [TestCase("2026-12-31T00:00", "2027-01-02T00:00", "du jeudi 31 décembre 2026 au vendredi 1er janvier 2027")]
    [TestCase("2026-11-28T18:30", "2026-11-28T18:30", "samedi 28 novembre 2026 à 18 h 30")]
    [TestCase("2026-11-28T18:30", "2026-11-27T18:30", "samedi 28 novembre 2026 à 18 h 30")]
    [TestCase("2028-02-29T10:00", null, "mardi 29 février 2028 à 10 h")]
    public void Range_InFrench_IsAsWritten(string start, string? end, string expected)
        => Assert.That(Said(FrenchDates.Instance, start, end, DateStyle.Full), Is.EqualTo(expected));

    [TestCase("2026-11-28T18:30", null, "samedi 28 novembre à 18 h 30")]
    [TestCase("2026-11-28T00:00", "2026-11-29T23:59", "du samedi 28 au dimanche 29 novembre")]
    public void Range_WithoutYear_LeavesItOut(string start, string? end, string expected)
        => Assert.That(Said(FrenchDates.Instance, start, end, DateStyle.WithoutYear), Is.EqualTo(expected));

    [TestCase("2026-11-28T18:30", null, "Saturday 28 November 2026 at 6:30 pm")]
    [TestCase("2026-11-28T12:00", "2026-11-28T14:00", "Saturday 28 November 2026, noon to 2 pm")]
    [TestCase("2026-11-28T22:00", "2026-11-29T02:00", "Saturday 28 November 2026, 10 pm to 2 am the next day")]
    [TestCase("2026-11-28T09:00", "2026-11-29T17:00", "Saturday 28 November, 9 am, to Sunday 29 November 2026, 5 pm")]
    public void Range_InEnglish_IsAsWritten(string start, string? end, string expected)
        => Assert.That(Said(EnglishDates.Instance, start, end, DateStyle.Full), Is.EqualTo(expected));

    [Test]
    public void Time_InFrench_DoesNotBreakAtLineEnds()
        => Assert.That(FrenchDates.Instance.Time(At("2026-11-28T18:30")), Is.EqualTo("18\u00A0h\u00A030"));

    [TestCase("2026-11-28", "sam. 28 nov.")]
    [TestCase("2026-05-01", "ven. 1er mai")]
    public void Day_Short_IsAbbreviated(string day, string expected)
        => Assert.That(FrenchDates.Instance.Day(At(day), DateStyle.Short), Is.EqualTo(expected));

    [TestCase(-1, "En ce moment")]
    [TestCase(0, "Aujourd’hui")]
    [TestCase(1, "Demain")]
    [TestCase(2, "Après-demain")]
    [TestCase(7, "Dans 7 jours")]
    public void DaysAhead_InFrench_HasTheWord(int days, string expected)
        => Assert.That(FrenchDates.Instance.DaysAhead(days), Is.EqualTo(expected));

    [TestCase("00:00", "En ce moment")]
    [TestCase("00:02", "Dans 5 minutes")]
    [TestCase("00:31", "Dans 30 minutes")]
    [TestCase("01:00", "Dans une heure")]
    [TestCase("01:58", "Dans 2 heures")]
    [TestCase("02:30", "Dans 3 heures")]
    public void TimeAhead_InFrench_IsRounded(string ahead, string expected)
        => Assert.That(FrenchDates.Instance.TimeAhead(TimeSpan.Parse(ahead, CultureInfo.InvariantCulture)), Is.EqualTo(expected));

    [TestCase(0, "Dernier jour")]
    [TestCase(1, "Jusqu’à demain")]
    [TestCase(7, "Plus que 7 jours")]
    public void DaysLeft_InFrench_HasTheWord(int days, string expected)
        => Assert.That(FrenchDates.Instance.DaysLeft(days), Is.EqualTo(expected));

    [TestCase("Indian/Reunion", "heure de La Réunion")]
    [TestCase("America/Guadeloupe", "heure de la Guadeloupe")]
    [TestCase("Pacific/Marquesas", "heure des Marquises")]
    [TestCase("Europe/Paris", "heure de Paris")]
    [TestCase("America/Argentina/Buenos_Aires", "heure de Buenos Aires")]
    [TestCase("Europe/Athens", "heure d’Athens")]
    [TestCase("Etc/UTC", "temps universel")]
    public void Zone_InFrench_HasAReadableName(string zone, string expected)
        => Assert.That(FrenchDates.Instance.Zone(zone), Is.EqualTo(expected));

    [Test]
    public void Zone_OfEachTerritory_HasANameOfItsOwn()
    {
        var zones = Core.Territories.Territory.All.SelectMany(territory => territory.Zones).Distinct(StringComparer.Ordinal).Where(zone => zone.Contains('_', StringComparison.Ordinal) || !zone.StartsWith("Europe", StringComparison.Ordinal));

        Assert.That(zones.Select(FrenchDates.Instance.Zone), Has.None.Contain("_"));
        Assert.That(zones.Select(FrenchDates.Instance.Zone), Is.Unique);
    }

    private static string Said(DateWords words, string start, string? end, DateStyle style)
        => words.Range(At(start), end is null ? null : At(end), style).Replace('\u00A0', ' ');

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
