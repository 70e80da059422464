using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Conversations.Menus;
using Relay.Core.Conversations.Rules;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Menus;

/// <summary>The commands that bots show, and that each shows them once for each start.</summary>
public sealed class MenuTests
{
    private readonly ManualTime _time = new(Some.Now);
    private readonly HaltBoard _halts = new();
    private RateBooks? _books;

    [TearDown]
    public void CloseBooks() => _books?.Dispose();

    [TestCase("fr")]
    [TestCase("en")]
    public void In_Language_NamesCommandsThatAreUnderstood(string language)
    {
        var entries = Menu.In(language);

        Assert.That(entries.Select(entry => entry.Word), Is.Unique.And.All.Match("^[a-z0-9_]{1,32}$"));
        Assert.That(entries.Select(entry => entry.Says.Length), Is.All.InRange(1, 256));
        Assert.That(entries.Where(entry => entry.Word is not ("aide" or "help")).Select(entry => Command.Read($"/{entry.Word}")!.Name), Has.None.EqualTo(CommandName.Help).And.Unique);
    }

    [Test]
    public async Task Show_BotThatIsConnected_ShowsFrenchForAllAndBothLanguagesOnce()
    {
        var network = new Shower();
        var keeper = Keeper(network);

        await keeper.ShowAsync(default);
        await keeper.ShowAsync(default);

        Assert.That(network.Shown, Is.EqualTo(new[] { "7  evenements", "7 fr evenements", "7 en events" }));
        network.Bot = "8";
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(6), "another bot under the same account has to be told");
    }

    [Test]
    public async Task Show_Refused_TriesAgainLaterAndNotAtOnce()
    {
        var network = new Shower { Failure = new(FailureKind.Throttled, FailureScope.Account, new("trop", "too many"), TimeSpan.FromMinutes(20)) };
        var keeper = Keeper(network);

        await keeper.ShowAsync(default);
        _time.Advance(TimeSpan.FromMinutes(19));
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(1));

        network.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(2));
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(4));
    }

    [TestCase(HaltScope.KillSwitch)]
    [TestCase(HaltScope.Account)]
    public async Task Show_KillSwitchOrPause_CallsNobodyBeforeItIsLifted(HaltScope scope)
    {
        var (network, halt) = (new Shower(), new Halt(scope, "bot33", "coordinator:claire", Some.Now));
        var keeper = Keeper(network);
        _halts.Switch(scope == HaltScope.KillSwitch ? halt : null);
        _halts.Use(scope == HaltScope.Account ? [halt] : []);

        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Is.Empty);

        _halts.Switch(null);
        _halts.Use([]);
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(3));
    }

    [TestCase(Stage.Draft, 0)]
    [TestCase(Stage.Shadow, 0)]
    [TestCase(Stage.Live, 3)]
    public async Task Show_BotThatDoesNotServeYet_CallsNobody(Stage stage, int calls)
    {
        var network = new Shower();

        await Keeper(network, [Some.Channel() with { Stage = stage }]).ShowAsync(default);

        Assert.That(network.Shown, Has.Count.EqualTo(calls));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Show_AccountWithoutAFreeTurn_WaitsAndAsksThePauseOnceMore(bool pausedMeanwhile)
    {
        var network = new Shower();
        var keeper = Keeper(network, limits: new(new RateLimit(1, TimeSpan.FromSeconds(1)), [], [], InFlight: 1), calledAt: Some.Now);
        var showing = keeper.ShowAsync(default);
        Assert.That(network.Shown, Is.Empty);
        _halts.Use(pausedMeanwhile ? [new(HaltScope.All, "", "coordinator:claire", Some.Now)] : []);

        _time.Advance(TimeSpan.FromSeconds(1));
        await showing;

        Assert.That(network.Shown, Has.Count.EqualTo(pausedMeanwhile ? 0 : 3));
    }

    private MenuKeeper Keeper(Shower network, IEnumerable<Channel>? served = null, AccountLimits? limits = null, DateTimeOffset? calledAt = null)
    {
        var account = limits is null ? Some.Account() : Some.Account() with { Limits = limits };
        var channels = Some.Channels(served ?? [], [account]);
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.RecentAttemptsAsync(account.Id, It.IsAny<DateTimeOffset>(), default)).ReturnsAsync(calledAt is null ? [] : [("@parti_33", calledAt)]);
        _books = new RateBooks(ledger.Object, channels, null!, _time);
        return new(channels, [network], _halts, _books, _time, NullLogger<MenuKeeper>.Instance);
    }

    private sealed class Shower : IShowMenus
    {
        public List<string> Shown { get; } = [];

        public string Bot { get; set; } = "7";

        public Outcome.Failed? Failure { get; set; }

        public string Network => "telegram";

        public string BotOf(Account account) => Bot;

        public Task<Outcome.Failed?> ShowAsync(Account account, string? language, IReadOnlyList<MenuEntry> entries, CancellationToken abort)
        {
            Shown.Add($"{Bot} {language} {entries[0].Word}");
            return Task.FromResult(Failure);
        }
    }
}
