using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>What is known of a copy is what its network confirmed, part by part; what is said of it is so; and a way that is refused is not the last.</summary>
[CancelAfter(120_000)]
public sealed class CopyTruthTests
{
    private static readonly Event Meeting = Some.Event();

    private static readonly Outcome.Failed Never = new(FailureKind.Refused, FailureScope.Delivery, Relay.Core.Texts.Phrase.Said("message can't be changed"));

    private static Event Later => Meeting with { Title = "Réunion déplacée", StartsLocal = Meeting.StartsLocal.AddDays(2) };

    private static Event Hidden => Meeting with { Visibility = Visibility.Private };

    [Test]
    public async Task Edit_RefusedByTheNetwork_IsFollowedByOneCorrection(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Telegram.Editing = _ => (false, Never);
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((rig.Telegram.Edits, Texts(rig)), Is.EqualTo((1, "announce e1 Réunion publique 1 | changed e1 Réunion déplacée 1")));
    }

    [Test]
    public async Task Delete_RefusedByTheNetwork_CopyReadsWithdrawn(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Telegram.Deleting = number => number == 2 ? (false, Never) : (true, null);
        await ChangeAsync(rig, Hidden, cancel);
        await PlanAgainAsync(rig, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Has.None.StartsWith("announce"));
        Assert.That((rig.Telegram.Deletes, rig.Telegram.Edits), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Plan_CopyConfirmedWithoutItsId_IsCorrectedAndWhySaysSo(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.RestartAsync("UPDATE parts SET remote_ids = '[]'");
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((rig.Telegram.Edits, Texts(rig)), Is.EqualTo((0, "announce e1 Réunion publique 1 | changed e1 Réunion déplacée 1")));
        Assert.That((await EditsAsync(rig)).Select(edit => (edit.State, edit.Rule)), Is.EqualTo([(DeliveryState.Refused, Rules.CopyOutOfReach)]));
    }

    [Test]
    public async Task Delete_OnePartOfAThreadHasNoId_IsNotTakenForDone(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        await rig.RestartAsync("UPDATE parts SET remote_ids = '[]' WHERE part = 0");
        await ChangeAsync(rig, Hidden, cancel);

        var delete = (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).Single(delivery => delivery.Operation == Operation.Delete);
        Assert.That((delete.State, rig.Telegram.Posts[0].Text, rig.Telegram.Posts.Any(post => post.Text == "announce e1 Réunion publique 2")), Is.EqualTo((DeliveryState.Refused, "announce e1 Réunion publique 1", false)));
    }

    [Test]
    public async Task Edit_EventEndedBeforeItLeft_SaysThatItIsOver(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.HarvestAsync(Meeting with { Title = "Réunion !" });
        await rig.PlanAndSlotAsync();
        rig.Time.MoveTo(Meeting.Starts.AddDays(2));
        await rig.DeliverAsync(cancel);

        Assert.That((await EditsAsync(rig)).Single().Rule, Is.EqualTo(Rules.Past));
    }

    [Test]
    public async Task Plan_CalledOffAnHourAfterItsStartWithoutAnEnd_CopyAndNoticeBothSaySo(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Meeting with { EndsLocal = null });
        rig.Time.MoveTo(Meeting.Starts.AddHours(1));
        await ChangeAsync(rig, Meeting with { EndsLocal = null, Status = EventStatus.Cancelled }, cancel);

        Assert.That(Texts(rig), Is.EqualTo("calledoff e1 Réunion publique 1 | cancelled e1 Réunion publique 1"));
    }

    [Test]
    public async Task Plan_ChangeTakenBackBeforeItsEditLeft_PilesUpNoFurtherEdits(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.HarvestAsync(Later);
        await rig.PlanAndSlotAsync();
        await ChangeAsync(rig, Meeting, cancel);
        for (var round = 0; round < 3; round++)
        {
            await PlanAgainAsync(rig, cancel);
        }

        Assert.That((await EditsAsync(rig)).Select(edit => (edit.State, edit.Rule)), Is.EqualTo([(DeliveryState.Cancelled, Rules.SaidAsItIs)]));
    }

    [Test]
    public async Task Plan_EditHalfDoneThenRefusedThenChangedBack_MendsThePartThatWasChanged(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Telegram.Editing = number => number == 2 ? (false, Never) : (true, null);
        await ChangeAsync(rig, Meeting with { Title = "Autre" }, cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(rig, Meeting, cancel);

        Assert.That(Texts(rig), Is.EqualTo("announce e1 Réunion publique 1 | announce e1 Réunion publique 2"));
    }

    [Test]
    public async Task Plan_EditHalfDoneThenRefusedThenChangedFurther_ChangesBothParts(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Telegram.Editing = number => number == 2 ? (false, Never) : (true, null);
        await ChangeAsync(rig, Meeting with { Title = "Autre" }, cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(rig, Meeting with { Title = "Encore" }, cancel);

        Assert.That(Texts(rig), Is.EqualTo("announce e1 Encore 1 | announce e1 Encore 2"));
    }

    [Test]
    public async Task Plan_CopyOfAnEarlierVersionTurnsPrivate_IsTakenAway(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.RestartAsync("UPDATE parts SET facts = NULL");
        await ChangeAsync(rig, Hidden, cancel);

        Assert.That((rig.Telegram.Deletes, Texts(rig)), Is.EqualTo((1, "withdrawn e1 Réunion publique 1")));
    }

    [Test]
    public async Task Plan_CopyOfAnEarlierVersionIsCalledOff_SaysSo(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.RestartAsync("UPDATE parts SET facts = NULL");
        await ChangeAsync(rig, Meeting with { Status = EventStatus.Cancelled }, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((rig.Telegram.Edits, Texts(rig)), Is.EqualTo((1, "calledoff e1 Réunion publique 1 | cancelled e1 Réunion publique 1")));
    }

    [Test]
    public async Task Plan_RefusedWhileItsPlanIsBeingMade_IsPlannedAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Telegram.Editing = _ => (false, Never);
        await rig.HarvestAsync(Later);
        await rig.PlanAndSlotAsync();
        await rig.HarvestAsync(Later with { Body = "Autre" });
        var read = await rig.Store.Items.ToPlanAsync("any", 9, cancel);
        await rig.DeliverAsync(cancel);

        await rig.Store.Items.PlannedAsync("any", read, cancel);

        Assert.That((await EditsAsync(rig)).Select(edit => edit.State), Is.EqualTo([DeliveryState.Refused]));
        Assert.That(await rig.Store.Items.ToPlanAsync("any", 9, cancel), Has.One.Items);
    }

    private static string Texts(EngineRig rig) => string.Join(" | ", rig.Telegram.Posts.Select(post => post.Text));

    private static async Task<IReadOnlyList<Delivery>> EditsAsync(EngineRig rig)
        => [.. (await rig.Ledger.CopiesAsync([Meeting.Key], default)).Where(delivery => delivery.Operation == Operation.Edit)];

    private static Task<EngineRig> PublishedAsync(int parts) => PublishedAsync(Meeting, parts);

    private static async Task<EngineRig> PublishedAsync(Event? item = null, int parts = 1)
    {
        var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Words.Parts = parts;
        await rig.HarvestAsync(item ?? Meeting);
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

    /// <summary>A round in which every item is planned anew, as after a change of the channels, and what comes of it.</summary>
    private static async Task PlanAgainAsync(EngineRig rig, CancellationToken cancel)
    {
        rig.Channels.Use([.. rig.Channels.Channels.Values.Select(channel => channel with { Backlog = channel.Backlog + TimeSpan.FromDays(1) })]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
