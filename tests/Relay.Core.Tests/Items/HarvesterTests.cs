using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Items;

public sealed class HarvesterTests
{
    private static readonly DateTimeOffset Before = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new();
    private readonly MemoryItemStore _store = new();
    private readonly ListSource _source = new();

    private IHarvester Harvester => field ??= new Harvester(
        new Dictionary<string, ISource> { ["party"] = _source }, _store, _time, new HarvestOptions { Batch = 7 }, NullLogger<Harvester>.Instance);

    [Test]
    public async Task RunAsync_FirstPass_BringsEverythingAtRevisionOne()
    {
        _source.Put(Events(100));

        var report = await HarvestAsync();

        Assert.That((report.Listed, report.Read, report.New, report.Edited), Is.EqualTo((100, 100, 100, 0)));
        Assert.That(_store.All, Has.Count.EqualTo(100).And.All.Matches<StoredItem>(item => item is { Revision: 1, Presence: ItemPresence.Present }));
    }

    [Test]
    public async Task RunAsync_ChangedAndTouchedRows_OnlyTheChangedOneIsEdited()
    {
        _source.Put(Events(10));
        await HarvestAsync();
        _source.Put(Meeting(1) with { Title = "Déplacée", UpdatedAt = _time.GetUtcNow() }, Meeting(2) with { UpdatedAt = _time.GetUtcNow(), Registrations = 40 });

        var report = await HarvestAsync();

        Assert.That((report.New, report.Edited), Is.EqualTo((0, 1)));
        Assert.That(((Event)_store.All[2].Item).Registrations, Is.EqualTo(40));
    }

    [Test]
    public async Task RunAsync_TwoThousandEditedRows_AreEditsAndNoBrake()
    {
        _source.Put(Events(2_000));
        await HarvestAsync();
        _source.Put(Events(2_000).Select(item => item with { Title = item.Title + " !", UpdatedAt = _time.GetUtcNow() }));

        var report = await HarvestAsync();

        Assert.That((report.Edited, report.Brake), Is.EqualTo((2_000, (string?)null)));
    }

    [Test]
    public async Task RunAsync_SecondPass_ReadsFromTheGreatestChangeMinusTheOverlap()
    {
        _source.Put(Meeting(1), Meeting(2) with { UpdatedAt = Before.AddHours(1) });
        await HarvestAsync();

        await HarvestAsync();

        Assert.That(_source.Reads, Is.EqualTo(new DateTimeOffset?[] { null, Before.AddHours(1).AddMinutes(-10) }));
    }

    [Test]
    public async Task RunAsync_RowDatedInTheFuture_DoesNotHideLaterChanges()
    {
        _source.Put(Meeting(1) with { UpdatedAt = _time.GetUtcNow().AddYears(70) });
        await HarvestAsync();

        await HarvestAsync();

        Assert.That(_source.Reads[1], Is.EqualTo(_time.GetUtcNow().AddMinutes(-10)));
    }

    [Test]
    public async Task RunAsync_ChangeWithoutANewerTime_IsFoundByTheFullPass()
    {
        _source.Put(Meeting(1), Meeting(2) with { UpdatedAt = Before.AddDays(2) });
        await HarvestAsync();
        _source.Put(Meeting(1) with { Title = "Déplacée en silence" });

        var poll = await HarvestAsync();
        var full = await HarvestAsync(full: true);

        Assert.That((poll.Edited, full.Edited), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task RunAsync_RowGoneForThreePolls_IsMissingThenWithdrawn()
    {
        _source.Put(Events(10));
        await HarvestAsync();
        _source.Rows.RemoveAt(0);

        var seen = new List<ItemPresence>();
        for (var poll = 0; poll < 3; poll++)
        {
            await HarvestAsync();
            seen.Add(_store.All[0].Presence);
        }

        Assert.That(seen, Is.EqualTo([ItemPresence.Missing, ItemPresence.Missing, ItemPresence.Withdrawn]));
    }

    [Test]
    public async Task RunAsync_RowThatComesBackInTime_IsPresentAgainAtTheSameRevision()
    {
        _source.Put(Events(10));
        await HarvestAsync();
        var row = _source.Rows[0];
        _source.Rows.RemoveAt(0);
        await HarvestAsync();
        _source.Rows.Add(row);

        await HarvestAsync();

        Assert.That((_store.All[0].Presence, _store.All[0].Revision), Is.EqualTo((ItemPresence.Present, 1)));
    }

    [Test]
    public async Task RunAsync_SourceThatLosesHalfItsRows_HoldsTheLossAndTakesTheNews()
    {
        _source.Put(Events(60));
        await HarvestAsync();
        _source.Rows.RemoveRange(0, 30);
        _source.Put(Meeting(1_000) with { UpdatedAt = _time.GetUtcNow() }, Meeting(59) with { Title = "Nouveau titre", UpdatedAt = _time.GetUtcNow() });

        HarvestReport report = null!;
        for (var poll = 0; poll < 5; poll++)
        {
            report = await HarvestAsync();
        }

        Assert.That(report.Brake, Does.Contain("30"));
        Assert.That(_store.All.Count(item => item.Presence == ItemPresence.Braked), Is.EqualTo(30));
        Assert.That(_store.All.Select(item => item.Presence), Has.None.EqualTo(ItemPresence.Withdrawn));
        Assert.That(_store.All.Select(item => item.Item.Title), Has.Some.EqualTo("Nouveau titre"));
        Assert.That(_store.All, Has.Count.EqualTo(61));
    }

    [TestCase(19, 60, false)]
    [TestCase(20, 60, true)]
    [TestCase(20, 100, false)]
    [TestCase(21, 100, true)]
    public async Task RunAsync_RowsThatVanish_BrakeOnlyAboveTheShareAndFromTheCount(int gone, int all, bool brakes)
    {
        _source.Put(Events(all));
        await HarvestAsync();
        _source.Rows.RemoveRange(0, gone);

        var report = await HarvestAsync();

        Assert.That(report.Brake is not null, Is.EqualTo(brakes));
    }

    [Test]
    public async Task RunAsync_MassCancellation_WaitsForAPersonWhateverPartIsReadAgain()
    {
        _source.Put(Events(60));
        await HarvestAsync();
        _time.Advance(TimeSpan.FromHours(1));
        _source.Put(Events(60).Take(30).Select((item, i) => item with { Status = EventStatus.Cancelled, UpdatedAt = _time.GetUtcNow().AddMinutes(i - 30) }));
        var first = await HarvestAsync();

        var second = await HarvestAsync(); // reads the newest ten again, because of the overlap

        Assert.That((first.TakenBack, first.Brake is null, second.TakenBack), Is.EqualTo((30, false, 11)));
        Assert.That(_store.All.Take(30), Has.All.Matches<StoredItem>(item => item is { Presence: ItemPresence.Braked, Item: Event { Status: EventStatus.Confirmed } }));
    }

    [Test]
    public async Task RunAsync_MassCancellationThatAPersonAccepts_IsKept()
    {
        _source.Put(Events(60));
        await HarvestAsync();
        _source.Put(Events(60).Take(30).Select(item => item with { Status = EventStatus.Cancelled, UpdatedAt = _time.GetUtcNow() }));
        await HarvestAsync();

        await _store.DecideBrakeAsync("party", accept: true, Actor.System, _time.GetUtcNow(), CancellationToken.None);
        var report = await HarvestAsync();

        Assert.That((report.TakenBack, report.Brake), Is.EqualTo((0, (string?)null)));
        Assert.That(_store.All.Take(30), Has.All.Matches<StoredItem>(item => item is { Presence: ItemPresence.Present, Revision: 2, Item: Event { Status: EventStatus.Cancelled } }));
    }

    [Test]
    public async Task RunAsync_FewCancellations_FlowOn()
    {
        _source.Put(Events(60));
        await HarvestAsync();
        _source.Put(Meeting(0) with { Status = EventStatus.Cancelled, UpdatedAt = _time.GetUtcNow() }, Meeting(1) with { Visibility = Visibility.Members, UpdatedAt = _time.GetUtcNow() });

        var report = await HarvestAsync();

        Assert.That((report.TakenBack, report.Edited, report.Brake), Is.EqualTo((2, 2, (string?)null)));
        Assert.That(_store.All.Select(item => item.Presence), Has.All.EqualTo(ItemPresence.Present));
    }

    [TestCase(0)]
    [TestCase(25)]
    public async Task RunAsync_SourceThatFails_ChangesNoPresenceAndSaysWhy(int after)
    {
        _source.Put(Events(60));
        await HarvestAsync();
        _source.FailsAfter = after;
        _source.Rows.RemoveRange(30, 30);

        var report = await HarvestAsync(full: true);

        Assert.That(report.Failure, Is.Not.Null);
        Assert.That((await _store.HealthAsync(CancellationToken.None))[0].LastFailure, Is.EqualTo(report.Failure));
        Assert.That(_store.All, Has.Count.EqualTo(60).And.All.Matches<StoredItem>(item => item is { Presence: ItemPresence.Present, Revision: 1 }));
    }

    [Test]
    public async Task RunAsync_RowThatTurnsFaulty_KeepsTheItemAndReportsTheRow()
    {
        _source.Put(Events(10));
        await HarvestAsync();
        _source.Rows[3] = new SourceRow.Faulty("3", ItemKind.Event, [new RowFault("title", "is missing")]);

        var report = await HarvestAsync();

        Assert.That(report.Faulty, Is.EqualTo(1));
        Assert.That((_store.All[3].Presence, _store.All[3].Item.Title), Is.EqualTo((ItemPresence.Present, "Réunion 3")));
        Assert.That((await _store.FaultsAsync("party", 10, CancellationToken.None)).Select(row => row.Id), Is.EqualTo(["3"]));
    }

    [Test]
    public async Task RunAsync_RowThatIsMended_IsNoLongerReported()
    {
        _source.Rows.Add(new SourceRow.Faulty("3", ItemKind.Event, [new RowFault("title", "is missing")]));
        await HarvestAsync();
        _source.Rows.Clear();
        _source.Put(Meeting(3) with { UpdatedAt = _time.GetUtcNow() });

        await HarvestAsync();

        Assert.That(await _store.FaultsAsync("party", 10, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task RunAsync_BesideARunningOne_DoesNothingAndSaysSo()
    {
        var gate = new TaskCompletionSource();
        var store = new Moq.Mock<IItemStore>(Moq.MockBehavior.Strict);
        store.Setup(s => s.BeginPassAsync("party", false, Moq.It.IsAny<DateTimeOffset>(), Moq.It.IsAny<CancellationToken>()))
            .Returns(async () =>
            {
                await gate.Task;
                throw new SourceUnavailableException(Phrase.Said("never reached"));
            });
        var harvester = new Harvester(new Dictionary<string, ISource> { ["party"] = _source }, store.Object, _time, new HarvestOptions(), NullLogger<Harvester>.Instance);
        var first = harvester.RunAsync("party", false, CancellationToken.None);

        var second = await harvester.RunAsync("party", false, CancellationToken.None);

        gate.SetResult();
        Assert.That(second.Busy, Is.True);
        Assert.That(async () => await first, Throws.InstanceOf<SourceUnavailableException>());
    }

    [Test]
    public void RunAsync_UnknownSource_Throws()
        => Assert.That(() => Harvester.RunAsync("other", false, CancellationToken.None), Throws.ArgumentException.With.Message.Contains("other"));

    [Test]
    public void RunAsync_Abandoned_ThrowsAndMarksNothing()
    {
        _source.Put(Events(10));

        Assert.That(() => Harvester.RunAsync("party", false, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_store.All, Is.Empty);
    }

    private Task<HarvestReport> HarvestAsync(bool full = false) => Harvester.RunAsync("party", full, CancellationToken.None);

    private static IEnumerable<Event> Events(int count) => Enumerable.Range(0, count).Select(Meeting);

    private static Event Meeting(int number) => new()
    {
        Key = new ItemKey("party", ItemKind.Event, $"{number}"),
        Title = $"Réunion {number}",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 4, 1, 19, 0, 0),
        Zone = "Europe/Paris",
        UpdatedAt = Before,
    };
}
