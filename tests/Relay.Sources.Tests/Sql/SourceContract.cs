using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Sources.Tests.Sql;

/// <summary>What every engine must give, on the tables of docs/sources/ddl.</summary>
public abstract class SourceContract(string engine)
{
    private SourceBench _bench = null!;

    private protected SourceBench Bench => _bench;

    [SetUp]
    public async Task CreateTheTables()
    {
        _bench = await SourceBench.StartAsync(engine);
        await _bench.CreateTablesAsync();
    }

    [TearDown]
    public async Task Remove()
    {
        if (_bench is not null)
        {
            await _bench.DisposeAsync();
        }
    }

    [Test]
    public async Task ReadAsync_FullEvent_GivesEachField()
    {
        await InsertFullEventAsync();

        var rows = await Bench.ReadAsync();

        var item = (Event)((SourceRow.Good)rows.Single()).Item;
        Assert.That(item, Is.EqualTo(new Event
        {
            Key = new ItemKey("party", ItemKind.Event, "42"),
            Title = "Réunion publique : l'eau",
            Summary = "Venez nombreux",
            Body = "Un\n\n• deux\n• trois",
            Territory = Core.Territories.Territory.Parse("DEP-33"),
            Themes = item.Themes,
            Section = "Bordeaux-Nord",
            Organiser = "Camille Martin",
            OrganiserCertified = true,
            Place = "Salle des fêtes",
            PostalCode = "33000",
            Coordinates = new Coordinates(44.84, -0.58),
            Url = new Uri("https://parti.example/e/42"),
            Image = new Image(new Uri("https://parti.example/e/42.jpg"), "La salle"),
            CreatedAt = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero),
            StartsLocal = new DateTime(2026, 3, 10, 19, 0, 0),
            EndsLocal = new DateTime(2026, 3, 10, 21, 30, 0),
            Zone = "Europe/Paris",
            Address = "3 rue du Port",
            OnlineUrl = new Uri("https://visio.example/42"),
            Capacity = 80,
            Registrations = 12,
            Status = EventStatus.Planned,
        }));
        Assert.That(item.Themes, Is.EqualTo(["climat", "eau potable"]));
    }

    [Test]
    public async Task ReadAsync_FullInitiative_GivesItsOwnFields()
    {
        await Bench.ExecuteAsync("insert into relay_initiatives (source_id, title, territory, place, closes_on, supporters, status) values ('7', 'Un verger', 'DEP-974', 'Le Port', '2026-05-31', 311, 'closed')");

        var rows = await Bench.ReadAsync();

        var item = (Initiative)((SourceRow.Good)rows.Single()).Item;
        Assert.That((item.Key.ToString(), item.ClosesOn, item.Supporters, item.Status, item.Place),
            Is.EqualTo(("party/initiative/7", (DateOnly?)new DateOnly(2026, 5, 31), (int?)311, InitiativeStatus.Closed, "Le Port")));
    }

    [Test]
    public async Task ReadAsync_PrivatePlaceAndOrganiser_NeverLeave()
    {
        await InsertFullEventAsync();
        await Bench.ExecuteAsync("update relay_events set place_public = (1 = 0), organiser_public = (1 = 0)");

        var rows = await Bench.ReadAsync();

        var item = (Event)((SourceRow.Good)rows.Single()).Item;
        Assert.That((item.Place, item.Address, item.PostalCode, item.Coordinates, item.Organiser), Is.EqualTo(((string?)null, (string?)null, (string?)null, (Coordinates?)null, (string?)null)));
    }

    [Test]
    public async Task ReadAsync_MembersOnlyRow_KeepsNoMoreThanItsTitle()
    {
        await InsertFullEventAsync();
        await Bench.ExecuteAsync("update relay_events set visibility = 'members'");

        var rows = await Bench.ReadAsync();

        var item = (Event)((SourceRow.Good)rows.Single()).Item;
        Assert.That((item.Visibility, item.Body, item.Place, item.Organiser, item.OnlineUrl, item.Url), Is.EqualTo((Visibility.Members, (string?)null, (string?)null, (string?)null, (Uri?)null, (Uri?)null)));
    }

    [Test]
    public async Task ReadAsync_WrongRow_IsReportedWithEachFaultAndTheOthersGoOn()
    {
        await InsertFullEventAsync();
        await Bench.ExecuteAsync("""
            insert into relay_events (source_id, title, starts_local, ends_local, zone, territory, url, body_html)
            values ('bad', ' ', '2026-03-10 19:00', '2026-03-10 18:00', 'Europe/Bordeaux', 'DEP-96', 'javascript:alert(1)', '<script>alert(1)</script>');
            insert into relay_events (source_id, title, starts_local, ends_local, territory) values ('late', 'Fin avant début', '2026-03-10 19:00', '2026-03-10 18:00', 'DEP-33')
            """);

        var rows = await Bench.ReadAsync();

        Assert.That(rows.OfType<SourceRow.Good>().Select(row => row.Item.Key.Id), Is.EqualTo(["42"]));
        Assert.That(rows.OfType<SourceRow.Faulty>().Select(row => $"{row.Id}: {string.Join(' ', row.Faults.Select(fault => fault.Column).Order())}").Order(),
            Is.EqualTo(["bad: body_html territory title url zone", "late: ends_local"]));
    }

    [Test]
    public async Task ReadAsync_Since_GivesOnlyWhatChangedOldestFirst()
    {
        await InsertAsync("old", updated: "2026-01-01 08:00:00");
        await InsertAsync("newest", updated: "2026-01-03 08:00:00");
        await InsertAsync("newer", updated: "2026-01-02 08:00:00");

        var rows = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));

        Assert.That(rows.Cast<SourceRow.Good>().Select(row => row.Item.Key.Id), Is.EqualTo(["newer", "newest"]));
    }

    [Test]
    public async Task ListAsync_GoodAndFaultyRows_GivesAllKeysOfBothViews()
    {
        await InsertAsync("a");
        await Bench.ExecuteAsync("insert into relay_events (source_id, title, starts_local) values ('faulty', '', '2026-03-10 19:00')");
        await Bench.ExecuteAsync("insert into relay_initiatives (source_id, title, territory) values ('a', 'Un verger', 'DEP-33')");

        var keys = await Bench.ListAsync();

        Assert.That(keys, Is.EquivalentTo(["party/event/a", "party/event/faulty", "party/initiative/a"]));
    }

    [Test]
    public async Task FindAsync_ARow_GivesItAsItStandsNowOrNothing()
    {
        await InsertAsync("a");
        var source = Bench.Source();

        var there = await source.FindAsync(new ItemKey("party", ItemKind.Event, "a"), CancellationToken.None);
        var gone = await source.FindAsync(new ItemKey("party", ItemKind.Event, "b' or '1'='1"), CancellationToken.None);
        var otherKind = await source.FindAsync(new ItemKey("party", ItemKind.Initiative, "a"), CancellationToken.None);

        Assert.That(there, Is.InstanceOf<SourceRow.Good>());
        Assert.That((gone, otherKind), Is.EqualTo(((SourceRow?)null, (SourceRow?)null)));
    }

    [Test]
    public async Task ReadAsync_ViewWithTheBareColumns_StillGivesItems()
    {
        await Bench.ExecuteAsync("drop table relay_events; create view relay_events as select 42 as source_id, 'Réunion' as title, '2026-03-10T19:00' as starts_local, '33000' as postal_code, 'secret' as place");

        var rows = await Bench.ReadAsync(DateTimeOffset.UnixEpoch.AddYears(80));

        var item = (Event)((SourceRow.Good)rows.Single()).Item;
        Assert.That((item.Key.Id, item.Territory.Code, item.Zone, item.Status, item.Visibility, item.Place), Is.EqualTo(("42", "DEP-33", "Europe/Paris", EventStatus.Confirmed, Visibility.Public, (string?)null)));
    }

    [Test]
    public async Task ReadAsync_ViewWithoutAColumnThatMustBe_SaysWhich()
    {
        await Bench.ExecuteAsync("drop table relay_events; create view relay_events as select 'a' as source_id, 'Réunion' as title");

        Assert.That(() => Bench.ReadAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("relay_events lacks starts_local"));
    }

    [Test]
    public async Task ListAsync_ViewThatIsNotThere_IsNoEmptySource()
    {
        await Bench.ExecuteAsync("drop table relay_initiatives");

        Assert.That(() => Bench.ListAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("relay_initiatives"));
    }

    [Test]
    public async Task ReadAsync_IdsThatTwoRowsShare_BelieveNeither()
    {
        await Bench.ExecuteAsync("""
            drop table relay_events;
            create view relay_events as
              select '1' as source_id, 'Une' as title, '2026-03-10 19:00' as starts_local, 'DEP-33' as territory union all
              select '1', 'Autre', '2026-03-10 20:00', 'DEP-33' union all select '2', 'Seule', '2026-03-10 19:00', 'DEP-33'
            """);

        var rows = await Bench.ReadAsync();
        var found = await Bench.Source().FindAsync(new ItemKey("party", ItemKind.Event, "1"), CancellationToken.None);

        Assert.That(rows.OfType<SourceRow.Good>().Select(row => row.Item.Key.Id), Is.EqualTo(["2"]));
        Assert.That(rows.OfType<SourceRow.Faulty>().Select(row => row.Faults[0].Column), Is.EqualTo(["source_id", "source_id"]));
        Assert.That(found, Is.InstanceOf<SourceRow.Faulty>());
    }

    [Test]
    public async Task ReadAsync_RowWithoutAnId_IsReported()
    {
        await Bench.ExecuteAsync("drop table relay_events; create view relay_events as select null as source_id, 'Réunion' as title, '2026-03-10 19:00' as starts_local");

        var rows = await Bench.ReadAsync();
        var keys = await Bench.ListAsync();

        Assert.That((((SourceRow.Faulty)rows.Single()).Id, keys), Is.EqualTo(("?", new List<string>())));
    }

    [Test]
    public async Task ReadAsync_OtherViewNamesAndKinds_AreFollowed()
    {
        await InsertAsync("a");
        await Bench.ExecuteAsync("create view agenda as select * from relay_events; drop table relay_initiatives");
        var source = Bench.Source(("Kinds:0", "event"), ("EventsView", "agenda"));

        var found = await source.FindAsync(new ItemKey("party", ItemKind.Event, "a"), CancellationToken.None);

        Assert.That(found, Is.InstanceOf<SourceRow.Good>());
    }

    [Test]
    public async Task ReadAsync_BodyTooLongToBeText_IsReportedWithoutBeingLoaded()
    {
        await InsertAsync("a");
        await Bench.ExecuteAsync($"update relay_events set body_html = '{new string('x', 300_000)}'");

        var rows = await Bench.ReadAsync();

        Assert.That(((SourceRow.Faulty)rows.Single()).Faults.Single().Reason, Does.Contain("200000"));
    }

    [Test]
    public async Task ReadAsync_Abandoned_Throws()
    {
        await InsertAsync("a");
        var rows = Bench.Source().ReadAsync(null, new CancellationToken(true));

        Assert.That(async () => await rows.GetAsyncEnumerator().MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    private protected Task InsertAsync(string id, string updated = "2026-01-01 08:00:00") => Bench.ExecuteAsync(
        $"insert into relay_events (source_id, title, starts_local, territory, updated_at) values ('{id}', 'Réunion', '2026-03-10 19:00', 'DEP-33', '{updated}+00:00')");

    private Task InsertFullEventAsync() => Bench.ExecuteAsync($"""
        insert into relay_events (source_id, created_at, updated_at, title, summary, body_html, starts_local, ends_local, zone, place, place_public, address, postal_code, territory, latitude, longitude,
          url, online_url, image_url, image_alt, themes, section, organiser, organiser_certified, organiser_public, capacity, registrations, status, visibility)
        values ('42', '2026-01-01 08:00:00+00:00', '2026-01-02 08:00:00+00:00', '  Réunion publique : l''eau ', 'Venez' || '{"\n"}' || 'nombreux', '<p>Un</p><ul><li>deux<li>trois</ul>', '2026-03-10 19:00', '2026-03-10 21:30',
          'Europe/Paris', 'Salle des fêtes', (1 = 1), '3 rue du Port', '33 000', 'dep-33', 44.84, -0.58, 'https://parti.example/e/42', 'https://visio.example/42', 'https://parti.example/e/42.jpg', 'La salle',
          {(engine == "sqlite" ? "'Climat; eau potable;climat'" : "array['Climat', 'eau potable', 'climat']")}, 'Bordeaux-Nord', 'Camille Martin', (1 = 1), (1 = 1), 80, 12, 'planned', 'public')
        """);
}
