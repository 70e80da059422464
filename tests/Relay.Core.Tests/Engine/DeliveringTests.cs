using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

[CancelAfter(60_000)]
public sealed class DeliveringTests
{
    private static readonly Outcome.Failed Lost = new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("lost reply"));

    [Test]
    public async Task Deliver_Ordinary_PostsEachOnceAndKnowsItsId(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event(), Some.Initiative());

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Is.EquivalentTo(["announce e1 Réunion publique 1", "announce i1 Des pistes cyclables 1"]));
        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        Assert.That((delivery.State, delivery.Parts[0].RemoteIds.Count), Is.EqualTo((DeliveryState.Confirmed, 1)));
    }

    [Test]
    public async Task Deliver_ReplyLostAfterAccepting_IsFoundAndNeverSentAgain(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => (true, call == 1 ? Lost : null);

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Calls, Is.EqualTo(1));
        Assert.That((await rig.DeliveryAsync(Some.Event().Key)).Parts[0].RemoteIds, Is.EqualTo(["1"]));
    }

    [Test]
    public async Task Deliver_ReplyLostBeforeAccepting_IsSentAgainOnlyAfterSeveralLooksApart(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => call == 1 ? (false, Lost) : (true, null);

        await rig.DeliverAsync(cancel);

        var attempts = await rig.Ledger.AttemptsAsync((await rig.DeliveryAsync(Some.Event().Key)).Id, cancel);
        Assert.That(rig.Telegram.Posts, Has.One.Items);
        Assert.That(attempts[1].StartedAt - attempts[0].StartedAt, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(4 + 2)));
    }

    [Test]
    public async Task Deliver_ReplyLostBetweenTwoOthers_IsLookedForBetweenThem(CancellationToken cancel)
    {
        Search? asked = null;
        await using var rig = await ReleasedAsync(Some.Event("e1"), Some.Event("e2"), Some.Event("e3"));
        rig.Telegram.Script = call =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(1)); // calls on one target never begin in one instant
            return (true, call == 2 ? Lost : null);
        };
        rig.Telegram.Looking = search =>
        {
            asked = search;
            return null;
        };

        await rig.DeliverAsync(cancel);

        Assert.That((asked?.After, asked?.Before), Is.EqualTo(("1", "3")));
    }

    [Test]
    public async Task Deliver_PostShownLate_IsFoundOnALaterLook(CancellationToken cancel)
    {
        var looks = 0;
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => (true, call == 1 ? Lost : null);
        rig.Telegram.Looking = _ => ++looks < 3 ? new Finding.NotSeen() : null;

        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, looks), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task Deliver_NetworkCannotTell_AsksTheCoordinatorAndWaits(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => (false, call == 1 ? Lost : null);
        rig.Telegram.Looking = _ => new Finding.CannotTell(Phrase.Said("no journal"));
        await rig.DeliverAsync(_ => AskedAsync(rig), cancel);
        var doubt = await rig.DeliveryAsync(Some.Event().Key);
        rig.Telegram.Script = _ => (true, null);

        await rig.Ledger.ResolveAsync(doubt.Id, 0, PartState.Planned, [], null, "not there", new Actor(ActorKind.Coordinator, "claire"), rig.Time.GetUtcNow(), cancel);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.One.Items);
    }

    [Test]
    public async Task Deliver_LookingIsRefused_AsksTheCoordinatorInsteadOfAskingForEver(CancellationToken cancel)
    {
        var looks = 0;
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = _ => (false, Lost);
        rig.Telegram.Looking = _ => new Finding.Failed(new(FailureKind.Refused, FailureScope.Delivery, Phrase.Said($"look {++looks} refused")));

        await rig.DeliverAsync(_ => AskedAsync(rig), cancel);

        Assert.That((looks, rig.Telegram.Calls), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Deliver_DoubtInAPrivateChat_IsAssumedSentAndNeverRepeated(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Target = new Target("12345", null, TargetKind.Private) });
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        rig.Telegram.Script = _ => (false, Lost);
        rig.Telegram.Looking = _ => new Finding.CannotTell(Phrase.Said("a private chat"));

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Calls, Is.EqualTo(1));
        Assert.That((await rig.DeliveryAsync(Some.Event().Key)).State, Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Deliver_EventCancelledAfterRelease_IsNotSentAndSaysSo(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        await rig.HarvestAsync(Some.Event() with { Status = EventStatus.Cancelled });

        await rig.DeliverAsync(cancel);

        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        Assert.That((rig.Telegram.Calls, delivery.State, delivery.Rule), Is.EqualTo((0, DeliveryState.Cancelled, Rules.ItemCancelled)));
    }

    [Test]
    public async Task Deliver_CancelledByMistakeAndReinstated_IsSentOnceAfterAll(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        await rig.HarvestAsync(Some.Event() with { Status = EventStatus.Cancelled });
        await rig.DeliverAsync(cancel);
        await rig.HarvestAsync(Some.Event());

        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.One.Items);
    }

    [Test]
    public async Task Deliver_DuplicateThatIsNowhereToBeSeen_IsRefusedInsteadOfLooping(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = _ => (false, new Outcome.Failed(FailureKind.Duplicate, FailureScope.Delivery, Phrase.Said("duplicate content")));

        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, (await rig.DeliveryAsync(Some.Event().Key)).State), Is.EqualTo((1, DeliveryState.Refused)));
    }

    [Test]
    public async Task Deliver_ShownOnlyAfterItWasSentAgainAndCalledADuplicate_IsFoundWhereItFirstLeft(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => call == 1 ? (true, Lost) : (false, new Outcome.Failed(FailureKind.Duplicate, FailureScope.Delivery, Phrase.Said("duplicate content")));
        DateTimeOffset? first = null;
        rig.Telegram.Looking = search =>
        {
            first ??= search.AttemptedAt;
            return rig.Telegram.Calls == 1 || search.AttemptedAt > first ? new Finding.NotSeen() : null;
        };

        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, (await rig.DeliveryAsync(Some.Event().Key)).State), Is.EqualTo((2, DeliveryState.Confirmed)));
    }

    [Test]
    public async Task Deliver_Thread_SendsItsPartsInOrderEachOnce(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Words.Parts = 3;
        rig.Telegram.Script = call => (true, call == 2 ? Lost : null);

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text[^1]), Is.EqualTo("123"));
    }

    [Test]
    public async Task Deliver_OneTargetThrottled_DoesNotStopTheOthers(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel("a", target: "@a"), Some.Channel("b", target: "@b"));
        await rig.HarvestAsync([.. Enumerable.Range(1, 100).Select(number => Some.Event($"e{number}"))]);
        await rig.PlanAndSlotAsync();
        rig.Telegram.Script = call => call == 1 ? (false, new Outcome.Failed(FailureKind.Throttled, FailureScope.Target, Phrase.Said("slow down"), TimeSpan.FromHours(5))) : (true, null);

        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed) == 100), cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Target).Distinct(), Has.One.Items);
        Assert.That(rig.Time.GetUtcNow(), Is.LessThan(Some.Now.AddHours(4)));
    }

    [Test]
    public async Task Deliver_DeadToken_KeepsTheQueueAndGoesOnAfterARestart(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event(), Some.Initiative());
        rig.Telegram.Script = call => call == 1 ? (false, new Outcome.Failed(FailureKind.Unauthorized, FailureScope.Account, Phrase.Said("token revoked"))) : (true, null);
        await rig.DeliverAsync(async _ => (await rig.Ledger.StandingsAsync(cancel)).Any(standing => standing.Paused is not null), cancel);
        Assert.That(rig.Telegram.Posts, Is.Empty);

        await rig.RestartAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Deliver_ItemEditedWhileItsAccountWasTurnedAway_SaysWhatIsSoNow(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Telegram.Script = call => call == 1 ? (false, new Outcome.Failed(FailureKind.Unauthorized, FailureScope.Account, Phrase.Said("token revoked"))) : (true, null);
        await rig.DeliverAsync(async _ => (await rig.Ledger.StandingsAsync(cancel)).Any(standing => standing.Paused is not null), cancel);
        await rig.HarvestAsync(Some.Event() with { Title = "Réunion déplacée" });

        await rig.RestartAsync();
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Is.EqualTo(["announce e1 Réunion déplacée 1"]));
    }

    [Test]
    public async Task Deliver_AttemptCutOffByACrash_IsADoubtAfterTheRestart(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        await rig.Ledger.ComposeAsync(delivery.Id, [new() { Index = 0, State = PartState.Planned, Text = "announce e1 Réunion publique 1", TextHash = "h" }], cancel);
        await rig.Ledger.BeginAttemptAsync(delivery.Id, 0, rig.Time.GetUtcNow(), cancel);

        await rig.RestartAsync();
        var after = await rig.DeliveryAsync(Some.Event().Key);
        await rig.DeliverAsync(cancel);

        Assert.That((after.State, after.Parts[0].State), Is.EqualTo((DeliveryState.Uncertain, PartState.Uncertain)));
        Assert.That(rig.Telegram.Posts, Has.One.Items);
    }

    [Test]
    public async Task Deliver_PumpStartedAgainAfterAFaultOfItsOwn_FindsOutWhatItLeft(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        await rig.Ledger.ComposeAsync(delivery.Id, [new() { Index = 0, State = PartState.Planned, Text = "announce e1 Réunion publique 1", TextHash = "h" }], cancel);
        await rig.Ledger.BeginAttemptAsync(delivery.Id, 0, rig.Time.GetUtcNow(), cancel);

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Has.One.Items);
    }

    [Test]
    public async Task Deliver_SourceOutOfReachForAnHour_ItsEventsWaitAndGoWhenItAnswers(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync(Some.Event());
        rig.Source.FailsAfter = 0;
        rig.Time.Advance(TimeSpan.FromMinutes(61));
        await rig.DeliverAsync(cancel);
        var held = await rig.DeliveryAsync(Some.Event().Key);
        rig.Source.FailsAfter = null;

        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed) == 1), cancel);

        Assert.That((held.State, held.Rule, rig.Telegram.Calls), Is.EqualTo((DeliveryState.Held, Rules.SourceSilent, 1)));
    }

    private static async Task<bool> AskedAsync(EngineRig rig) => (await rig.Ledger.DoubtsAsync(null, null, 10, default)).Any(delivery => delivery.Parts.Any(part => part.Doubt?.Ask is not null));

    private static async Task<EngineRig> ReleasedAsync(params Item[] items)
    {
        var rig = await EngineRig.StartAsync();
        await rig.HarvestAsync(items);
        await rig.PlanAndSlotAsync();
        return rig;
    }
}
