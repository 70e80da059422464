using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

public sealed class SilenceWatchTests
{
    private readonly Mock<IAlarmStore> _alarms = new(MockBehavior.Strict);
    private readonly Mock<ILedger> _ledger = new(MockBehavior.Strict);
    private readonly List<Standing> _standings = [];
    private readonly HaltBoard _halts = new();

    [SetUp]
    public void Answer()
    {
        _ledger.Setup(ledger => ledger.StandingsAsync(default)).ReturnsAsync(_standings);
        _alarms.Setup(store => store.OpenAsync(default)).ReturnsAsync([new("silence:bot33", Some.Now.AddMinutes(-5), new("muet", "silent"), new("regardez", "look"))]);
    }

    [TestCase(0, false, Description = "The try that follows her word is still to come.")]
    [TestCase(5, true)]
    public async Task Look_ResumeWasSaid_TheAlarmEndsOnThatWordAndNotAsMended(int minutesAgo, bool ended)
    {
        Silent(4, 20, 10);
        _halts.Mended("bot33", Some.Now.AddMinutes(-minutesAgo));
        _alarms.Setup(store => store.SilenceAsync("bot33", Some.Now.AddMinutes(-minutesAgo), default)).ReturnsAsync((Silence?)null);

        Assert.That((await LookAsync()).Single().IsDropped, Is.EqualTo(ended));
    }

    [Test]
    public async Task Look_CallsAfterResumeAreLeftWithoutAnAnswerToo_IsAnAlarmAgain()
    {
        Silent(9, 90, 1);
        _halts.Mended("bot33", Some.Now.AddMinutes(-40));
        _alarms.Setup(store => store.SilenceAsync("bot33", Some.Now.AddMinutes(-40), default)).ReturnsAsync(new Silence(Some.Now.AddMinutes(-30), Some.Now.AddMinutes(-1), 3));

        Assert.That((await LookAsync()).Single().IsDropped, Is.False);
    }

    [TestCase(3, 20, 1, 1)]
    [TestCase(2, 20, 1, 0, Description = "One or two lost answers are the day's weather.")]
    [TestCase(30, 10, 1, 0, Description = "Not for long enough.")]
    [TestCase(3, 3000, 2000, 0, Description = "Nothing has been sent for more than a day.")]
    public async Task Look_CallsInARowWithoutAnAnswer_AreAnAlarmAfterSomeTime(int calls, int sinceMinutes, int lastMinutes, int alarms)
    {
        Silent(calls, sinceMinutes, lastMinutes);

        Assert.That(await LookAsync(), Has.Count.EqualTo(alarms));
    }

    [Test]
    public async Task Look_FrozenNetwork_SaysSinceWhenAndWhatToDo()
    {
        Silent(4, 20, 1);

        var alarm = (await LookAsync()).Single();

        Assert.That((alarm.Key, alarm.Since), Is.EqualTo(("silence:bot33", Some.Now.AddMinutes(-20))));
        Assert.That(alarm.What.French, Is.EqualTo("le réseau ne répond plus au compte bot33 : 4 appels de suite sont restés sans réponse"));
        Assert.That(alarm.Step.English, Does.Contain("relay uncertain"));
    }

    [TestCase(2, null)]
    [TestCase(0, "dead token")]
    public async Task Look_AccountHasAnAlarmAlready_SaysNothingMore(int strikes, string? paused)
    {
        _standings.Add(new("bot33", "", strikes, null, paused));

        Assert.That(await LookAsync(), Is.Empty);
    }

    [Test]
    public async Task Look_EveryCallIsAnswered_SaysNothing()
    {
        _alarms.Setup(store => store.SilenceAsync("bot33", null, default)).ReturnsAsync((Silence?)null);

        Assert.That(await LookAsync(), Is.Empty);
    }

    private void Silent(int calls, int sinceMinutes, int lastMinutes)
        => _alarms.Setup(store => store.SilenceAsync("bot33", null, default)).ReturnsAsync(new Silence(Some.Now.AddMinutes(-sinceMinutes), Some.Now.AddMinutes(-lastMinutes), calls));

    private Task<IReadOnlyList<Alarm>> LookAsync()
        => new SilenceWatch(_alarms.Object, _ledger.Object, Some.Channels([], [Some.Account()]), _halts, new WatchdogSettings()).LookAsync(Some.Now, default);
}
