using NUnit.Framework;
using Relay.Core.Channels;

namespace Relay.Core.Tests.Channels;

public sealed class WeeklySlotsTests
{
    [Test]
    public void Always_AnyInstant_IsInASlot()
        => Assert.That(WeeklySlots.Always.Contains(new DateTime(2026, 11, 22, 23, 59, 0)));

    [TestCase("Mon-Fri 08:00-20:00", "2026-11-20T20:00:00", "2026-11-23T08:00:00")]
    [TestCase("Sat,Sun 09:00-19:00", "2026-11-20T12:00:00", "2026-11-21T09:00:00")]
    [TestCase("Sat-Mon 10:00-11:00", "2026-11-23T10:30:00", "2026-11-23T10:30:00")]
    [TestCase("Mon 22:00-24:00", "2026-11-23T23:59:00", "2026-11-23T23:59:00")]
    public void NextOpen_AfterAnInstant_IsTheFirstMomentOfASlot(string slot, string after, string open)
    {
        var slots = WeeklySlots.Read([slot], out var faults);

        Assert.That(faults, Is.Empty);
        Assert.That(slots.NextOpen(DateTime.Parse(after, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(DateTime.Parse(open, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("Mon-Fri 20:00-08:00")]
    [TestCase("Lun 08:00-09:00")]
    [TestCase("Mon 8:00-9:00")]
    [TestCase("Mon 08:00-24:01")]
    [TestCase("")]
    public void Read_NoSlot_SaysHowToWriteOne(string text)
    {
        WeeklySlots.Read(["Mon 08:00-09:00", text], out var faults);

        Assert.That(faults.Select(fault => fault.Index), Is.EqualTo(new[] { 1 }));
        Assert.That(faults[0].Sentence, Does.Contain("Mon-Fri 08:00-20:00"));
    }
}
