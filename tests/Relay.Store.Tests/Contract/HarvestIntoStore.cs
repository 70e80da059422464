using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

/// <summary>The harvester on the real store: what the two must agree upon.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class HarvestIntoStore(StoreEngine engine) : StoreContract(engine)
{
    private readonly ListSource _source = new();

    private Harvester Harvester => field ??= new Harvester(
        new Dictionary<string, ISource> { ["party"] = _source }, Items, Time, new HarvestOptions(), NullLogger<Harvester>.Instance);

    [Test]
    public async Task TwoThousandEditedRows_AreEditsWithoutABrake()
    {
        await HarvestAsync(2_000);
        _source.Put(Enumerable.Range(0, 2_000).Select(i => Meeting(i) with { Title = $"Déplacée {i}", UpdatedAt = Now }));

        var report = await RunAsync();
        var again = await RunAsync(full: true);

        Assert.That((report.New, report.Edited, report.Brake), Is.EqualTo((0, 2_000, (string?)null)));
        Assert.That((again.New, again.Edited), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task HalfOfTheRowsGone_WaitWhileNewOnesFlowOn()
    {
        await HarvestAsync(60);
        _source.Rows.RemoveRange(0, 30);
        _source.Put(Meeting(1_000) with { UpdatedAt = Now });

        for (var poll = 0; poll < 5; poll++)
        {
            await RunAsync();
        }

        var health = (await Items.HealthAsync(default)).Single();
        Assert.That((health.Braked, health.Brake), Is.EqualTo((30, "30/61 30+0")));
        Assert.That((await ItemAsync(0)).Presence, Is.EqualTo(ItemPresence.Braked));
        Assert.That((await ItemAsync(1_000)).Presence, Is.EqualTo(ItemPresence.Present));
    }

    [Test]
    public async Task HalfOfTheRowsBack_ReturnByThemselves()
    {
        await HarvestAsync(60);
        var rows = _source.Rows.ToList();
        _source.Rows.RemoveRange(0, 30);
        await RunAsync();
        _source.Rows.Clear();
        _source.Rows.AddRange(rows);

        var report = await RunAsync();

        Assert.That((report.Brake, (await ItemAsync(0)).Presence, (await Items.HealthAsync(default)).Single().Brake), Is.EqualTo(((string?)null, ItemPresence.Present, (string?)null)));
    }

    [Test]
    public async Task MassCancellation_WaitsThroughPollsThatReadAPartOfItAgain()
    {
        await HarvestAsync(60);
        Time.Advance(TimeSpan.FromHours(1));
        _source.Put(Enumerable.Range(0, 30).Select(i => Meeting(i) with { Status = EventStatus.Cancelled, UpdatedAt = Now.AddMinutes(i - 30) }));
        await RunAsync();

        var report = await RunAsync(); // the newest eleven once more, because of the overlap

        var item = await ItemAsync(29);
        Assert.That((report.TakenBack, item.Presence, ((Event)item.Item).Status, item.Revision), Is.EqualTo((11, ItemPresence.Braked, EventStatus.Confirmed, 1)));
    }

    [Test]
    public async Task MassCancellationAccepted_IsKeptAndNotHeldAgain()
    {
        await HarvestAsync(60);
        _source.Put(Enumerable.Range(0, 30).Select(i => Meeting(i) with { Status = EventStatus.Cancelled, UpdatedAt = Now }));
        await RunAsync();
        await Items.DecideBrakeAsync("party", accept: true, Claire, Now, default);

        var report = await RunAsync(full: true);

        var item = await ItemAsync(7);
        Assert.That((report.Brake, report.Edited, item.Presence, ((Event)item.Item).Status, item.Revision), Is.EqualTo(((string?)null, 0, ItemPresence.Present, EventStatus.Cancelled, 2)));
    }

    [Test]
    public async Task MassDisappearanceRefused_StaysRefusedUntilTheSetChanges()
    {
        await HarvestAsync(60);
        var gone = _source.Rows.Take(30).ToList();
        _source.Rows.RemoveRange(0, 30);
        await RunAsync();
        await Items.DecideBrakeAsync("party", accept: false, Claire, Now, default);

        var polls = new List<(string? Brake, int Unlisted)>();
        for (var poll = 0; poll < 4; poll++)
        {
            var report = await RunAsync();
            polls.Add((report.Brake, report.Unlisted));
        }
        var (kept, health) = ((await ItemAsync(0)).Presence, (await Items.HealthAsync(default)).Single());

        // They come back, and go a second time: that is another disappearance.
        _source.Rows.AddRange(gone);
        await RunAsync();
        _source.Rows.RemoveRange(30, 30);
        var again = await RunAsync();

        Assert.That(polls, Is.All.EqualTo(((string?)null, 0)));
        Assert.That((kept, health.Brake, health.Braked, health.Refused), Is.EqualTo((ItemPresence.Present, (string?)null, 0, 30)));
        Assert.That(again.Brake, Is.Not.Null);
    }

    [Test]
    public async Task MassCancellationRefused_StaysRefusedAndCanBeAcceptedLater()
    {
        await HarvestAsync(60);
        _source.Put(Enumerable.Range(0, 30).Select(i => Meeting(i) with { Status = EventStatus.Cancelled, UpdatedAt = Now }));
        await RunAsync();
        await Items.DecideBrakeAsync("party", accept: false, Claire, Now, default);

        var report = await RunAsync(full: true);
        var kept = (Event)(await ItemAsync(7)).Item;
        var accepted = await Items.DecideBrakeAsync("party", accept: true, Claire, Now, default);

        Assert.That((report.Brake, report.TakenBack, kept.Status), Is.EqualTo(((string?)null, 0, EventStatus.Confirmed)));
        Assert.That((accepted, ((Event)(await ItemAsync(7)).Item).Status, (await Items.HealthAsync(default)).Single().Refused), Is.EqualTo((30, EventStatus.Cancelled, 0)));
    }

    [Test]
    public async Task FaultyRowThatCancels_IsCancelledAndReported()
    {
        await HarvestAsync(30);
        _source.Rows[3] = new SourceRow.Faulty("3", ItemKind.Event, [new RowFault("url", "it is not a web address", "ce n'est pas une adresse web")])
        {
            Less = item => (Event)item with { Status = EventStatus.Cancelled },
        };

        await RunAsync();

        var item = await ItemAsync(3);
        Assert.That((((Event)item.Item).Status, item.Presence, item.Revision), Is.EqualTo((EventStatus.Cancelled, ItemPresence.Present, 2)));
        Assert.That((await Items.FaultsAsync("party", 10, default)).Single().Faults[0].In("fr"), Is.EqualTo("ce n'est pas une adresse web"));
    }

    [Test]
    public async Task SourceThatFailsHalfWay_LeavesEveryItemAsItWas()
    {
        await HarvestAsync(60);
        _source.Rows.RemoveRange(30, 30);
        _source.FailsAfter = 10;

        var report = await RunAsync(full: true);

        Assert.That((report.Failure, (await ItemAsync(45)).Presence, (await Items.HealthAsync(default)).Single().LastFailure), Is.EqualTo(("the connection was lost", ItemPresence.Present, "the connection was lost")));
    }

    private async Task HarvestAsync(int count)
    {
        _source.Put(Enumerable.Range(0, count).Select(Meeting));
        await RunAsync();
    }

    private Task<HarvestReport> RunAsync(bool full = false) => Harvester.RunAsync("party", full, default);

    private async Task<StoredItem> ItemAsync(int number) => (await Items.FindAsync(EventKey(number), default))!;

    private static Event Meeting(int number) => new()
    {
        Key = EventKey(number),
        Title = $"Réunion {number}",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 4, 1, 19, 0, 0),
        Zone = "Europe/Paris",
        UpdatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
