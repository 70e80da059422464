using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

public sealed class WatchTests
{
    private readonly Mock<IAlarmStore> _alarms = new(MockBehavior.Strict);
    private readonly Mock<ILedger> _ledger = new(MockBehavior.Strict);
    private readonly HaltBoard _halts = new();
    private readonly List<Standing> _standings = [];
    private readonly List<Overdue> _overdue = [];
    private readonly List<Alarm> _open = [];

    public WatchTests()
    {
        _ledger.Setup(ledger => ledger.StandingsAsync(default)).ReturnsAsync(_standings);
        _ledger.Setup(ledger => ledger.DoubtsAsync(null, null, It.IsAny<int>(), default)).ReturnsAsync([]);
        _alarms.Setup(alarms => alarms.OpenAsync(default)).ReturnsAsync(_open);
        _alarms.Setup(alarms => alarms.OverdueAsync(Some.Now.AddMinutes(-15), default)).ReturnsAsync(_overdue);
    }

    [Test]
    public async Task Due_TwoChannelsOfAnAccount_AreOneAlarmSinceItWasLate()
    {
        _overdue.AddRange([Late("bot33", "a", 2, 30), Late("bot33", "b", 1, 45)]);

        var alarm = (await DueAsync()).Single();

        Assert.That((alarm.Key, alarm.Since, alarm.What.English), Is.EqualTo(("due:bot33", Some.Now.AddMinutes(-30), "3 publications of account bot33 have waited for more than 15 min")));
        Assert.That(alarm.Step.French, Does.Contain("relay why 00000000"));
    }

    [Test]
    public async Task Due_PausedByACoordinatorOrWaitingForItsAccount_IsNoFurtherAlarm()
    {
        _overdue.AddRange([Late("bot33", "a", 2, 30), Late("page33", "b", 1, 45), Late("x33", "c", 1, 20)]);
        _halts.Use([new(HaltScope.Channel, "a", "coordinator:claire", Some.Now)]);
        _standings.Add(new("page33", "", 0, null, "dead token"));

        Assert.That((await DueAsync()).Select(alarm => alarm.Key), Is.EqualTo(new[] { "due:x33" }));
    }

    [Test]
    public async Task Due_AnotherDeliveryOfTheAccountAsksAPerson_IsAnAlarmAllTheSame()
    {
        var asks = Asks(Some.Now);
        _overdue.Add(Late(asks.Account, "b", 1, 45));

        Assert.That((await DueAsync()).Select(alarm => alarm.Key), Is.EquivalentTo(new[] { DoubtQuestion.Of(asks)!.AlarmKey("bot33"), "due:bot33" }));
    }

    [TestCase(HaltScope.All, "")]
    [TestCase(HaltScope.Account, "bot33")]
    [TestCase(HaltScope.Channel, "gironde")]
    public async Task Due_PausedByACoordinatorWhileItLasts_IsNotMended(HaltScope scope, string id)
    {
        _open.Add(Open("due:bot33", 30));
        _halts.Use([new(scope, id, "coordinator:claire", Some.Now)]);

        Assert.That(await DueAsync(), Is.EqualTo(new[] { _open[0] with { IsDropped = true } }));
    }

    [Test]
    public async Task Due_ItsAccountIsRefusedWhileItLasts_IsNotMended()
    {
        _open.Add(Open("due:bot33", 30));
        _overdue.Add(Late("bot33", "gironde", 1, 45));
        _standings.Add(new("bot33", "", 0, null, "dead token"));

        Assert.That(await DueAsync(), Is.EqualTo(new[] { _open[0] with { IsDropped = true } }));
    }

    [Test]
    public async Task Due_APersonIsAskedAboutItNow_IsNotMended()
    {
        _open.Add(Open("due:bot33", 30));
        var asks = Asks(Some.Now.AddMinutes(-45));

        Assert.That((await DueAsync()).Select(alarm => (alarm.Key, alarm.IsDropped)), Is.EqualTo(new[] { ("due:bot33", true), (DoubtQuestion.Of(asks)!.AlarmKey("bot33"), false) }));
    }

    [Test]
    public async Task Due_LeftWhileSomethingElseWaits_IsMended()
    {
        _open.AddRange([Open("due:bot33", 30), Open("source:party", 30)]);
        _halts.Use([new(HaltScope.Channel, "b", "coordinator:claire", Some.Now.AddHours(-1)), new(HaltScope.Account, "page33", "coordinator:claire", Some.Now)]);
        _standings.Add(new("page33", "", 0, null, "dead token"));
        var asks = Asks(Some.Now.AddHours(-1));

        Assert.That((await DueAsync()).Select(alarm => alarm.Key), Is.EqualTo(new[] { DoubtQuestion.Of(asks)!.AlarmKey("bot33") }));
    }

    [Test]
    public async Task Due_AnotherChannelIsStillLate_LastsThroughAPause()
    {
        _open.Add(Open("due:bot33", 30));
        _overdue.Add(Late("bot33", "b", 1, 45));
        _halts.Use([new(HaltScope.Channel, "gironde", "coordinator:claire", Some.Now)]);

        Assert.That((await DueAsync()).Select(alarm => (alarm.Key, alarm.IsDropped)), Is.EqualTo(new[] { ("due:bot33", false) }));
    }

    [Test]
    public async Task Account_RefusedByItsNetwork_NamesReasonAndStepUntilItIsMended()
    {
        _standings.Add(new("bot33", "", 0, null, "dead token."));
        _standings.Add(new("bot33", "@parti_33", 0, null, "kicked"));
        _standings.Add(new("gone", "", 0, null, "not configured any more"));

        var found = await AccountsAsync();
        _standings.Clear();

        Assert.That(found.Select(alarm => alarm.Key), Is.EqualTo(new[] { "account:bot33", "target:bot33/@parti_33" }));
        Assert.That(found[0].What.English, Is.EqualTo("account bot33 can no longer post (dead token)"));
        Assert.That(found[0].Step.English, Does.Contain("relay resume --account bot33"));
        Assert.That(await AccountsAsync(), Is.Empty);
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task Account_PauseLiftedByAStart_IsMendedOnlyWhenACallHasGoneThrough(bool failed, int alarms)
    {
        _open.Add(new("target:bot33/@parti_33", Some.Now, new("a", "b"), new("c", "d")));
        _open.Add(new("source:party", Some.Now, new("a", "b"), new("c", "d")));
        _alarms.Setup(store => store.LastAttemptFailedAsync("bot33", "@parti_33", default)).ReturnsAsync(failed);

        Assert.That(await AccountsAsync(), Is.EqualTo(_open.Take(alarms)));
    }

    [TestCase(2, 0, true, Description = "Nothing was there to be tried.")]
    [TestCase(0, 0, false, Description = "The try that follows may be under way.")]
    [TestCase(2, 1, false, Description = "It was tried, and failed again.")]
    public async Task Account_APersonSaysItIsMended_EndsOnHerWordUnlessItFailsAgain(int minutes, int strikes, bool ends)
    {
        _open.Add(new("account:bot33", Some.Now, new("a", "b"), new("c", "d")));
        _standings.Add(new("bot33", "", strikes, null, null));
        _alarms.Setup(store => store.LastAttemptFailedAsync("bot33", null, default)).ReturnsAsync(true);
        _halts.Mended("bot33", Some.Now.AddMinutes(-minutes));

        Assert.That((await AccountsAsync()).Select(alarm => (alarm.Key, alarm.IsDropped)), Is.EqualTo(new[] { ("account:bot33", ends) }));
    }

    [TestCase(1, true, 0)]
    [TestCase(2, true, 1)]
    [TestCase(5, false, 0, Description = "It climbed the ladder, and its last call went through.")]
    public async Task Account_OutOfReach_IsAnAlarmFromTheSecondRungWhileItsLastCallFailed(int strikes, bool failed, int alarms)
    {
        _standings.Add(new("bot33", "", strikes, Some.Now.AddMinutes(5), null));
        _alarms.Setup(store => store.LastAttemptFailedAsync("bot33", null, default)).ReturnsAsync(failed);

        Assert.That(await AccountsAsync(), Has.Count.EqualTo(alarms));
    }

    private Task<IReadOnlyList<Alarm>> DueAsync() => new DueWatch(_alarms.Object, _ledger.Object, Some.Channels([Some.Channel(), Some.Channel() with { Id = "b" }], [Some.Account()]), _halts, new WatchdogSettings()).LookAsync(Some.Now, default);

    private Task<IReadOnlyList<Alarm>> AccountsAsync()
        => new AccountWatch(_alarms.Object, _ledger.Object, Some.Channels([], [Some.Account()]), _halts, new ManualTime(Some.Now)).LookAsync(Some.Now, default);

    private Delivery Asks(DateTimeOffset created)
    {
        var asks = new Delivery
        {
            Id = Guid.Empty, PublicationId = Guid.Empty, Key = new("party/event/1", "announce", "-", "telegram", "@parti_33"), Operation = Operation.Create, Channel = "gironde", Account = "bot33",
            Target = new("@parti_33"), Items = [], Priority = Priority.Announcement, Paced = true, State = DeliveryState.Uncertain, CreatedAt = created, NextAt = created,
            Parts = [new() { Index = 0, State = PartState.Uncertain, Text = "", Doubt = new(created, 0, null, null, "no way to look") }],
        };
        _ledger.Setup(ledger => ledger.DoubtsAsync(null, null, It.IsAny<int>(), default)).ReturnsAsync([asks]);
        return asks;
    }

    private static Alarm Open(string key, int minutes) => new(key, Some.Now.AddMinutes(-minutes), new("a", "b"), new("c", "d"));

    private static Overdue Late(string account, string channel, int count, int minutes) => new(account, channel, count, Some.Now.AddMinutes(-minutes), Guid.Empty);
}
