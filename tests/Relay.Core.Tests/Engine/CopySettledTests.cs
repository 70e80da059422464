using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Copies that a person or another change has overtaken: no old words are left or come back, what is gone is settled, what is shown again is told again.</summary>
[CancelAfter(120_000)]
public sealed class CopySettledTests
{
    private static readonly Event Meeting = Some.Event();

    private static Event Later => Meeting with { Title = "Réunion déplacée", StartsLocal = Meeting.StartsLocal.AddDays(2) };

    private static Event Hidden => Meeting with { Visibility = Visibility.Private };

    [Test]
    public async Task Edit_FewerPartsThanStandThere_TakesTheOthersAway(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 3);
        rig.Words.Parts = 1;
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((Texts(rig), rig.Telegram.Edits, rig.Telegram.Deletes), Is.EqualTo(("announce e1 Réunion déplacée 1", 1, 2)));
        Assert.That((await EditsAsync(rig)).Select(edit => edit.State), Is.EqualTo([DeliveryState.Confirmed]));
    }

    [Test]
    public async Task Edit_FewerPartsWhenItIsTooLateToDelete_LeavesNoOldWords(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Words.Parts = 1;
        rig.Telegram.DeletesWithin = TimeSpan.FromHours(48);
        rig.Time.Advance(TimeSpan.FromHours(49));
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((Texts(rig), rig.Telegram.Edits), Is.EqualTo(("announce e1 Réunion déplacée 1 | …", 2)));
    }

    [Test]
    public async Task Edit_FewerPartsAndTheNetworkDeletesNone_IsToldToAPerson(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Words.Parts = 1;
        rig.Telegram.Deleting = _ => (false, new(FailureKind.Refused, FailureScope.Delivery, Relay.Core.Texts.Phrase.Said("no right to delete")));
        await ChangeAsync(rig, Meeting with { Title = "Autre" }, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((await rig.Ledger.RefusedChangesAsync(Some.Now, cancel)).Select(refused => refused.Operation), Is.EqualTo([Operation.Edit]));
        Assert.That((rig.Telegram.Edits, rig.Telegram.Deletes), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Edit_OvertakenWhileItsSecondPartWaits_LeavesNoOldWordsBehind(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Telegram.Editing = number => number == 2 ? (false, new(FailureKind.Throttled, FailureScope.Delivery, Relay.Core.Texts.Phrase.Said("429"), TimeSpan.FromMinutes(5))) : (true, null);
        await rig.HarvestAsync(Meeting with { Title = "Autre" });
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(_ => Task.FromResult(rig.Telegram.Edits == 2), cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(rig, Meeting with { Title = "Encore" }, cancel);

        Assert.That(Texts(rig), Is.EqualTo("announce e1 Encore 1 | announce e1 Encore 2"));
        Assert.That((await EditsAsync(rig)).Select(edit => (edit.State, edit.Rule)), Is.EqualTo([(DeliveryState.Cancelled, Rules.Overtaken), (DeliveryState.Confirmed, (string?)null)]));
    }

    [Test]
    public async Task Edit_CopyDeletedByHand_IsSettledAndFollowedByNoCorrection(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Telegram.Remove(rig.Telegram.Posts[0].Id);
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(rig, Meeting with { Title = "Autre", StartsLocal = Meeting.StartsLocal.AddDays(3) }, cancel);

        Assert.That((rig.Telegram.Edits, Texts(rig)), Is.EqualTo((1, "")));
        Assert.That((await EditsAsync(rig)).Select(edit => (edit.State, edit.Rule)), Is.EqualTo([(DeliveryState.Refused, Rules.CopyGone)]));
    }

    [Test]
    public async Task Edit_FirstPartOfAThreadDeletedByHand_TheOtherIsChangedAllTheSame(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2);
        rig.Telegram.Remove(rig.Telegram.Posts[0].Id);
        rig.Words.Parts = 1;
        await ChangeAsync(rig, Later, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That((rig.Telegram.Edits, Texts(rig)), Is.EqualTo((2, "announce e1 Réunion déplacée 1")));
    }

    [Test]
    public async Task Plan_CalledOffAfterItsCopyWasDeletedByHand_PeopleAreStillTold(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Telegram.Remove(rig.Telegram.Posts[0].Id);
        await ChangeAsync(rig, Meeting with { Status = EventStatus.Cancelled }, cancel);

        Assert.That(Texts(rig), Is.EqualTo("cancelled e1 Réunion publique 1"));
    }

    [Test]
    public async Task Plan_HiddenThenShownAgainBeforePeopleWereTold_IsToldAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.HarvestAsync(Hidden);
        await rig.PlanAsync();
        await rig.DeliverAsync(cancel);
        Assert.That((rig.Telegram.Deletes, Texts(rig)), Is.EqualTo((1, "")), "the copy went before its notice");

        await ChangeAsync(rig, Meeting, cancel);
        await PlanAgainAsync(rig, cancel);

        Assert.That(Texts(rig), Is.EqualTo("changed e1 Réunion publique 1"));
    }

    [Test]
    public async Task Plan_HiddenAndShownTwiceWhereNothingCanBeChanged_TheLastWordIsThatItTakesPlace(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel("on-x", "x", "@parti_33", "x33"));
        foreach (var item in new[] { Meeting, Hidden, Meeting, Hidden, Meeting })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await ChangeAsync(rig, item, cancel);
        }

        Assert.That(rig.X.Posts.Select(post => post.Text), Is.EqualTo(["withdrawn e1 Réunion publique 1", "changed e1 Réunion publique 1"]));
    }

    private static string Texts(EngineRig rig) => string.Join(" | ", rig.Telegram.Posts.Select(post => post.Text));

    private static async Task<IReadOnlyList<Delivery>> EditsAsync(EngineRig rig)
        => [.. (await rig.Ledger.CopiesAsync([Meeting.Key], default)).Where(delivery => delivery.Operation == Operation.Edit)];

    private static async Task<EngineRig> PublishedAsync(int parts = 1)
    {
        var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Words.Parts = parts;
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

    /// <summary>A round in which every item is planned anew, as after a change of the channels, and what comes of it.</summary>
    private static async Task PlanAgainAsync(EngineRig rig, CancellationToken cancel)
    {
        rig.Channels.Use([.. rig.Channels.Channels.Values.Select(channel => channel with { Backlog = channel.Backlog + TimeSpan.FromDays(1) })]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
