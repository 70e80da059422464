using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

[CancelAfter(60_000)]
public sealed class SlotterTests
{
    [Test]
    public async Task Slot_ManyWaiting_ReleasesTheNearestEventFirst()
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MaximumPerDay = 1 });
        await rig.HarvestAsync(On("late", 20), On("near", 5), On("mid", 10));
        await rig.PlanAndSlotAsync();

        Assert.That((await rig.DeliveryAsync(new("party", ItemKind.Event, "near"))).State, Is.EqualTo(DeliveryState.Queued));
        Assert.That((await rig.Ledger.TallyAsync(rig.Time.GetUtcNow(), default)).Publications[PublicationState.Released], Is.EqualTo(1));
    }

    [Test]
    public async Task Slot_WithAGap_ReleasesOneByOneAndTellsWhenToLookAgain(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MinimumGap = TimeSpan.FromMinutes(20) });
        await rig.HarvestAsync(On("a", 5), On("b", 6), On("c", 7));

        await rig.PlanAndSlotAsync();
        Assert.That((await rig.SlotAsync()).Released, Is.Zero, "the first has not left yet");
        await rig.DeliverAsync(cancel);
        var soon = await rig.SlotAsync();
        rig.Time.MoveTo(soon.Next!.Value);
        var then = await rig.SlotAsync();

        Assert.That((soon.Released, then.Released), Is.EqualTo((0, 1)));
        var left = (await rig.DeliveryAsync(new("party", ItemKind.Event, "a"))).Parts[0].AttemptedAt;
        Assert.That(rig.Time.GetUtcNow() - left, Is.EqualTo(TimeSpan.FromMinutes(20)));
    }

    [Test]
    public async Task Slot_OutsideTheSlots_WaitsForTheOpening()
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Slots = Some.Slots("Mon-Sun 12:00-14:00") });
        await rig.HarvestAsync(On("a", 5));
        await rig.PlanAsync();

        var report = await rig.SlotAsync();

        Assert.That((report.Released, report.Next), Is.EqualTo((0, (DateTimeOffset?)Some.Now.AddHours(3))));
    }

    [TestCase(Stage.Draft)]
    public async Task Slot_ChannelIsADraft_ReleasesNothing(Stage stage)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Stage = stage });
        await rig.HarvestAsync(On("a", 5));
        await rig.PlanAsync();

        Assert.That((await rig.SlotAsync()).Released, Is.Zero);
    }

    [Test]
    public async Task Slot_DraftChannelWithMuchOnTheSameTarget_DoesNotHideTheLiveOne()
    {
        var draft = Some.Channel("draft") with { Stage = Stage.Draft, Kinds = new HashSet<ItemKind> { ItemKind.Event } };
        await using var rig = await EngineRig.StartAsync(draft, Some.Channel("live") with { Kinds = new HashSet<ItemKind> { ItemKind.Initiative } });
        await rig.HarvestAsync([.. Enumerable.Range(1, 600).Select(number => On($"e{number}", 1)), Some.Initiative()]);
        await rig.PlanAsync();

        Assert.That((await rig.SlotAsync()).Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Slot_MoreThanFindASlotInTime_FoldIntoADigestAndAreToldOnce(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MaximumPerDay = 2, Moments = ["announce"] });
        await rig.HarvestAsync([.. Enumerable.Range(1, 12).Select(number => On($"e{number:00}", 1))]);
        await rig.PlanAsync();

        var report = await rig.SlotAsync();
        Assert.That(report.Folded, Is.GreaterThanOrEqualTo(3));
        for (var day = 0; day < 3; day++)
        {
            await rig.HarvestAsync();
            await rig.SlotAsync();
            await rig.DeliverAsync(cancel);
            rig.Time.Advance(TimeSpan.FromHours(12));
        }

        var told = string.Join('\n', rig.Telegram.Posts.Select(post => post.Text));
        Assert.That(Enumerable.Range(1, 12).Select(number => told.Split($"e{number:00} ").Length - 1), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Slot_ItemOfADigestEdited_IsNotToldBesideIt()
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MaximumPerDay = 1, Moments = ["announce"] });
        var events = Enumerable.Range(1, 8).Select(number => On($"e{number:00}", 1)).ToArray<Item>();
        await rig.HarvestAsync(events);
        await rig.PlanAndSlotAsync();

        await rig.HarvestAsync([.. events.Select(item => item with { Title = "Autre titre" })]);
        await rig.PlanAsync();

        var tally = await rig.Ledger.TallyAsync(rig.Time.GetUtcNow(), default);
        Assert.That(tally.Publications.GetValueOrDefault(PublicationState.Folded), Is.EqualTo(6));
        Assert.That(tally.Publications.GetValueOrDefault(PublicationState.Dropped), Is.Zero);
    }

    [Test]
    public async Task Slot_Cancellation_IsOutsideGapAndMaximum(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { MinimumGap = TimeSpan.FromHours(3), MaximumPerDay = 1 });
        await rig.HarvestAsync(On("a", 5));
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        await rig.HarvestAsync(On("a", 5) with { Status = EventStatus.Cancelled });

        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Created.Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce", "cancelled"]));
    }

    [Test]
    public async Task Slot_ReminderLateAfterTheLastSlot_DoesNotWakeAnybody(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Slots = Some.Slots("Mon-Sun 08:00-18:30") });
        await rig.HarvestAsync(On("a", 5));
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        // The reminder is due at 18:00 the day before; Relay was down until 19:00.
        rig.Time.MoveTo(On("a", 4).Starts.AddHours(1));
        await rig.SlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce"]));
    }

    // Relay was off from before the slot opened until 23:30, long after it had closed; the slots open at 9:00.
    [TestCase("e", 21, 18, 1, Description = "In three weeks: the morning will do.")]
    [TestCase("e", 2, 8, 2, Description = "Before the morning's slot: now or never.")]
    public async Task Slot_CorrectionAfterAnEveningOff_LeavesAtNightOnlyForAnEventThatIsNear(string id, int days, int hour, int told, CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel("on-x", "x", "@parti_33", "x33") with { Slots = Some.Slots("Mon-Sun 09:00-18:30") });
        await rig.HarvestAsync(On(id, 10));
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        await rig.HarvestAsync(On(id, days) with { StartsLocal = new DateTime(2026, 3, 2, hour, 0, 0, DateTimeKind.Unspecified).AddDays(days) });
        rig.Time.MoveTo(new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero));
        await rig.PlanAsync();

        rig.Time.MoveTo(new(2026, 3, 3, 22, 30, 0, TimeSpan.Zero));
        var report = await rig.SlotAsync();
        await rig.HarvestAsync();
        await rig.DeliverAsync(cancel);
        Assert.That(rig.X.Calls, Is.EqualTo(told));
        Assert.That(report.Next, Is.EqualTo(told == 2 ? null : (DateTimeOffset?)new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero)), "and it is looked at again when the slot opens");

        rig.Time.MoveTo(new(2026, 3, 4, 8, 0, 0, TimeSpan.Zero));
        await rig.SlotAsync();
        await rig.DeliverAsync(cancel);
        Assert.That(rig.X.Posts.Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce", "changed"]));
    }

    private static Event On(string id, int days) => Some.Event(id) with { StartsLocal = new DateTime(2026, 3, 2, 18, 0, 0, DateTimeKind.Unspecified).AddDays(days) };
}
