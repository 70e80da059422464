using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Planning;

public sealed class PaceTests
{
    [Test]
    public void Next_NothingSentYet_IsNow()
    {
        Assert.That(new Pace(Some.Channel(), new TargetUse(0, null, 0), Some.Now).Next(), Is.EqualTo(Some.Now));
    }

    [Test]
    public void Next_SlotClosed_IsItsOpening()
    {
        var channel = Some.Channel() with { Slots = Some.Slots("Tue 10:00-12:00") };

        Assert.That(new Pace(channel, new TargetUse(0, null, 0), Some.Now).Next(), Is.EqualTo(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void Next_WithinTheGap_IsItsEnd()
    {
        var channel = Some.Channel() with { MinimumGap = TimeSpan.FromMinutes(20) };

        Assert.That(new Pace(channel, new TargetUse(1, Some.Now.AddMinutes(-5), 0), Some.Now).Next(), Is.EqualTo(Some.Now.AddMinutes(15)));
    }

    [Test]
    public void Next_MaximumReached_IsTheNextDayOfTheChannelsZone()
    {
        var channel = Some.Channel() with { MaximumPerDay = 6, Slots = Some.Slots("Mon-Sun 08:00-20:00"), Zone = "Indian/Reunion" };

        Assert.That(new Pace(channel, new TargetUse(6, Some.Now.AddHours(-2), 0), Some.Now).Next(), Is.EqualTo(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.FromHours(4))));
    }

    [Test]
    public void Take_ManyAhead_KeepsGapAndMaximum()
    {
        var channel = Some.Channel() with { MinimumGap = TimeSpan.FromHours(1), MaximumPerDay = 3, Slots = Some.Slots("Mon-Sun 08:00-20:00") };
        var pace = new Pace(channel, new TargetUse(1, Some.Now.AddMinutes(-30), 0), Some.Now);
        var times = new List<DateTimeOffset>();

        for (var i = 0; i < 5; i++)
        {
            times.Add(pace.Next()!.Value);
            pace.Take(times[^1]);
        }

        var paris = TimeSpan.FromHours(1);
        Assert.That(times, Is.EqualTo(new DateTimeOffset[]
        {
            new(2026, 3, 2, 9, 30, 0, paris), new(2026, 3, 2, 10, 30, 0, paris),
            new(2026, 3, 3, 8, 0, 0, paris), new(2026, 3, 3, 9, 0, 0, paris), new(2026, 3, 3, 10, 0, 0, paris),
        }));
    }
}
