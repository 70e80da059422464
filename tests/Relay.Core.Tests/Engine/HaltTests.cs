using Moq;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>What a coordinator has paused does not leave, and goes on once.</summary>
[CancelAfter(60_000)]
public sealed class HaltTests
{
    private static readonly Actor Claire = new(ActorKind.Coordinator, "claire");

    [Test]
    public async Task Deliver_ChannelPaused_HoldsItsOwnAndLetsTheOtherLeave(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync();
        rig.Halts.Use([Halt(HaltScope.Channel, "gironde")]);

        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Held) == 1 && rig.X.Calls == 1), cancel);

        Assert.That((rig.Telegram.Calls, rig.X.Calls), Is.EqualTo((0, 1)));
        Assert.That((await HeldAsync(rig)).Rule, Is.EqualTo(Rules.Halted));
    }

    [Test]
    public async Task Deliver_ChannelResumed_GoesOutOnce(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync();
        var halt = Halt(HaltScope.Channel, "gironde");
        await rig.Store.Halts.KeepAsync(halt, Claire, cancel);
        rig.Halts.Use([halt]);
        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Held) == 1), cancel);

        await rig.Store.Halts.LiftAsync(halt.Scope, halt.Id, Claire, rig.Time.GetUtcNow(), cancel);
        rig.Halts.Use([]);
        await rig.DeliverAsync(tally => Task.FromResult(tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed) == 2), cancel);

        Assert.That((rig.Telegram.Calls, rig.X.Calls), Is.EqualTo((1, 1)));
    }

    [TestCase(HaltScope.All, "")]
    [TestCase(HaltScope.KillSwitch, "/var/lib/relay/relay.stop")]
    public async Task Deliver_EverythingHalted_CallsNobodyHoweverLongItLasts(HaltScope scope, string id, CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync();
        rig.Halts.Use(scope == HaltScope.KillSwitch ? [] : [Halt(scope, id)]);
        rig.Halts.Switch(scope == HaltScope.KillSwitch ? Halt(scope, id) : null);
        var until = rig.Time.GetUtcNow().AddMinutes(20);

        await rig.DeliverAsync(_ => Task.FromResult(rig.Time.GetUtcNow() > until), cancel);

        Assert.That((rig.Telegram.Calls, rig.X.Calls), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Deliver_PauseThatComesBetweenTwoParts_LetsTheSecondWait(CancellationToken cancel)
    {
        await using var rig = await ReleasedAsync();
        rig.Words.Parts = 2;
        rig.Telegram.Script = _ =>
        {
            rig.Halts.Use([Halt(HaltScope.Account, "bot33")]);
            return (true, null);
        };
        var until = rig.Time.GetUtcNow().AddMinutes(2);

        await rig.DeliverAsync(_ => Task.FromResult(rig.Time.GetUtcNow() > until), cancel);
        var during = rig.Telegram.Calls;
        rig.Telegram.Script = _ => (true, null);
        rig.Halts.Use([]);
        await rig.DeliverAsync(cancel);

        Assert.That((during, rig.Telegram.Calls), Is.EqualTo((1, 2)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Send_HaltedOrTakenBackToDraftWhileTheCallWaitsForItsTurn_MakesNoCallAndLeavesNoDoubt(bool draft, CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel());
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        var (account, delivery) = (rig.Channels.Accounts["bot33"], await rig.DeliveryAsync(Some.Event().Key));
        var rates = new RateBook(new(new RateLimit(1, TimeSpan.FromSeconds(1)), [], [], InFlight: 1), rig.Time);
        rates.Note(delivery.Target, ago: TimeSpan.Zero);
        using (var turn = rates.Promise(delivery.Target))
        {
            var sending = rig.Sender.SendAsync(account, delivery, isStale: false, turn, cancel);
            while (rig.Time.Waiting == 0)
            {
                cancel.ThrowIfCancellationRequested();
                await Task.Yield();
            }
            rig.Halts.Switch(draft ? null : Halt(HaltScope.KillSwitch, "relay.stop"));
            rig.Channels.Use(Some.Channel() with { Stage = draft ? Stage.Draft : Stage.Live });
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await sending;
        }

        var left = await rig.DeliveryAsync(Some.Event().Key);
        Assert.That((left.State, left.Parts[0].State, left.Strikes, rig.Telegram.Calls), Is.EqualTo((DeliveryState.Queued, PartState.Planned, 0, 0)));
        Assert.That(rates.PreparesIn(), Is.EqualTo(TimeSpan.Zero), "a call that was not made takes no turn");
        rig.Halts.Switch(null);
        rig.Channels.Use(Some.Channel());
        await rig.DeliverAsync(cancel);
        Assert.That(rig.Telegram.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Follow_TwoPausesAtOnce_NeitherIsForgotten()
    {
        var (board, store, slow) = (new HaltBoard(), new Mock<IHaltStore>(MockBehavior.Strict), new TaskCompletionSource<IReadOnlyList<Halt>>());
        var (first, second) = (Halt(HaltScope.Account, "bot33"), Halt(HaltScope.Channel, "gironde"));
        store.SetupSequence(one => one.AllAsync(default)).Returns(slow.Task).ReturnsAsync([first, second]);

        var following = board.FollowAsync(store.Object, default);
        await board.FollowAsync(store.Object, default);
        slow.SetResult([first]);
        await following;

        Assert.That(board.All, Is.EqualTo([first, second]));
    }

    [Test]
    public void Of_BotThatAPersonIsReachedThroughIsPaused_StopsWhatIsHandedToHer()
    {
        var board = new HaltBoard();
        board.Use([Halt(HaltScope.Account, "bot33")]);
        var aline = Some.Account("aline", "assisted") with { Settings = new Dictionary<string, string> { ["Bot"] = "bot33" } };

        Assert.That(board.Of(aline, "groupe")!.Id, Is.EqualTo("bot33"));
        Assert.That(board.Of(Some.Account("bot44"), "gironde"), Is.Null);
    }

    [Test]
    public void Of_SeveralHalts_NamesTheOneThatReachesFurthest()
    {
        var board = new HaltBoard();
        board.Use([Halt(HaltScope.Channel, "gironde"), Halt(HaltScope.Account, "bot33")]);
        var account = board.Of("bot33", "gironde");
        board.Switch(Halt(HaltScope.KillSwitch, "file"));

        Assert.That(account!.Scope, Is.EqualTo(HaltScope.Account));
        Assert.That(board.Of("other", null)!.Scope, Is.EqualTo(HaltScope.KillSwitch));
        Assert.That(board.All, Has.Count.EqualTo(3));
    }

    private static Halt Halt(HaltScope scope, string id) => new(scope, id, "coordinator:claire", Some.Now);

    private static async Task<EngineRig> ReleasedAsync()
    {
        var rig = await EngineRig.StartAsync(Some.Channel(), Some.Channel("x33", "x", "@parti_x", "x33"));
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        return rig;
    }

    private static async Task<Delivery> HeldAsync(EngineRig rig)
    {
        var publications = await rig.Ledger.OfItemAsync(Some.Event().Key, default);
        var deliveries = await Task.WhenAll(publications.Where(one => one.DeliveryId is not null).Select(one => rig.Ledger.FindAsync(one.DeliveryId!.Value, default)));
        return deliveries.Single(delivery => delivery!.State == DeliveryState.Held)!;
    }
}
