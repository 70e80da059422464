using System.Text;
using NUnit.Framework;
using Relay.Core.Conversations.Calendars;
using Relay.Core.Items;
using Relay.Core.Tests.Conversations.Rules;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Calendars;

/// <summary>The file of an event, read back as a calendar reads it: lines unfolded, then texts without their escapes.</summary>
public sealed class CalendarFileTests
{
    private static readonly Event Held = (Event)Rehearsed.Meeting().Item with { Organiser = null, Section = null, Address = null, OnlineUrl = null, Url = null };

    [Test]
    public void Of_Event_SaysWhatWhenAndWhereInUtc()
    {
        var read = Read(Held with { EndsLocal = new DateTime(2026, 3, 14, 20, 0, 0), Address = "4, rue du Bac", Url = new Uri("https://tilleul.example.org/e1") });

        Assert.That(read["DTSTART"], Is.EqualTo("20260314T173000Z"), "18:30 in Paris, in winter");
        Assert.That(read["DTEND"], Is.EqualTo("20260314T190000Z"));
        Assert.That((read["SUMMARY"], read["LOCATION"], read["URL"]), Is.EqualTo(("Réunion publique", @"Salle des fêtes\, 4\, rue du Bac", "https://tilleul.example.org/e1")));
        Assert.That((read["STATUS"], read["SEQUENCE"], read["VERSION"], read["DTSTAMP"]), Is.EqualTo(("CONFIRMED", "0", "2.0", Some.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [TestCase("2026-06-14T18:30:00", "Europe/Paris", "20260614T163000Z")]
    [TestCase("2026-06-14T18:30:00", "Indian/Reunion", "20260614T143000Z")]
    [TestCase("2026-06-14T18:30:00", "America/Cayenne", "20260614T213000Z")]
    public void Of_EventOfAnyZone_IsTheInstantOfItsOwnClock(string local, string zone, string utc)
        => Assert.That(Read(Held with { StartsLocal = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Zone = zone })["DTSTART"], Is.EqualTo(utc));

    [Test]
    public void Of_LaterVersion_IsTheSameEntryWithAHigherNumber()
    {
        var (first, moved) = (Read(Held), Read(Held with { StartsLocal = Held.StartsLocal.AddDays(1) }, revision: 4));

        Assert.That(moved["UID"], Is.EqualTo(first["UID"]));
        Assert.That((first["SEQUENCE"], moved["SEQUENCE"]), Is.EqualTo(("0", "3")));
        Assert.That(Read(Held with { Key = Some.Event("e2").Key })["UID"], Is.Not.EqualTo(first["UID"]));
    }

    [TestCase(EventStatus.Cancelled)]
    [TestCase(EventStatus.Postponed)]
    public void Of_EventCalledOff_TakesTheEntryAway(EventStatus status)
    {
        var read = Read(Held with { Status = status, Section = "Section de Bordeaux" }, revision: 2);

        Assert.That((read["STATUS"], read["METHOD"]), Is.EqualTo(("CANCELLED", "CANCEL")));
    }

    [Test]
    public void Of_OrganiserWhoIsNotPublic_NamesNobody()
    {
        Assert.That(Read(Held).Keys, Has.None.StartsWith("ORGANIZER").And.None.EqualTo("METHOD"));
        Assert.That(Read(Held with { Organiser = "Claire \"la\" Roche" }).Keys, Has.One.EqualTo("ORGANIZER;CN=\"Claire 'la' Roche\""));
    }

    [Test]
    public void Of_HostileText_StaysInItsOwnLine()
    {
        const string Title = "Débat; \\o/, 100 %\r\nBEGIN:VALARM\u0007";

        var file = CalendarFile.Of(Stored(Held with { Title = Title }), Some.Now)!;

        Assert.That(Unfolded(file.Content), Has.None.StartsWith("BEGIN:VALARM"));
        Assert.That(Read(Held with { Title = Title })["SUMMARY"], Is.EqualTo(@"Débat\; \\o/\, 100 %\nBEGIN:VALARM"));
    }

    [Test]
    public void Of_LongTexts_AreFoldedAt75OctetsWithoutCuttingACharacter()
    {
        var title = string.Concat(Enumerable.Repeat("é🙋ab ", 60));

        var content = CalendarFile.Of(Stored(Held with { Title = title }), Some.Now)!.Content;

        Assert.That(content, Does.EndWith("END:VCALENDAR\r\n"));
        Assert.That(content.Split("\r\n").Select(Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
        Assert.That(content, Does.Not.Contain("\uFFFD"));
        Assert.That(Read(Held with { Title = title })["SUMMARY"], Is.EqualTo(title.Trim()));
    }

    [TestCase("Réunion publique : l’école !", "2026-03-14-reunion-publique-l-ecole.ics")]
    [TestCase("公开会议", "2026-03-14.ics")]
    public void Of_Title_NamesTheFileInLettersThatEveryDeviceTakes(string title, string name)
        => Assert.That(CalendarFile.Of(Stored(Held with { Title = title }), Some.Now)!.Name, Is.EqualTo(name));

    [Test]
    public void Of_Initiative_IsNone() => Assert.That(CalendarFile.Of(Rehearsed.Project(), Some.Now), Is.Null);

    private static StoredItem Stored(Event held, int revision = 1) => new(held, "v", revision, Some.Now, ItemPresence.Present);

    private static string[] Unfolded(string content) => content.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    private static Dictionary<string, string> Read(Event held, int revision = 1)
        => Unfolded(CalendarFile.Of(Stored(held, revision), Some.Now)!.Content).Where(line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith("BEGIN", StringComparison.Ordinal) && !line.StartsWith("END", StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
}
