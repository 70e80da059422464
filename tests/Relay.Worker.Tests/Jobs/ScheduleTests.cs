using System.Globalization;
using Moq;
using NUnit.Framework;
using Quartz;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Testing;
using Relay.Worker.Jobs;

namespace Relay.Worker.Tests.Jobs;

public sealed class ScheduleTests
{
    [TestCase("0 0 8 * * ?", "Europe/Paris", "2026-10-24T00:00Z", "2026-10-24T06:00Z 2026-10-25T07:00Z 2026-10-26T07:00Z")]
    [TestCase("0 0 8 * * ?", "Europe/Paris", "2027-03-27T00:00Z", "2027-03-27T07:00Z 2027-03-28T06:00Z 2027-03-29T06:00Z")]
    [TestCase("0 0 8 * * ?", "Indian/Reunion", "2026-10-24T12:00Z", "2026-10-25T04:00Z 2026-10-26T04:00Z")]
    [TestCase("0 0 8 * * ?", "America/Miquelon", "2026-11-01T00:00Z", "2026-11-01T11:00Z 2026-11-02T11:00Z")]
    // Skipped by the clock: at the first instant there is. Doubled by the clock: once.
    [TestCase("0 30 2 * * ?", "Europe/Paris", "2027-03-27T12:00Z", "2027-03-28T01:00Z 2027-03-29T00:30Z")]
    [TestCase("0 30 2 * * ?", "Europe/Paris", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    public void Schedule_AroundClockChanges_FollowsTheWallClockOfItsZone(string cron, string zone, string after, string expected)
    {
        var trigger = TriggerBuilder.Create(new ManualTime(At(after))).WithSchedule(JobRegistration.Schedule(cron, zone)).StartAt(At(after)).Build();
        var wanted = expected.Split(' ').Select(At).ToList();

        var fires = new List<DateTimeOffset>();
        for (var at = trigger.GetFireTimeAfter(At(after)); fires.Count < wanted.Count; at = trigger.GetFireTimeAfter(at))
        {
            fires.Add(at!.Value.ToUniversalTime());
        }

        Assert.That(fires, Is.EqualTo(wanted));
    }

    [Test]
    public void Schedule_MissedTurns_AreLeftOut()
    {
        var trigger = (ICronTrigger)TriggerBuilder.Create(TimeProvider.System).WithSchedule(JobRegistration.Schedule("0 0/5 * * * ?", "Europe/Paris")).Build();

        Assert.That(trigger.MisfireInstruction, Is.EqualTo(CronTriggerMisfireInstruction.DoNothing));
    }

    [TestCase(typeof(HarvestJob))]
    [TestCase(typeof(PlanJob))]
    [TestCase(typeof(SlotJob))]
    public void Job_RunsAloneOfItsKey(Type job) => Assert.That(job.IsDefined(typeof(DisallowConcurrentExecutionAttribute), inherit: false));

    [TestCase(null, "2026-11-21T09:00Z", true)]
    [TestCase("2026-11-20T03:10Z", "2026-11-21T02:59Z", false)]
    [TestCase("2026-11-20T03:10Z", "2026-11-21T03:00Z", true)]
    [TestCase("2026-11-21T03:02Z", "2026-11-21T09:00Z", false)]
    [TestCase("2026-11-10T03:02Z", "2026-11-21T01:00Z", true)]
    public void IsOwed_FullPassAtFourInParis_IsMadeUpForWhenMissed(string? last, string now, bool owed)
    {
        var source = new SourceSettings(new Mock<ISource>(MockBehavior.Strict).Object, "0 0/5 * * * ?", "0 0 4 * * ?", "Europe/Paris");

        Assert.That(FullPass.IsOwed(source, last is null ? null : At(last), At(now)), Is.EqualTo(owed));
    }

    [TestCase(null, 300)]
    [TestCase(-10, 1)]
    [TestCase(0, 1)]
    [TestCase(42, 42)]
    [TestCase(86_400, 300)]
    public void Next_InstantOfInterest_IsKeptWithinBounds(int? interest, int expected)
    {
        var now = At("2026-11-21T09:00Z");

        var next = SlotClock.Next(interest is { } seconds ? now.AddSeconds(seconds) : null, now);

        Assert.That(next - now, Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
