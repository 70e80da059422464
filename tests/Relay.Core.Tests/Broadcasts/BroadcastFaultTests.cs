using NUnit.Framework;
using Relay.Core.Broadcasts;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>What is wrong with one person, or one broadcast, holds up nobody else.</summary>
[CancelAfter(60_000)]
public sealed class BroadcastFaultTests
{
    private BroadcastRig _rig = null!;

    [SetUp]
    public async Task StartAsync() => _rig = await BroadcastRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task Broadcast_ToSomebodyWhoseKeyIsGone_ReachesTheOthers(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 3);
        var made = await _rig.MakeAsync();
        await _rig.Engine.RestartAsync("UPDATE identities SET external_id_enc = 'gone' WHERE id = (SELECT min(id) FROM identities)");

        await _rig.RunAsync(cancel);

        var kept = (await _rig.Broadcasts.FindAsync(made.Number, cancel))!;
        Assert.That((_rig.Engine.Telegram.Posts.Count, kept.State, kept.Drafted, kept.PassedOver), Is.EqualTo((2, BroadcastState.Expanded, 2, 1)));
        Assert.That(_rig.Engine.Logs.Lines, Has.Exactly(1).Contains("3191 Broadcast 1 passed over people whose ids can't be read (1)"));
    }

    [Test]
    public async Task Broadcast_WhileTheKeysAreAway_WaitsAndThenReachesEverybody(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        await _rig.MakeAsync();
        await _rig.Engine.RestartAsync("UPDATE identities SET external_id_enc = '!' || external_id_enc");
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        var away = (await _rig.Broadcasts.RunningAsync(cancel)).Single();

        await _rig.Engine.RestartAsync("UPDATE identities SET external_id_enc = substr(external_id_enc, 2)");
        await _rig.RunAsync(cancel);

        Assert.That((away.Cursor, away.PassedOver, _rig.Engine.Telegram.Posts.Count), Is.EqualTo(((Guid?)null, 0, 2)));
    }

    [Test]
    public async Task Broadcast_ThatCannotGoOn_RestsAndHoldsUpNoOther(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 1);
        await _rig.SubscribeAsync(2, 1, "territory:DEP-75");
        var (spoilt, other) = (await _rig.MakeAsync(), await _rig.MakeAsync(list: "territory:DEP-75"));
        await _rig.Engine.RestartAsync("UPDATE contacts SET territory_code = 'nonsense' WHERE id = (SELECT contact_id FROM consents WHERE list = 'territory:DEP-33')");

        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        var early = Faults();
        _rig.Engine.Time.Advance(TimeSpan.FromSeconds(30));
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        Assert.That((await _rig.Broadcasts.FindAsync(spoilt.Number, cancel))!.State, Is.EqualTo(BroadcastState.Running));
        Assert.That((await _rig.Broadcasts.FindAsync(other.Number, cancel))!.State, Is.EqualTo(BroadcastState.Expanded));
        Assert.That((early, Faults()), Is.EqualTo((1, 2)), "it rests between");
    }

    [Test]
    public async Task Broadcast_WhileRemindersCannotBeMade_ReachesEverybodyAllTheSame(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        await _rig.Engine.HarvestAsync(Relay.Testing.Some.Event());
        await _rig.MakeAsync();
        await _rig.Engine.RestartAsync("UPDATE item_rows SET body = '{'");

        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Has.Count.EqualTo(2));
        Assert.That(_rig.Engine.Logs.Lines, Has.Some.Contains(" 3193 "));
    }

    private int Faults() => _rig.Engine.Logs.Lines.Count(line => line.Contains(" 3192 ", StringComparison.Ordinal));
}
