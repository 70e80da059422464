using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

/// <summary>A copy that its network would not change or take away is said to a coordinator.</summary>
public sealed class CopyWatchTests
{
    private static readonly StoredItem Moved = new(Some.Event(), "v2", 2, Some.Now, ItemPresence.Present);

    [Test]
    public async Task Look_EditRefused_SaysWhatAndWhereAndTheStep()
    {
        var alarm = (await LookAsync(Moved, Refused(Operation.Edit))).Single();

        Assert.That((alarm.Key, alarm.What.English), Is.EqualTo(("copies:bot33", "account bot33 could not correct what has changed on -100 (message can't be edited)")));
        Assert.That(alarm.Step.French, Does.Contain("relay why"));
    }

    [Test]
    public async Task Look_TwoRefused_AreOneAlarm()
        => Assert.That((await LookAsync(Moved, Refused(Operation.Delete), Refused(Operation.Edit))).Single().What.French, Does.StartWith("le compte bot33 n'a pas pu retirer").And.EndsWith(", et une autre publication"));

    [Test]
    public async Task Look_EventOver_EndsWithoutBeingCalledMended()
    {
        var open = new Alarm("copies:bot33", Some.Now, new("a", "a"), new("b", "b"));
        var over = Moved with { Item = Some.Event() with { StartsLocal = Some.Now.DateTime.AddDays(-9), EndsLocal = null } };

        Assert.That(await LookAsync(over, [open], Refused(Operation.Edit)), Is.EqualTo([open with { IsDropped = true }]));
    }

    [Test]
    public async Task Look_CopyToBeCorrectedWasDeletedByHand_IsSaidForADayAndThenNoMore()
    {
        var gone = Refused(Operation.Edit) with { Rule = Rules.CopyGone };

        var alarm = (await LookAsync(Moved, gone)).Single();
        var later = await LookAsync(Moved, [alarm], gone with { CreatedAt = Some.Now.AddHours(-25) });

        Assert.That((alarm.What.English, alarm.IsDropped), Is.EqualTo(("a publication of account bot33 on -100 was to be corrected, but is not there any more: somebody has probably deleted it by hand", false)));
        Assert.That(later, Is.EqualTo([alarm with { IsDropped = true }]));
    }

    [Test]
    public async Task Look_CopyOfWhatIsCalledOffWasDeletedByHand_IsSettled()
    {
        var off = Moved with { Item = Some.Event() with { Status = EventStatus.Cancelled } };

        Assert.That(await LookAsync(off, Refused(Operation.Edit) with { Rule = Rules.CopyGone }), Is.Empty);
    }

    private static Task<IReadOnlyList<Alarm>> LookAsync(StoredItem stored, params Delivery[] refused) => LookAsync(stored, [], refused);

    private static async Task<IReadOnlyList<Alarm>> LookAsync(StoredItem stored, IReadOnlyList<Alarm> open, params Delivery[] refused)
    {
        var (alarms, ledger, items) = (new Mock<IAlarmStore>(MockBehavior.Strict), new Mock<ILedger>(MockBehavior.Strict), new Mock<IItemStore>(MockBehavior.Strict));
        alarms.Setup(store => store.OpenAsync(default)).ReturnsAsync(open);
        ledger.Setup(store => store.RefusedChangesAsync(It.IsAny<DateTimeOffset>(), default)).ReturnsAsync(refused);
        items.Setup(store => store.FindAsync(stored.Item.Key, default)).ReturnsAsync(stored);
        return await new CopyWatch(alarms.Object, ledger.Object, items.Object).LookAsync(Some.Now, default);
    }

    private static Delivery Refused(Operation operation) => new()
    {
        Id = Guid.CreateVersion7(Some.Now),
        PublicationId = Guid.CreateVersion7(Some.Now),
        Key = new(Moved.Item.Key.ToString(), "announce", "-", "telegram", "-100"),
        Operation = operation,
        Channel = "gironde",
        Account = "bot33",
        Target = new("-100"),
        Items = [Moved.Item.Key],
        Priority = Priority.Change,
        Paced = false,
        State = DeliveryState.Refused,
        Reason = "message can't be edited",
        CreatedAt = Some.Now,
        NextAt = Some.Now,
    };
}
