using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Items;

/// <summary>A faulty row adds nothing, but what it takes back counts.</summary>
public sealed class HarvesterFaultTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryItemStore _store = new();
    private readonly ListSource _source = new();

    private IHarvester Harvester => field ??= new Harvester(
        new Dictionary<string, ISource> { ["party"] = _source }, _store, _time, new HarvestOptions { Batch = 50 }, NullLogger<Harvester>.Instance);

    [Test]
    public async Task RunAsync_FaultyRowThatCancels_CancelsTheItemAndStaysReported()
    {
        await HarvestAsync(30);
        _source.Rows[3] = Cancelling(3);

        var report = await Harvester.RunAsync("party", false, CancellationToken.None);

        Assert.That((report.Faulty, report.TakenBack, report.Edited), Is.EqualTo((1, 1, 1)));
        Assert.That(_store.All[3], Is.EqualTo(_store.All[3] with { Revision = 2, Presence = ItemPresence.Present, Item = Meeting(3) with { Status = EventStatus.Cancelled } }));
        Assert.That((await _store.FaultsAsync("party", 10, CancellationToken.None)).Select(row => row.Id), Is.EqualTo(["3"]));
    }

    [Test]
    public async Task RunAsync_FaultyRowThatCancelsAgain_MakesNoSecondRevision()
    {
        await HarvestAsync(30);
        _source.Rows[3] = Cancelling(3);
        await Harvester.RunAsync("party", false, CancellationToken.None);

        var report = await Harvester.RunAsync("party", true, CancellationToken.None);

        Assert.That((report.Edited, _store.All[3].Revision), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task RunAsync_ManyFaultyRowsThatCancel_WaitForAPerson()
    {
        await HarvestAsync(60);
        for (var i = 0; i < 25; i++)
        {
            _source.Rows[i] = Cancelling(i);
        }

        var report = await Harvester.RunAsync("party", false, CancellationToken.None);

        Assert.That((report.TakenBack, report.Edited, report.Brake is null), Is.EqualTo((25, 0, false)));
        Assert.That(_store.All.Count(item => item.Presence == ItemPresence.Braked), Is.EqualTo(25));
    }

    [Test]
    public async Task RunAsync_ReaderStumblesOverARow_IsASourceThatDidNotAnswerAndNotAPassLeftOpen()
    {
        await HarvestAsync(3);
        _source.Yielding = () => throw new FormatException("'Réunion' is no number");

        var report = await Harvester.RunAsync("party", true, CancellationToken.None);

        _source.Yielding = null;
        var health = (await _store.HealthAsync(CancellationToken.None)).Single();
        Assert.That(report.Failure, Does.Contain("FormatException").And.Not.Contain("Réunion"));
        Assert.That(health.LastFailure, Does.Contain("FormatException").And.Contain("trébucher"));
        Assert.That((await Harvester.RunAsync("party", true, CancellationToken.None)).Failure, Is.Null);
    }

    [Test]
    public async Task RunAsync_FaultyRowNeverSeenBefore_BringsNothing()
    {
        _source.Rows.Add(Cancelling(1));

        await Harvester.RunAsync("party", false, CancellationToken.None);

        Assert.That(_store.All, Is.Empty);
    }

    [Test]
    public async Task RunAsync_LongSource_IsKeptBatchByBatchWhileItIsRead()
    {
        var ahead = 0;
        var read = 0;
        _source.Put(Enumerable.Range(0, 2_000).Select(Meeting));
        _source.Yielding = () => ahead = Math.Max(ahead, ++read - _store.Count);

        var report = await Harvester.RunAsync("party", true, CancellationToken.None);

        Assert.That((report.New, read, ahead), Is.EqualTo((2_000, 2_000, 50)));
    }

    private async Task HarvestAsync(int count)
    {
        _source.Put(Enumerable.Range(0, count).Select(Meeting));
        await Harvester.RunAsync("party", false, CancellationToken.None);
    }

    private static SourceRow.Faulty Cancelling(int number) => new($"{number}", ItemKind.Event, [new RowFault("url", "it is not a web address")])
    {
        Less = item => (Event)item with { Status = EventStatus.Cancelled },
    };

    private static Event Meeting(int number) => new()
    {
        Key = new ItemKey("party", ItemKind.Event, $"{number}"),
        Title = $"Réunion {number}",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 4, 1, 19, 0, 0),
        Zone = "Europe/Paris",
        UpdatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
