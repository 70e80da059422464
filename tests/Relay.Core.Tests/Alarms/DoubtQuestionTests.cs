using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Alarms;

/// <summary>A doubt that only a person can settle is asked with two buttons, once, where presses are heard.</summary>
public sealed class DoubtQuestionTests
{
    private static readonly Alarm Other = new("account:bot33", Some.Now, new("le compte bot33 ne peut plus publier", "account bot33 can no longer post"), new("Réparez-le.", "Mend it."));

    private readonly Mock<IAlarmStore> _store = new(MockBehavior.Strict);
    private readonly Mock<INetwork> _network = new(MockBehavior.Strict);
    private readonly List<Part> _parts = [];
    private readonly HaltBoard _halts = new();
    private readonly ManualTime _time = new(Some.Now);
    private AccountLimits _limits = Some.Account().Limits;
    private Action _afterACall = () => { };
    private IReadOnlyList<(string Target, DateTimeOffset? EndedAt)> _attempts = [];

    [Test]
    public async Task Tell_DoubtWithoutAJournal_IsAQuestionWithTwoButtonsBesideTheOtherNews()
    {
        var asking = Asking();
        var alarm = DoubtAlarms.Of([asking]).Single();

        await TellAsync(new([Other, alarm], []), heard: true, new Outcome.Done(["1"]));

        Assert.That(_parts.Select(part => part.Buttons.Count), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(_parts[0].Text, Does.Contain("ne peut plus publier").And.Not.Contain("incertaine"));
        Assert.That(_parts[1].Text, Does.Contain("« Réunion publique & débat »").And.Contain("Le message est-il là ?"));
        Assert.That(_parts[1].Buttons.Select(button => (button.Label, DoubtQuestion.OfPress(button.Data!))), Is.EqualTo(new[]
        {
            ("Oui", ((bool, DoubtQuestion)?)(true, DoubtQuestion.Of(asking)!)), ("Non", (false, DoubtQuestion.Of(asking)!)),
        }));
        Assert.That(_parts[1].Buttons.Select(button => button.Data!.Length), Is.All.LessThanOrEqualTo(Button.LongestData));
    }

    [Test]
    public async Task Tell_NobodyHearsPressesThere_IsNewsWithoutButtons()
    {
        await TellAsync(new([DoubtAlarms.Of([Asking()]).Single()], []), heard: false, new Outcome.Done(["1"]));

        Assert.That(_parts.Select(part => part.Buttons.Count), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public async Task Tell_NetworkOutOfReachInTheMiddle_ReturnsWhatHasNotLeft()
    {
        var (one, two) = (DoubtAlarms.Of([Asking()]).Single(), DoubtAlarms.Of([Asking() with { Id = Guid.NewGuid() }]).Single());
        var returned = new List<AlarmChanges>();
        _store.Setup(store => store.ReturnNewsAsync(Capture.In(returned), CancellationToken.None)).Returns(Task.CompletedTask);

        await TellAsync(new([one, two], []), heard: true, new Outcome.Done(["1"]), new Outcome.Failed(FailureKind.Unavailable, FailureScope.Account, Phrase.Said("No connection.")));

        Assert.That(returned.Single().Raised, Is.EqualTo(new[] { two }));
    }

    [Test]
    public async Task Tell_KillSwitchInTheMiddle_NothingMoreLeavesAndTheRestIsReturned()
    {
        var questions = Enumerable.Range(1, 5).Select(_ => DoubtAlarms.Of([Asking() with { Id = Guid.NewGuid() }]).Single()).ToList();
        var returned = new List<AlarmChanges>();
        _store.Setup(store => store.ReturnNewsAsync(Capture.In(returned), CancellationToken.None)).Returns(Task.CompletedTask);
        _afterACall = () => _halts.Switch(_parts.Count < 2 ? null : new(HaltScope.KillSwitch, "relay.stop", "file", Some.Now));

        await TellAsync(new([Other, .. questions], []), heard: true, new Outcome.Done(["1"]));

        Assert.That(_parts, Has.Count.EqualTo(2));
        Assert.That(returned.Single().Raised, Is.EqualTo(questions.Skip(1)));
    }

    [Test]
    public async Task Tell_SixMessagesAtOnce_KeepToOneASecond()
    {
        var questions = Enumerable.Range(1, 5).Select(_ => DoubtAlarms.Of([Asking() with { Id = Guid.NewGuid() }]).Single());
        _limits = _limits with { PerTarget = [new(1, TimeSpan.FromSeconds(1))] };
        var at = new List<TimeSpan>();
        _afterACall = () => at.Add(_time.GetUtcNow() - Some.Now);

        var telling = TellAsync(new([Other, .. questions], []), heard: true, new Outcome.Done(["1"]));
        while (!telling.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(_time.Waiting > 0 ? 0.1 : 0));
            await Task.Yield();
        }
        await telling;

        Assert.That(at.Zip(at.Skip(1), (one, next) => next - one).ToList(), Has.Count.EqualTo(5).And.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Tell_TurnIsFarOff_LeavesTheRestForALaterLook()
    {
        var returned = new List<AlarmChanges>();
        _store.Setup(store => store.ReturnNewsAsync(Capture.In(returned), CancellationToken.None)).Returns(Task.CompletedTask);
        _limits = _limits with { PerAccount = new(1, TimeSpan.FromMinutes(1)) };
        var question = DoubtAlarms.Of([Asking()]).Single();

        await TellAsync(new([Other, question], []), heard: true, new Outcome.Done(["1"]));

        Assert.That((_parts.Count, returned.Single().Raised.Single()), Is.EqualTo((1, question)));
    }

    [Test]
    public async Task Tell_PublicationsHaveJustUsedTheAccountsLimit_WaitsForItsTurn()
    {
        var returned = new List<AlarmChanges>();
        _store.Setup(store => store.ReturnNewsAsync(Capture.In(returned), CancellationToken.None)).Returns(Task.CompletedTask);
        _limits = _limits with { PerAccount = new(1, TimeSpan.FromMinutes(1)) };
        _attempts = [("@parti_33", Some.Now)];

        await TellAsync(new([Other], []), heard: true, new Outcome.Done(["1"]));

        Assert.That((_parts.Count, returned.Single().Raised.Single()), Is.EqualTo((0, Other)));
    }

    [Test]
    public void Tell_StoppedInTheMiddleOfACall_ReturnsWhatWasNotTried()
    {
        var questions = Enumerable.Range(1, 3).Select(_ => DoubtAlarms.Of([Asking() with { Id = Guid.NewGuid() }]).Single()).ToList();
        var returned = new List<AlarmChanges>();
        _store.Setup(store => store.ReturnNewsAsync(Capture.In(returned), CancellationToken.None)).Returns(Task.CompletedTask);
        _afterACall = () => throw new OperationCanceledException();

        Assert.That(() => TellAsync(new([Other, .. questions], []), heard: true, new Outcome.Done(["1"])), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(returned.Single().Raised, Is.EqualTo(questions));
    }

    [Test]
    public void Alarms_ManyDoubts_AreFiveQuestionsAndOneLine()
    {
        var alarms = DoubtAlarms.Of([.. Enumerable.Range(0, 8).Select(minute => Asking(minute) with { Id = Guid.NewGuid() })]).ToList();

        Assert.That(alarms.Select(alarm => DoubtQuestion.OfAlarm(alarm.Key) is not null), Is.EqualTo(new[] { true, true, true, true, true, false }));
        Assert.That((alarms[^1].Key, alarms[^1].What.English), Is.EqualTo(("asks:bot33", "3 more publications of account bot33 are uncertain")));
        Assert.That(alarms.Select(alarm => alarm.Since), Is.Ordered);
    }

    [TestCase("doubt:")]
    [TestCase("doubt:x:00000000000000000000000000000000:0:1")]
    [TestCase("doubt:y:0000:0:1")]
    [TestCase("doubt:y:00000000000000000000000000000000:-1:1")]
    [TestCase("doubt:y:00000000000000000000000000000000:0")]
    [TestCase("hand:y:00000000000000000000000000000000")]
    public void OfPress_NothingOfOurs_IsNull(string data) => Assert.That(DoubtQuestion.OfPress(data), Is.Null);

    private async Task TellAsync(AlarmChanges news, bool heard, params Outcome[] outcomes)
    {
        var answers = new Queue<Outcome>(outcomes);
        _network.SetupGet(one => one.Key).Returns("telegram");
        _network.Setup(one => one.CreateAsync(It.IsAny<Account>(), It.IsAny<Target>(), Capture.In(_parts), It.IsAny<CancellationToken>())).ReturnsAsync(() =>
        {
            _afterACall();
            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        });
        _store.Setup(store => store.ClaimNewsAsync(CancellationToken.None)).ReturnsAsync(news);
        var rules = new Mock<ITextRules>(MockBehavior.Strict);
        rules.SetupGet(one => one.Network).Returns("telegram");
        rules.Setup(one => one.Escape(It.IsAny<string>(), false)).Returns((string plain, bool _) => plain);
        var bot = Some.Account() with { Limits = _limits, Settings = heard ? new Dictionary<string, string> { ["Coordinator"] = "4711" } : [] };
        var channels = Some.Channels([Some.Channel()], [bot]);
        var settings = new WatchdogSettings { Account = "bot33", Chat = "4711" };
        var configuration = new ConfigurationInForce
        {
            Folder = "", Party = new(null, null, null), Language = "fr", Store = null!, KillSwitch = "", Watchdog = settings, Sources = new Dictionary<string, SourceSettings>(),
            Accounts = channels.Accounts, Channels = channels.Channels, Engine = new(), Harvest = null!,
        };
        var caller = new NetworkCaller([_network.Object], new ShadowCaller([], channels, NullLogger<ShadowCaller>.Instance), new HandCaller([], channels), NullLogger<NetworkCaller>.Instance);
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.RecentAttemptsAsync("bot33", It.IsAny<DateTimeOffset>(), CancellationToken.None)).ReturnsAsync(_attempts);
        using var books = new RateBooks(ledger.Object, channels, caller, _time);
        await new AlarmTeller(_store.Object, channels, configuration, settings, caller, [rules.Object], _halts, books, new PumpBell(), _time, NullLogger<AlarmTeller>.Instance).TellAsync(CancellationToken.None);
    }

    private static Delivery Asking(int minute = 0) => new()
    {
        Id = Guid.Parse("01900000-0000-7000-8000-000000000001"), PublicationId = Guid.Empty, Key = new("party/event/1", "announce", "-", "telegram", "@parti_33"), Operation = Operation.Create, Channel = "gironde",
        Account = "bot33", Target = new("@parti_33"), Items = [], Priority = Priority.Announcement, Paced = true, State = DeliveryState.Uncertain, CreatedAt = Some.Now, NextAt = Some.Now,
        Parts = [new() { Index = 0, State = PartState.Uncertain, Text = "<b>Réunion publique</b> &amp; débat", Doubt = new(Some.Now.AddMinutes(minute), 0, null, null, "no way to look") }],
    };
}
