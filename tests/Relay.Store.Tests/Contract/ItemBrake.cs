using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ItemBrake(StoreEngine engine) : ItemContract(engine)
{
    private const string Reason = "3 des 4 fiches ont disparu";

    [Test]
    public async Task Brake_Vanished_WaitAndNewOnesFlowOn()
    {
        await PassAsync(1, 2, 3, 4);

        await PassAsync([Version(Meeting(1)), Version(Meeting(5))], Reason);

        var health = (await Items.HealthAsync(default)).Single();
        Assert.That((health.Brake, health.Braked), Is.EqualTo((Reason, 3)));
        Assert.That((await PresenceAsync(1), await PresenceAsync(2), await PresenceAsync(5)), Is.EqualTo((ItemPresence.Present, ItemPresence.Braked, ItemPresence.Present)));
    }

    [Test]
    public async Task Brake_FurtherPasses_NeverWithdrawThem()
    {
        await PassAsync(1, 2, 3, 4);
        await PassAsync([Version(Meeting(1))], Reason);

        for (var poll = 0; poll < MissedPolls + 1; poll++)
        {
            await PassAsync(1);
        }

        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Braked));
        Assert.That((await Items.HealthAsync(default)).Single().Brake, Is.EqualTo(Reason));
    }

    [Test]
    public async Task Brake_SourceMended_EverythingReturnsByItself()
    {
        await PassAsync(1, 2, 3, 4);
        await PassAsync([Version(Meeting(1))], Reason);

        await PassAsync(1, 2, 3, 4);

        var health = (await Items.HealthAsync(default)).Single();
        Assert.That((health.Brake, health.Braked), Is.EqualTo(((string?)null, 0)));
        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Present));
    }

    [Test]
    public async Task Brake_Cancelled_KeepTheVersionTheyHad()
    {
        await PassAsync(1, 2);

        await PassAsync([Version(Meeting(1))], Reason, [Cancelled(2)]);

        var stored = (await Items.FindAsync(EventKey(2), default))!;
        Assert.That((stored.Presence, stored.Version, ((Event)stored.Item).Status), Is.EqualTo((ItemPresence.Braked, "v1", EventStatus.Confirmed)));
    }

    [Test]
    public async Task Brake_CancelledAndListedAgain_GoesOnWaiting()
    {
        await PassAsync(1, 2);
        await PassAsync([Version(Meeting(1))], Reason, [Cancelled(2)]);
        var pass = await Items.BeginPassAsync(Source, false, Now, default);

        await Items.SeenAsync(pass, [EventKey(1), EventKey(2)], default);
        await Items.EndPassAsync(pass, MissedPolls, null, [], null, Now, default);

        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Braked));
    }

    [Test]
    public async Task Brake_CancellationTakenBackAtTheSource_IsForgotten()
    {
        await PassAsync(1, 2);
        await PassAsync([Version(Meeting(1))], Reason, [Cancelled(2)]);

        await PassAsync(1, 2);

        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Present));
        Assert.That(await Items.DecideBrakeAsync(Source, true, Claire, Now, default), Is.Zero);
        Assert.That((await Items.FindAsync(EventKey(2), default))!.Version, Is.EqualTo("v1"));
    }

    [Test]
    public async Task Decide_Accept_LetsDisappearancesAndCancellationsThrough()
    {
        await PassAsync(1, 2, 3);
        await PassAsync([Version(Meeting(1))], Reason, [Cancelled(2)]);
        await PlanAllAsync();

        var waiting = await Items.DecideBrakeAsync(Source, true, Claire, Now, default);

        var cancelled = (await Items.FindAsync(EventKey(2), default))!;
        Assert.That(waiting, Is.EqualTo(2));
        Assert.That((cancelled.Presence, cancelled.Version, cancelled.Revision, ((Event)cancelled.Item).Status), Is.EqualTo((ItemPresence.Present, "cancelled", 2, EventStatus.Cancelled)));
        Assert.That(await PresenceAsync(3), Is.EqualTo(ItemPresence.Withdrawn));
        Assert.That(await ToPlanAsync(), Is.EquivalentTo(new[] { "2", "3" }));
        Assert.That((await Items.HealthAsync(default)).Single().Brake, Is.Null);
        Assert.That((await Audit.ReadAsync(Source, 1, default)).Single(), Has.Property("Action").EqualTo("brake.accepted").And.Property("Actor").EqualTo(Claire));
    }

    [Test]
    public async Task Decide_Refuse_LeavesThemAsTheyWere()
    {
        await PassAsync(1, 2, 3);
        await PassAsync([Version(Meeting(1))], Reason, [Cancelled(2)]);

        var waiting = await Items.DecideBrakeAsync(Source, false, Claire, Now, default);

        Assert.That(waiting, Is.EqualTo(2));
        Assert.That((await PresenceAsync(2), await PresenceAsync(3)), Is.EqualTo((ItemPresence.Present, ItemPresence.Present)));
        Assert.That((await Items.FindAsync(EventKey(2), default))!.Version, Is.EqualTo("v1"));
        Assert.That((await Items.HealthAsync(default)).Single().Brake, Is.Null);
    }

    [Test]
    public async Task Decide_NothingWaits_IsZero()
    {
        await PassAsync(1);

        Assert.That(await Items.DecideBrakeAsync(Source, true, Claire, Now, default), Is.Zero);
    }

    [Test]
    public async Task End_CancelledWithoutABrake_AreKept()
    {
        await PassAsync(1, 2);

        await PassAsync([Version(Meeting(1))], cancelled: [Cancelled(2)]);

        Assert.That((await Items.FindAsync(EventKey(2), default))!.Version, Is.EqualTo("cancelled"));
    }

    private ItemVersion Cancelled(int number) => Version(Meeting(number) with { Status = EventStatus.Cancelled }, "cancelled");
}
