using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Returns;
using Relay.Core.Tests.Channels;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

public sealed class ReturnWatchTests
{
    private readonly ConfigurationInForce _configuration = ConfigurationBench.Read(ConfigurationBench.Good).Configuration!;

    [TestCase(11, 0)]
    [TestCase(12, 1)]
    public async Task Look_OppositionThatThePartyDoesNotTake_IsAnAlarmAfterTwelveHours(int hours, int alarms)
    {
        var found = await LookAsync(new(2, Some.Now.AddHours(-hours)), Mock.Of<IReturn>());

        Assert.That(found, Has.Count.EqualTo(alarms));
        Assert.That(found.Select(alarm => alarm.What.English), Has.All.EqualTo("2 oppositions wait for the party's database to take them, the first for more than 12 h"));
    }

    [Test]
    public async Task Look_NothingIsReturnedOrNothingWaits_IsNoAlarm()
    {
        Assert.That(await LookAsync(new(1, Some.Now.AddDays(-9)), null), Is.Empty);
        Assert.That(await LookAsync(new(0, null), Mock.Of<IReturn>()), Is.Empty);
    }

    private Task<IReadOnlyList<Alarm>> LookAsync(WaitingOppositions waiting, IReturn? party)
    {
        var outbox = new Mock<IReturnStore>(MockBehavior.Strict);
        outbox.Setup(one => one.OppositionsAsync(default)).ReturnsAsync(waiting);
        return new ReturnWatch(outbox.Object, _configuration with { Return = party }).LookAsync(Some.Now, default);
    }
}
