using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>What was called off may be made again as long as nobody had it; what somebody had counts for the list.</summary>
[CancelAfter(60_000)]
public sealed class BroadcastAgainTests
{
    private static readonly Actor Claire = new(ActorKind.Coordinator, "claire");

    private BroadcastRig _rig = null!;

    [SetUp]
    public async Task StartAsync() => _rig = await BroadcastRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task Make_AgainOnTheDayThatItWasCalledOff_LeavesOnce(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        await CancelAsync(await _rig.MakeAsync(), cancel);
        await CancelAsync(await _rig.MakeAsync(), cancel);

        var again = await _rig.MakeAsync();
        await _rig.RunAsync(cancel);

        Assert.That((again.Number, again.State), Is.EqualTo((3L, BroadcastState.Running)));
        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target), Is.EquivalentTo(new[] { BroadcastRig.ChatOf(1), BroadcastRig.ChatOf(2) }));
    }

    [Test]
    public async Task Make_AfterOneThatLeftWasCalledOff_IsStillRefused(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        var sent = await _rig.MakeAsync();
        await _rig.RunAsync(cancel);

        await CancelAsync(sent, cancel);

        Assert.That(async () => await _rig.MakeAsync("Autre chose."), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("broadcast 1"));
        Assert.That(async () => await _rig.MakeAsync(), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("broadcast 1"));
        Assert.That(await _rig.Broadcasts.ListAsync(9, cancel), Has.Count.EqualTo(1));
    }

    private async Task CancelAsync(Broadcast broadcast, CancellationToken cancel) => await _rig.Broadcasts.CancelAsync(broadcast.Number, Claire, _rig.Engine.Time.GetUtcNow(), cancel);
}
