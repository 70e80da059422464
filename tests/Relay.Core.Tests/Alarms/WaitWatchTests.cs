using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Conversations.Settling;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

public sealed class WaitWatchTests
{
    private static readonly DateTimeOffset Now = Some.Now;

    private readonly List<(WaitReason Reason, DateTimeOffset Since, DateTimeOffset Deadline)> _waiting = [];

    [Test]
    public async Task Look_RequestAboutDataAWeekBeforeItsMonthIsOver_IsAnAlarm()
    {
        _waiting.Add((WaitReason.DataRequest, Now.AddDays(-24), Now.AddDays(7)));

        var alarm = (await LookAsync()).Single();

        Assert.That((alarm.Key, alarm.Since), Is.EqualTo(("waiting:requests", Now)));
        Assert.That(alarm.What.French, Is.EqualTo("1 demande d'une personne sur ses données doit avoir sa réponse avant le 09/03/2026"));
        Assert.That(alarm.Step.English, Does.Contain("relay contacts requests"));
    }

    [Test]
    public async Task Look_RequestAboutDataWhoseMonthIsOver_IsAFurtherAlarm()
    {
        _waiting.Add((WaitReason.DataRequest, Now.AddDays(-40), Now.AddDays(-9)));
        _waiting.Add((WaitReason.DataRequest, Now.AddDays(-25), Now.AddDays(5)));

        var alarm = (await LookAsync()).Single();

        Assert.That((alarm.Key, alarm.Since), Is.EqualTo(("waiting:requests-over", Now.AddDays(-9))));
        Assert.That(alarm.What.English, Is.EqualTo("2 requests of people about their data wait, and the month of the first was over on 21 February 2026"));
    }

    [Test]
    public async Task Look_CryForHelp_IsAnAlarmAtOnce()
    {
        _waiting.Add((WaitReason.Distress, Now, Now.AddHours(1)));

        Assert.That((await LookAsync()).Select(alarm => (alarm.Key, alarm.Since)), Is.EqualTo(new[] { ("waiting:urgent", Now) }));
    }

    [Test]
    public async Task Look_SomebodyWhoWaitsLongerThanPromised_IsAnAlarm()
    {
        _waiting.Add((WaitReason.Human, Now.AddHours(-25), Now.AddHours(-1)));
        _waiting.Add((WaitReason.Complaint, Now.AddHours(-26), Now.AddHours(-2)));

        var alarm = (await LookAsync()).Single();

        Assert.That((alarm.Key, alarm.Since, alarm.What.English), Is.EqualTo(("waiting:late", Now.AddHours(-2), "2 messages have waited for a person for longer than was promised")));
    }

    [Test]
    public async Task Look_WhatIsNotLateYet_IsNoAlarm()
    {
        _waiting.Add((WaitReason.Human, Now, Now.AddDays(1)));
        _waiting.Add((WaitReason.DataRequest, Now, Now.AddMonths(1)));

        Assert.That(await LookAsync(), Is.Empty);
    }

    private Task<IReadOnlyList<Alarm>> LookAsync()
    {
        var list = new Mock<IWaitingList>(MockBehavior.Strict);
        list.Setup(one => one.CountAsync(It.IsAny<DateTimeOffset>(), default)).ReturnsAsync((DateTimeOffset by, CancellationToken _) => _waiting.Where(one => one.Deadline <= by)
            .GroupBy(one => one.Reason).ToDictionary(group => group.Key, group => new WaitingCount(group.Count(), group.Min(one => one.Since), group.Min(one => one.Deadline))));
        return new WaitWatch(list.Object).LookAsync(Now, default);
    }
}
