using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Tests.Items;

public sealed class ItemVersionsTests
{
    private static readonly Event Meeting = new()
    {
        Key = new ItemKey("party", ItemKind.Event, "42"),
        Title = "Réunion publique",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 3, 10, 19, 0, 0),
        Zone = "Europe/Paris",
        Themes = ["climat", "logement"],
        Place = "Salle des fêtes",
        Coordinates = new Coordinates(44.84, -0.58),
        Url = new Uri("https://parti.example/e/42"),
    };

    private static readonly Initiative Project = new()
    {
        Key = new ItemKey("party", ItemKind.Initiative, "42"),
        Title = "Un verger partagé",
        Territory = Territory.Parse("DEP-33"),
    };

    private static IEnumerable<TestCaseData> Edits()
    {
        yield return new TestCaseData(Meeting with { Title = "Réunion publique !" }).SetArgDisplayNames("title");
        yield return new TestCaseData(Meeting with { Summary = "Venez" }).SetArgDisplayNames("summary");
        yield return new TestCaseData(Meeting with { Body = "Venez" }).SetArgDisplayNames("body");
        yield return new TestCaseData(Meeting with { Territory = Territory.Parse("DEP-24") }).SetArgDisplayNames("territory");
        yield return new TestCaseData(Meeting with { Themes = ["climat"] }).SetArgDisplayNames("themes");
        yield return new TestCaseData(Meeting with { Section = "Bordeaux-Nord" }).SetArgDisplayNames("section");
        yield return new TestCaseData(Meeting with { Organiser = "Camille" }).SetArgDisplayNames("organiser");
        yield return new TestCaseData(Meeting with { OrganiserCertified = true }).SetArgDisplayNames("certified");
        yield return new TestCaseData(Meeting with { Place = null }).SetArgDisplayNames("place");
        yield return new TestCaseData(Meeting with { PostalCode = "33000" }).SetArgDisplayNames("postal code");
        yield return new TestCaseData(Meeting with { Coordinates = new Coordinates(44.85, -0.58) }).SetArgDisplayNames("coordinates");
        yield return new TestCaseData(Meeting with { Url = new Uri("https://parti.example/e/43") }).SetArgDisplayNames("url");
        yield return new TestCaseData(Meeting with { Image = new Image(new Uri("https://parti.example/e.png")) }).SetArgDisplayNames("image");
        yield return new TestCaseData(Meeting with { Visibility = Visibility.Members }).SetArgDisplayNames("visibility");
        yield return new TestCaseData(Meeting with { StartsLocal = new DateTime(2026, 3, 10, 19, 30, 0) }).SetArgDisplayNames("start");
        yield return new TestCaseData(Meeting with { EndsLocal = new DateTime(2026, 3, 10, 21, 0, 0) }).SetArgDisplayNames("end");
        yield return new TestCaseData(Meeting with { Zone = "Indian/Reunion" }).SetArgDisplayNames("zone");
        yield return new TestCaseData(Meeting with { Address = "3 rue du Port" }).SetArgDisplayNames("address");
        yield return new TestCaseData(Meeting with { OnlineUrl = new Uri("https://visio.example/a") }).SetArgDisplayNames("online");
        yield return new TestCaseData(Meeting with { Capacity = 80 }).SetArgDisplayNames("capacity");
        yield return new TestCaseData(Meeting with { Status = EventStatus.Cancelled }).SetArgDisplayNames("status");
    }

    [TestCaseSource(nameof(Edits))]
    public void Hash_OfAnEdit_IsAnother(Event edited) => Assert.That(ItemVersions.Hash(edited), Is.Not.EqualTo(ItemVersions.Hash(Meeting)));

    [Test]
    public void Hash_OfAnInitiativesOwnFields_IsAnother()
    {
        string[] hashes = [ItemVersions.Hash(Project), ItemVersions.Hash(Project with { ClosesOn = new DateOnly(2026, 5, 1) }), ItemVersions.Hash(Project with { Status = InitiativeStatus.Closed })];

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void Hash_OfVolatileFields_StaysTheSame()
    {
        var touched = Meeting with { Registrations = 12, UpdatedAt = DateTimeOffset.UnixEpoch.AddDays(1), CreatedAt = DateTimeOffset.UnixEpoch };
        var supported = Project with { Supporters = 400 };

        Assert.That((ItemVersions.Hash(touched), ItemVersions.Hash(supported)), Is.EqualTo((ItemVersions.Hash(Meeting), ItemVersions.Hash(Project))));
    }

    [Test]
    public void Hash_ThemesInAnotherOrder_StaysTheSame()
        => Assert.That(ItemVersions.Hash(Meeting with { Themes = ["logement", "climat"] }), Is.EqualTo(ItemVersions.Hash(Meeting)));

    [Test]
    public void Hash_TextMovedFromOneFieldToTheNext_IsAnother()
    {
        var one = Meeting with { Summary = "a|body=1:b", Body = null };
        var other = Meeting with { Summary = "a", Body = "b" };

        Assert.That(ItemVersions.Hash(one), Is.Not.EqualTo(ItemVersions.Hash(other)));
    }

    // Frozen: a release that changes these announces every item of every federation again.
    [Test]
    public void Hash_AsFirstReleased_NeverChanges()
    {
        var hashes = (ItemVersions.Hash(Meeting), ItemVersions.Hash(Project));

        Assert.That(hashes, Is.EqualTo(("1:1ca622ae4cdf16085a97010e2b152890ab07637f22f1b440760b91a9db5ffe4a", "1:51feed8919d8b8c8a95341e1b1e4d93e05269d12a36893474d12359bd0eb5a8a")));
    }
}
