using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Sources.Tests.Sql;

/// <summary>The worked example of docs/sources/sql.md, harvested from a real server.</summary>
[TestFixture("postgresql")]
[TestFixture("sqlite")]
public sealed class PartyExampleTests(string engine)
{
    // The views leave out what is long over by the database's clock: far ahead of it, nothing is.
    private readonly ManualTime _time = new(new DateTimeOffset(2035, 3, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly MemoryItemStore _store = new();
    private SourceBench _bench = null!;
    private (int Events, int Initiatives) _public;

    private IHarvester Harvester => field ??= new Harvester(
        new Dictionary<string, ISource> { ["party"] = _bench.Source() }, _store, _time, new HarvestOptions(), NullLogger<Harvester>.Instance);

    [SetUp]
    public async Task CreateTheParty()
    {
        _bench = await SourceBench.StartAsync(engine);
        _public = await PartyExample.CreateAsync(_bench.Connection, _time.GetUtcNow());
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
    public async Task RunAsync_ThreeThousandRows_BringsEachWithoutAFault()
    {
        var report = await HarvestAsync();

        Assert.That((report.Listed, report.New, report.Faulty, report.Failure), Is.EqualTo((3_000, 3_000, 0, (string?)null)), string.Join('\n', await _store.FaultsAsync("party", 3, CancellationToken.None)));
        var shown = _store.All.Select(stored => stored.Item).Where(item => item is { Visibility: Visibility.Public } and not Event { Status: EventStatus.Draft } and not Initiative { Status: InitiativeStatus.Draft }).ToList();
        Assert.That((shown.OfType<Event>().Count(), shown.OfType<Initiative>().Count()), Is.EqualTo(_public));
        Assert.That(shown.Select(item => item.Territory.Code).Distinct().Order(), Is.EqualTo(["COL-988", "DEP-2A", "DEP-33", "DEP-59", "DEP-75", "DEP-971", "DEP-974"]));
        Assert.That(shown.OfType<Event>().Count(item => item.Place?.Contains("Chez Camille", StringComparison.Ordinal) ?? false), Is.Zero);
        Assert.That(shown.OfType<Event>().Count(item => item.Place is null), Is.GreaterThan(100));
        Assert.That(shown.OfType<Event>().Sum(item => item.Registrations), Is.GreaterThan(1_000));
    }

    [Test]
    public async Task RunAsync_OneRow_IsWhatTheViewSays()
    {
        await HarvestAsync();

        var item = (Event)(await _store.FindAsync(new ItemKey("party", ItemKind.Event, "18"), CancellationToken.None))!.Item;
        Assert.That((item.Title, item.Zone, item.Section, item.Place, item.Address, item.Organiser, item.OrganiserCertified), Is.EqualTo(
            ("Assemblée de section n° 18 : « école »", "Indian/Reunion", "Section de Le Port", "Salle 1, Saint-Denis", "73 rue de la République, 97400 Saint-Denis", "Ælis Martin", false)));
        Assert.That(item.Body, Is.EqualTo("Rendez-vous avec nos élu·es\u00A0!\n\n• accueil\n• débat & questions\n\nS'inscrire (https://www.parti.example/s-inscrire/18)"));
        Assert.That(item.Themes, Is.EqualTo(["campagne", "transports"]));
        Assert.That((item.Url?.AbsoluteUri, item.Image?.Url.AbsoluteUri, item.Image?.AltText), Is.EqualTo(
            ("https://www.parti.example/evenements/18", "https://www.parti.example/media/evenement-18.jpg", "La salle pleine de monde")));
    }

    [Test]
    public async Task RunAsync_AgainWithAChangedVenue_ReadsAndEditsItsEventsAlone()
    {
        await HarvestAsync();
        await _bench.ExecuteAsync($"update venues set name = 'Salle Louise-Michel', modified_at = '{_time.GetUtcNow():yyyy-MM-dd HH:mm:ss}' where id = 1");

        var report = await HarvestAsync();

        var moved = _store.All.Count(stored => stored.Revision == 2);
        Assert.That((report.Edited, report.Edited > 10, moved), Is.EqualTo((moved, true, report.Edited)));
        Assert.That(report.Read, Is.LessThan(100));
    }

    [Test]
    public async Task RunAsync_FullPassAfterNewRegistrations_EditsNothing()
    {
        await HarvestAsync();
        await _bench.ExecuteAsync("insert into event_registrations select 18, id, '2035-03-05 08:00:00', null from members where id between 300 and 350 and id not in (select member_id from event_registrations where event_id = 18)");

        var report = await HarvestAsync(full: true);

        Assert.That((report.Read, report.New, report.Edited), Is.EqualTo((3_000, 0, 0)));
    }

    [Test]
    public async Task RunAsync_HalfTheEventsDeleted_HoldsThem()
    {
        await HarvestAsync();
        await _bench.ExecuteAsync("delete from event_registrations where event_id >= 1000; delete from events where id >= 1000");

        var report = await HarvestAsync();

        Assert.That((report.Unlisted, report.Brake is null), Is.EqualTo((1_000, false)));
        Assert.That(_store.All.Count(stored => stored.Presence == ItemPresence.Braked), Is.EqualTo(1_000));
    }

    private Task<HarvestReport> HarvestAsync(bool full = false) => Harvester.RunAsync("party", full, CancellationToken.None);
}
