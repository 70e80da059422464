using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class GuardsTests
{
    [TestCase(Stage.Draft, Rules.StageDraft)]
    [TestCase(Stage.Shadow, Rules.StageShadow)]
    public async Task Stage_ChannelNotLive_Holds(Stage stage, string rule)
    {
        Assert.That(await new StageGuard().CheckAsync(Candidate(Some.Event()) with { Channel = Some.Channel() with { Stage = stage } }, default), Is.EqualTo(new Verdict.Hold(rule)));
    }

    [Test]
    public async Task Stage_TakesSomethingAway_PassesInEveryStage([Values] Stage stage, [Values] bool isShadow)
    {
        var away = Candidate(Some.Event());
        away = away with { Channel = Some.Channel() with { Stage = stage }, Delivery = away.Delivery with { Operation = Operation.Delete, Target = away.Delivery.Target with { IsShadow = isShadow } } };

        Assert.That(await new StageGuard().CheckAsync(away, default), Is.InstanceOf<Verdict.Pass>());
        Assert.That(await new StageGuard().CheckAsync(away with { Channel = null }, default), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.ChannelGone)));
    }

    [Test]
    public async Task Stage_NoChannelServesTheTarget_Cancels()
    {
        Assert.That(await new StageGuard().CheckAsync(Candidate(Some.Event()) with { Channel = null }, default), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.ChannelGone)));
    }

    [Test]
    public async Task Expiry_TooLate_Expires()
    {
        var late = Candidate(Some.Event());
        late = late with { Delivery = late.Delivery with { Expires = Some.Now } };

        Assert.That(await new ExpiryGuard().CheckAsync(late, default), Is.EqualTo(new Verdict.End(DeliveryState.Expired, Rules.Past)));
    }

    [Test]
    public async Task Expiry_ThreadBegun_IsFinished()
    {
        var late = Candidate(Some.Event());
        late = late with { Delivery = late.Delivery with { Expires = Some.Now, Parts = [new() { Index = 0, State = PartState.Confirmed, Text = "1/2" }] } };

        Assert.That(await new ExpiryGuard().CheckAsync(late, default), Is.InstanceOf<Verdict.Pass>());
    }

    [TestCase(EventStatus.Cancelled, Rules.ItemCancelled)]
    [TestCase(EventStatus.Draft, Rules.ItemDraft)]
    public async Task ItemState_EventNotToBeToldAnyMore_Cancels(EventStatus status, string rule)
    {
        Assert.That(await JudgeAsync(Candidate(Some.Event() with { Status = status })), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, rule)));
    }

    [TestCase(ItemPresence.Missing, Rules.ItemMissing)]
    [TestCase(ItemPresence.Braked, Rules.ItemBraked)]
    public async Task ItemState_ItemGoneForNow_Holds(ItemPresence presence, string rule)
    {
        Assert.That(await JudgeAsync(Candidate(Some.Event(), presence)), Is.EqualTo(new Verdict.Hold(rule)));
    }

    [Test]
    public async Task ItemState_SourceSilent_HoldsEventsAndLetsInitiativesPass()
    {
        Assert.That(await JudgeAsync(Candidate(Some.Event()) with { SourceSilent = true }), Is.EqualTo(new Verdict.Hold(Rules.SourceSilent)));
        Assert.That(await JudgeAsync(Candidate(Some.Initiative()) with { SourceSilent = true }), Is.InstanceOf<Verdict.Pass>());
    }

    [Test]
    public async Task ItemState_ReminderOfAnEventThatMoved_Cancels()
    {
        var candidate = Candidate(Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(1) });
        candidate = candidate with { Delivery = candidate.Delivery with { Key = candidate.Delivery.Key with { Moment = "J-1", Occurrence = "20260309T1730Z" } } };

        Assert.That(await JudgeAsync(candidate), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.Moved)));
    }

    [Test]
    public async Task ItemState_ReminderOfAnEventThatStands_Passes()
    {
        var candidate = Candidate(Some.Event());
        candidate = candidate with { Delivery = candidate.Delivery with { Key = candidate.Delivery.Key with { Moment = "J-1", Occurrence = "20260309T1730Z" } } };

        Assert.That(await JudgeAsync(candidate), Is.InstanceOf<Verdict.Pass>());
    }

    [Test]
    public async Task ItemState_DigestWithOneGoodItemLeft_Passes()
    {
        var candidate = Candidate(Some.Event()) with { Items = [Some.Stored(Some.Event() with { Status = EventStatus.Cancelled }), Some.Stored(Some.Event("e2"))] };

        Assert.That(await JudgeAsync(candidate), Is.InstanceOf<Verdict.Pass>());
    }

    [Test]
    public async Task ItemState_DigestOfWhichOneEventIsKnown_HasNotMoved()
    {
        var candidate = Candidate(Some.Event());
        candidate = candidate with { Delivery = candidate.Delivery with { Key = candidate.Delivery.Key with { Moment = "digest", Occurrence = "0123456789ab" } } };

        Assert.That(await JudgeAsync(candidate), Is.InstanceOf<Verdict.Pass>());
    }

    [Test]
    public async Task ItemState_DigestWordedBeforeOneOfItsEventsWasCalledOff_Ends()
    {
        var candidate = Candidate(Some.Event()) with
        {
            Items = [Some.Stored(Some.Event() with { Status = EventStatus.Cancelled }), Some.Stored(Some.Event("e2"))],
            Parts = [new() { Index = 0, State = PartState.Planned, Text = "digest", AttemptedAt = Some.Now.AddMinutes(-7) }],
        };

        Assert.That(await JudgeAsync(candidate), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.ItemCancelled)));
    }

    [Test]
    public async Task ItemState_CancellationOfAnEventThatTakesPlaceAgain_Cancels()
    {
        var candidate = Candidate(Some.Event());
        candidate = candidate with { Delivery = candidate.Delivery with { Key = candidate.Delivery.Key with { Moment = Cancellation.Name } } };

        Assert.That(await JudgeAsync(candidate), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.NotCalledOff)));
    }

    [TestCase(PartState.Confirmed, DeliveryState.Confirmed, typeof(Verdict.Pass))]
    [TestCase(PartState.Uncertain, DeliveryState.Uncertain, typeof(Verdict.Hold))]
    [TestCase(PartState.Planned, DeliveryState.Cancelled, typeof(Verdict.End))]
    public async Task Told_Cancellation_FollowsWhatBecameOfTheAnnouncement(PartState part, DeliveryState state, Type verdict)
    {
        var candidate = Candidate(Some.Event() with { Status = EventStatus.Cancelled });
        var announced = candidate.Delivery with { State = state, Parts = [new() { Index = 0, State = part, Text = "texte", AttemptedAt = Some.Now }] };
        var publication = new Publication(Guid.NewGuid(), Planned(announced.Key), PublicationState.Released, null, Some.Now, announced.Id);
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.OfItemAsync(Some.Event().Key, default)).ReturnsAsync([publication]);
        ledger.Setup(one => one.FindAsync(announced.Id, default)).ReturnsAsync(announced);
        candidate = candidate with { Delivery = candidate.Delivery with { Id = Guid.NewGuid(), Key = candidate.Delivery.Key with { Moment = Cancellation.Name } } };

        Assert.That(await new ToldGuard(ledger.Object).CheckAsync(candidate, default), Is.InstanceOf(verdict));
    }

    [TestCase("x", true, typeof(Verdict.End))]
    [TestCase("x", false, typeof(Verdict.Pass))]
    [TestCase("facebook", true, typeof(Verdict.Pass))]
    public async Task SameText_OnAnotherAccount_IsRefusedOnXOnly(string network, bool used, Type verdict)
    {
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.TextUsedElsewhereAsync("x", "bot33", "hash", Some.Now.AddDays(-7), default)).ReturnsAsync(used);
        var candidate = Candidate(Some.Event()) with { Account = Some.Account(network: network), Parts = [new() { Index = 0, State = PartState.Planned, Text = "texte", TextHash = "hash" }] };

        Assert.That(await new SameTextGuard(ledger.Object).CheckAsync(candidate, default), Is.InstanceOf(verdict));
    }

    private static Task<Verdict> JudgeAsync(Candidate candidate) => new ItemStateGuard().CheckAsync(candidate, default);

    private static PlannedPublication Planned(PublicationKey key) => new()
    {
        Key = key,
        Channel = "gironde",
        Account = "bot33",
        Items = [Some.Event().Key],
        From = Some.Now,
        Until = Some.Now.AddDays(1),
        Expires = Some.Now.AddDays(1),
        Order = Some.Now,
        Priority = Priority.Announcement,
        Paced = true,
    };

    private static Candidate Candidate(Item item, ItemPresence presence = ItemPresence.Present)
    {
        var key = new PublicationKey(item.Key.ToString(), "announce", "-", "telegram", "@parti_33");
        var delivery = new Delivery
        {
            Id = Guid.NewGuid(),
            PublicationId = Guid.NewGuid(),
            Key = key,
            Operation = Operation.Create,
            Channel = "gironde",
            Account = "bot33",
            Target = new Target("@parti_33"),
            Items = [item.Key],
            Priority = Priority.Announcement,
            Paced = true,
            State = DeliveryState.Queued,
            CreatedAt = Some.Now,
            NextAt = Some.Now,
        };
        return new(delivery, Some.Channel(), Some.Account(), [Some.Stored(item, presence: presence)], SourceSilent: false, Some.Now);
    }
}
