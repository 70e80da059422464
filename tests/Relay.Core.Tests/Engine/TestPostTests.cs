using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>A harmless line goes out and away again; whatever stops it in between, it does not stay.</summary>
[CancelAfter(60_000)]
public sealed class TestPostTests
{
    private static readonly Account Bot = Some.Account();

    [Test]
    public async Task Post_LiveChannel_StandsThereUntilItIsTakenBackOnce(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();

        var posted = await PostAsync(rig, cancel);
        Assert.That((posted.State, rig.Telegram.Posts.Single().Text), Is.EqualTo((DeliveryState.Confirmed, "Essai de notre outil de publication à 09:00:00 ; ce message disparaît aussitôt.")));
        var gone = await rig.Tests.TakeBackAsync(posted, Bot, isPumped: false, Actor.System, cancel);

        Assert.That((gone!.State, gone.Operation, rig.Telegram.Posts.Count), Is.EqualTo((DeliveryState.Confirmed, Operation.Delete, 0)));
        Assert.That(await rig.Tests.TakeBackAsync(posted, Bot, isPumped: false, Actor.System, cancel), Is.Null);
    }

    [Test]
    public async Task Post_ShadowChannel_IsShownAndTakenAwayThere(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Stage = Stage.Shadow });

        var posted = await PostAsync(rig, cancel);
        Assert.That((rig.Telegram.Calls, rig.Shadow.Shown.Count), Is.EqualTo((0, 1)));
        await rig.Tests.TakeBackAsync(posted, Bot, isPumped: false, Actor.System, cancel);

        Assert.That(rig.Shadow.Shown, Is.Empty);
    }

    [TestCase(Stage.Shadow)]
    [TestCase(Stage.Draft)]
    public async Task TakeBack_LiveChannelWentBackBeforeTheDelete_LineDoesNotStayPublic(Stage stage, CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var posted = await PostAsync(rig, cancel);

        rig.Channels.Use(Some.Channel() with { Stage = stage });
        var gone = await rig.Tests.TakeBackAsync(posted, Bot, isPumped: false, Actor.System, cancel);

        Assert.That((gone!.State, rig.Telegram.Posts.Count), Is.EqualTo((DeliveryState.Confirmed, 0)));
    }

    [TestCase(Stage.Draft)]
    [TestCase(Stage.Live)]
    public async Task TakeBack_ShadowChannelMovedOnBeforeTheDelete_ShownLineDoesNotStay(Stage stage, CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel() with { Stage = Stage.Shadow });
        var posted = await PostAsync(rig, cancel);

        rig.Channels.Use(Some.Channel() with { Stage = stage });
        await rig.Tests.TakeBackAsync(posted, Bot, isPumped: false, Actor.System, cancel);

        Assert.That((rig.Shadow.Shown.Count, rig.Telegram.Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Post_KillSwitchIsOn_NeitherPostsNorTakesBackAndNothingFollowsLater(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var before = await PostAsync(rig, cancel);
        var calls = rig.Telegram.Calls;
        rig.Halts.Switch(new(HaltScope.KillSwitch, "relay.stop", "file", rig.Time.GetUtcNow()));

        var posted = await PostAsync(rig, cancel);
        await rig.Tests.TakeBackAsync(before, Bot, isPumped: false, Actor.System, cancel);
        Assert.That((posted.State, posted.Rule, rig.Telegram.Calls, rig.Telegram.Posts.Count), Is.EqualTo((DeliveryState.Held, Rules.Halted, calls, 1)));

        rig.Time.Advance(TimeSpan.FromHours(1));
        rig.Halts.Switch(null);
        // What is held is no open work to the rig: wait for the two by name.
        await rig.DeliverAsync(async _ => rig.Telegram.Posts.Count == 0 && (await rig.Ledger.FindAsync(posted.Id, cancel))!.State != DeliveryState.Held, cancel);

        Assert.That((rig.Telegram.Posts.Count, (await rig.Ledger.FindAsync(posted.Id, cancel))!.State), Is.EqualTo((0, DeliveryState.Expired)), "the first is taken back, the second never left");
    }

    [Test]
    public async Task Sweep_StoppedBeforeItWasTakenBack_TheNextRoundDoes(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        await PostAsync(rig, cancel);
        await rig.RestartAsync();
        await rig.Tests.SweepAsync(cancel);
        await rig.DeliverAsync(cancel);
        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(1), "who is just testing is not swept away under her eyes");

        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.Tests.SweepAsync(cancel);
        await rig.Tests.SweepAsync(cancel);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Is.Empty);
        Assert.That((await rig.Ledger.TallyAsync(rig.Time.GetUtcNow(), cancel)).Tests.Values.Sum(), Is.EqualTo(2));
    }

    [Test]
    public async Task Post_AnswerLost_IsFoundOutAndTakenAwayByTheWorker(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = call => (true, call == 1 ? new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("lost")) : null);

        Assert.That((await PostAsync(rig, cancel)).State, Is.EqualTo(DeliveryState.Uncertain));
        await rig.DeliverAsync(cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.Tests.SweepAsync(cancel);
        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, rig.Telegram.Posts.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Post_OutOfReach_IsGivenUpAndNeverLeavesLater(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Telegram.Script = call => (call > 1, call > 1 ? null : new(FailureKind.Unavailable, FailureScope.Account, Phrase.Said("refused")));
        Assert.That((await PostAsync(rig, cancel)).State, Is.EqualTo(DeliveryState.Queued));

        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, rig.Telegram.Posts.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task CanTakeBack_Assisted_CanNot()
    {
        await using var rig = await EngineRig.StartAsync();

        Assert.That(rig.Tests.CanTakeBack(Some.Channel(network: ByHand.Network)), Is.False);
        Assert.That(rig.Tests.CanTakeBack(Some.Channel()), Is.True);
    }

    private static Task<Delivery> PostAsync(EngineRig rig, CancellationToken cancel) => rig.Tests.PostAsync(rig.Channels.Channels.Values.Single(), Bot, isPumped: false, Actor.System, cancel);
}
