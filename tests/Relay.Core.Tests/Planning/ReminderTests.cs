using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Testing;

namespace Relay.Core.Tests.Planning;

public sealed class ReminderTests
{
    [TestCase("J-1", true)]
    [TestCase("J-30", true)]
    [TestCase("J-31", false)]
    [TestCase("H-2", true)]
    [TestCase("H-48", true)]
    [TestCase("H-49", false)]
    [TestCase("J-0", false)]
    [TestCase("j-1", false)]
    [TestCase("J+1", false)]
    [TestCase("announce", false)]
    public void Read_Key_IsKnownOrNot(string key, bool known)
    {
        Assert.That(Reminder.Read(key), known ? Is.Not.Null : Is.Null);
    }

    [Test]
    public void Consider_ClockChangeInBetween_KeepsTheWallTime()
    {
        // Clocks go forward on Sunday 29 March 2026: a J-1 at the same wall time is 23 hours before.
        var meeting = Some.Event() with { StartsLocal = new DateTime(2026, 3, 29, 18, 30, 0, DateTimeKind.Unspecified) };

        var wish = Consider("J-1", Some.Channel(), meeting);

        Assert.That(((Wish.Wanted)wish).From, Is.EqualTo(new DateTimeOffset(2026, 3, 28, 18, 30, 0, TimeSpan.FromHours(1))));
        Assert.That(meeting.Starts - ((Wish.Wanted)wish).From, Is.EqualTo(TimeSpan.FromHours(23)));
    }

    [Test]
    public void Consider_DueOutsideTheSlots_MovesEarlierRatherThanDrop()
    {
        var channel = Some.Channel() with { Slots = Some.Slots("Mon-Sun 08:00-12:00") };

        var wish = (Wish.Wanted)Consider("J-1", channel, Some.Event());

        Assert.That(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(wish.From, "Europe/Paris").DateTime, Is.EqualTo(new DateTime(2026, 3, 8, 11, 59, 0, DateTimeKind.Unspecified)));
    }

    [Test]
    public void Consider_ItemSeenJustBefore_IsNotWantedOnTheHeelsOfTheAnnouncement()
    {
        var soon = Some.Event() with { StartsLocal = new DateTime(2026, 3, 3, 10, 0, 0, DateTimeKind.Unspecified) };

        Assert.That(Consider("J-1", Some.Channel(), soon), Is.EqualTo(new Wish.NotWanted(Rules.JustAnnounced)));
    }

    [Test]
    public void Consider_TooLate_IsNotWanted()
    {
        var soon = Some.Event() with { StartsLocal = new DateTime(2026, 3, 3, 6, 0, 0, DateTimeKind.Unspecified) };

        Assert.That(Consider("J-1", Some.Channel(), soon), Is.EqualTo(new Wish.NotWanted(Rules.Past)));
    }

    [Test]
    public void Consider_Initiative_HasNoReminder()
    {
        Assert.That(Reminder.Read("J-1")!.Consider(Occasion(Some.Channel(), Some.Initiative())), Is.EqualTo(new Wish.NotWanted(Rules.NoDate)));
    }

    private static Wish Consider(string key, Channel channel, Core.Items.Event meeting) => Reminder.Read(key)!.Consider(Occasion(channel, meeting));

    private static Occasion Occasion(Channel channel, Core.Items.Item item) => new(Some.Stored(item), channel, Some.Now.AddDays(-1), Told: false, Some.Now);
}
