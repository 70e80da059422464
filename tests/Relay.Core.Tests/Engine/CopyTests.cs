using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>The copies on the networks follow their items: a wrong hour is put right, what is hidden goes, and no more is said than was public.</summary>
[CancelAfter(120_000)]
public sealed class CopyTests
{
    private static readonly Event Meeting = Some.Event();

    private static Event Later => Meeting with { Title = "Réunion déplacée", StartsLocal = Meeting.StartsLocal.AddDays(2) };

    [Test]
    public async Task Plan_EventMovedAfterItsAnnouncement_TheCopyReadsItsNewHour(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        await ChangeAsync(rig, Later, cancel);

        Assert.That((rig.Telegram.Edits, rig.Telegram.Posts.Single().Text), Is.EqualTo((1, "announce e1 Réunion déplacée 1")));
    }

    [Test]
    public async Task Plan_EventMovedOnANetworkWithoutEdits_IsFollowedByOneCorrection(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(OnX());
        await ChangeAsync(rig, Later, cancel);
        await ChangeAsync(rig, Later, cancel);

        Assert.That(rig.X.Posts.Select(post => post.Text), Is.EqualTo(["announce e1 Réunion publique 1", "changed e1 Réunion déplacée 1"]));
    }

    [Test]
    public async Task Plan_OnlyWordsChangedOnANetworkWithoutEdits_IsNotCorrected(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(OnX());
        await ChangeAsync(rig, Meeting with { Title = "Réunion publique !" }, cancel);

        Assert.That(rig.X.Posts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Plan_ChangeTakenBackBeforeItLeft_CorrectsNothing(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel(), OnX());
        await rig.HarvestAsync(Later);
        await rig.PlanAndSlotAsync();
        await rig.HarvestAsync(Meeting);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Edits, rig.X.Calls), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Plan_MovedThereAndBackAndThereAgain_SaysEachOfThem(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel(), OnX());
        foreach (var item in new[] { Later, Meeting, Later })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await ChangeAsync(rig, item, cancel);
        }

        Assert.That((rig.Telegram.Edits, rig.Telegram.Posts[0].Text, rig.X.Calls), Is.EqualTo((3, "announce e1 Réunion déplacée 1", 4)));
    }

    [Test]
    public async Task Plan_EventMadePrivateAfterItsAnnouncement_ItsCopiesGoAndPeopleAreTold(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel(), OnX());
        await ChangeAsync(rig, Meeting with { Visibility = Visibility.Private, Title = "Réunion secrète" }, cancel);

        Assert.That(rig.Telegram.Posts.Concat(rig.X.Posts).Select(post => post.Text), Is.EqualTo(["withdrawn e1 Réunion publique 1", "withdrawn e1 Réunion publique 1"]));
    }

    [Test]
    public async Task Plan_EventTurnedIntoADraftWhenItsCopyIsTooOldToGo_TheCopyReadsWithdrawn(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        rig.Telegram.DeletesWithin = TimeSpan.FromHours(48);
        rig.Time.Advance(TimeSpan.FromHours(50));
        await ChangeAsync(rig, Meeting with { Status = EventStatus.Draft, Title = "Brouillon" }, cancel);

        Assert.That((rig.Telegram.Deletes, rig.Telegram.Posts.Select(post => post.Text).Distinct().Single()), Is.EqualTo((0, "withdrawn e1 Réunion publique 1")));
    }

    [Test]
    public async Task Plan_EventHiddenThenShownAgain_IsToldOfAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel(), OnX());
        await ChangeAsync(rig, Meeting with { Visibility = Visibility.Members }, cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(rig, Meeting, cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Is.EqualTo(["changed e1 Réunion publique 1"]));
        Assert.That(rig.X.Posts.Select(post => post.Text), Is.EqualTo(["withdrawn e1 Réunion publique 1", "changed e1 Réunion publique 1"]));
    }

    [Test]
    public async Task Plan_ItemsHiddenUnderTheBrake_StayUntilAPersonDecides(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        await rig.BrakeAsync(Meeting with { Visibility = Visibility.Private });
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        Assert.That((rig.Telegram.Calls, rig.Telegram.Deletes), Is.EqualTo((1, 0)), "while it waits");

        await rig.Store.Items.DecideBrakeAsync("party", accept: true, Relay.Core.Audit.Actor.System, rig.Time.GetUtcNow(), cancel);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, rig.Telegram.Deletes), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Plan_CancelledEvent_ItsCopySaysSoBesideTheNotice(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        await ChangeAsync(rig, Meeting with { Status = EventStatus.Cancelled }, cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Is.EqualTo(["calledoff e1 Réunion publique 1", "cancelled e1 Réunion publique 1"]));
    }

    [Test]
    public async Task Plan_EventMovesToAnotherTerritory_IsCorrectedWhereItWasTold(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(OnX() with { Territories = [Meeting.Territory] });
        await ChangeAsync(rig, Meeting with { Territory = Relay.Core.Territories.Territory.Parse("DEP-24"), Place = "Périgueux" }, cancel);

        Assert.That(rig.X.Posts.Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce", "changed"]));
    }

    [TestCase(EventStatus.Confirmed)]
    [TestCase(EventStatus.Done)]
    public async Task Plan_PastEventMadePrivate_ItsCopiesGoWithoutANotice(EventStatus status, CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        rig.Time.MoveTo(Meeting.Starts.AddDays(2));
        await ChangeAsync(rig, Meeting with { Status = status }, cancel);
        await ChangeAsync(rig, Meeting with { Status = status, Visibility = Visibility.Private }, cancel);

        Assert.That((rig.Telegram.Posts.Count, rig.Telegram.Deletes, rig.Telegram.Calls), Is.EqualTo((0, 1, 1)));
    }

    [Test]
    public async Task Plan_PastEventTakenOffTheList_LeavesItsCopies(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        rig.Time.MoveTo(Meeting.Starts.AddDays(2));
        for (var poll = 0; poll < 4; poll++)
        {
            await rig.VanishAsync(Meeting.Key);
            await rig.PlanAndSlotAsync();
            await rig.DeliverAsync(cancel);
        }

        Assert.That((rig.Telegram.Edits, rig.Telegram.Deletes), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Plan_ShadowChannel_ShowsTheCorrectionAndChangesNothing(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel() with { Stage = Stage.Shadow });
        await ChangeAsync(rig, Later, cancel);

        Assert.That((rig.Telegram.Calls + rig.Telegram.Edits, rig.Shadow.Calls), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task Plan_ChangedWhileTheAnnouncementWaits_IsAnnouncedAsItIsAndNotCorrected(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel(), OnX());
        await rig.HarvestAsync(Meeting);
        await rig.PlanAndSlotAsync();
        await ChangeAsync(rig, Later, cancel);

        Assert.That((rig.Telegram.Posts.Single().Text, rig.Telegram.Edits, rig.X.Calls), Is.EqualTo(("announce e1 Réunion déplacée 1", 0, 1)));
    }

    [Test]
    public async Task Plan_ChangedWhileTheAnnouncementIsUnderWay_IsCorrectedOnceItStands(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel());
        await rig.HarvestAsync(Meeting);
        await rig.PlanAndSlotAsync();
        rig.Telegram.Script = _ =>
        {
            // The database changes and is planned in the middle of the call.
            Task.Run(async () =>
            {
                await rig.HarvestAsync(Later);
                await rig.PlanAsync();
            }, cancel).Wait(cancel);
            return (true, null);
        };
        await rig.DeliverAsync(cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.DeliverAsync(async _ => (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).All(delivery => delivery.State != DeliveryState.Held), cancel);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Single().Text, Is.EqualTo("announce e1 Réunion déplacée 1"));
    }

    [Test]
    public async Task Restart_InTheMiddleOfAnEdit_MakesItAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        await rig.HarvestAsync(Later);
        await rig.PlanAsync();
        var edit = (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).Single(delivery => delivery.Operation == Operation.Edit);
        await rig.Ledger.BeginAttemptAsync(edit.Id, 0, rig.Time.GetUtcNow(), cancel);
        await rig.RestartAsync();

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Single().Text, Is.EqualTo("announce e1 Réunion déplacée 1"));
    }

    private static Channel OnX() => Some.Channel("on-x", "x", "@parti_33", "x33");

    private static async Task<EngineRig> PublishedAsync(params Channel[] channels)
    {
        var rig = await EngineRig.StartAsync(channels);
        await rig.HarvestAsync(Meeting);
        await rig.PlanAndSlotAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await rig.DeliverAsync(limit.Token);
        return rig;
    }

    private static async Task ChangeAsync(EngineRig rig, Item item, CancellationToken cancel)
    {
        await rig.HarvestAsync(item);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
