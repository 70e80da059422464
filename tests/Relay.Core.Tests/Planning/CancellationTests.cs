using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Testing;

namespace Relay.Core.Tests.Planning;

public sealed class CancellationTests
{
    private static readonly Event Cancelled = Some.Event() with { Status = EventStatus.Cancelled };

    [Test]
    public void Consider_OutsideTheSlots_WaitsForTheNextOne()
    {
        var channel = Some.Channel() with { Slots = Some.Slots("Mon-Sun 12:00-20:00") };

        var wish = (Wish.Wanted)new Cancellation().Consider(new(Some.Stored(Cancelled), channel, Some.Now, Told: true, Some.Now));

        Assert.That(wish.From, Is.EqualTo(Some.Now.AddHours(3)));
    }

    [Test]
    public void Consider_TheNextSlotComesTooLateForThoseWhoWouldCome_GoesNow()
    {
        var tonight = Cancelled with { StartsLocal = new DateTime(2026, 3, 2, 14, 0, 0, DateTimeKind.Unspecified) };
        var channel = Some.Channel() with { Slots = Some.Slots("Mon-Sun 12:00-20:00") };

        var wish = (Wish.Wanted)new Cancellation().Consider(new(Some.Stored(tonight), channel, Some.Now, Told: true, Some.Now));

        Assert.That(wish.From, Is.EqualTo(Some.Now));
    }

    [Test]
    public void Consider_NobodyWasTold_SaysNothing()
    {
        Assert.That(new Cancellation().Consider(new(Some.Stored(Cancelled), Some.Channel(), Some.Now, Told: false, Some.Now)), Is.EqualTo(new Wish.NotWanted(Rules.NeverTold)));
    }

    [Test]
    public void Consider_EventIsOver_SaysNothing()
    {
        var over = Cancelled with { StartsLocal = new DateTime(2026, 3, 1, 14, 0, 0, DateTimeKind.Unspecified) };

        Assert.That(new Cancellation().Consider(new(Some.Stored(over), Some.Channel(), Some.Now, Told: true, Some.Now)), Is.EqualTo(new Wish.NotWanted(Rules.Past)));
    }

    [TestCase(ItemPresence.Missing)]
    [TestCase(ItemPresence.Braked)]
    public void Consider_CancelledInAPassThatAPersonMustLookAt_SaysNothingYet(ItemPresence presence)
    {
        Assert.That(new Cancellation().Consider(new(Some.Stored(Cancelled, presence: presence), Some.Channel(), Some.Now, Told: true, Some.Now)), Is.InstanceOf<Wish.NotWanted>());
    }
}
