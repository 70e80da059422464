using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Inbox;

namespace Relay.Worker.Tests.Inbox;

public sealed class UpdateReadersTests
{
    private readonly ManualTime _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly Polling _network = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal) { ["bot33"] = Some.Account() };

    [Test]
    public async Task Stop_WhileItWaits_EndsAtOnce()
    {
        using var stop = new StopTokens(_time);
        var readers = Readers(stop);
        await readers.StartAsync(CancellationToken.None);
        await _network.HasAsync("bot33");

        await readers.StopAsync(CancellationToken.None);

        Assert.That(_network.Reading, Is.Empty);
        Assert.That(_time.GetUtcNow(), Is.EqualTo(Some.Now), "no time had to pass");
    }

    [Test]
    public async Task Follow_AccountsThatComeAndGo_OneReaderEach()
    {
        using var stop = new StopTokens(_time);
        var readers = Readers(stop);
        await readers.StartAsync(CancellationToken.None);
        await _network.HasAsync("bot33");

        _accounts["bot40"] = Some.Account("bot40");
        await LookAsync();
        await _network.HasAsync("bot33", "bot40");
        _accounts.Remove("bot33");
        await LookAsync();
        await _network.HasAsync("bot40");

        await readers.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Follow_TwoAccountsOfOneBot_AreReadForOnce()
    {
        _network.OneBot = true;
        _accounts["bot34"] = Some.Account("bot34");
        using var stop = new StopTokens(_time);
        var readers = Readers(stop);
        await readers.StartAsync(CancellationToken.None);
        await _network.HasAsync("bot33");

        _accounts.Remove("bot33");
        await LookAsync();
        await _network.HasAsync("bot34");

        Assert.That(_network.Most, Is.EqualTo(1));
        await readers.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Follow_AccountWhoseReaderCannotBeTold_IsLoggedAndTheOthersAreRead()
    {
        _accounts["bot20"] = Some.Account("bot20");
        _network.Faults["bot20"] = new InvalidOperationException("spoilt");
        using var stop = new StopTokens(_time);
        var readers = Readers(stop);
        await readers.StartAsync(CancellationToken.None);
        await _network.HasAsync("bot33");

        await LookAsync();
        _network.Faults.Clear();
        await LookAsync();
        await _network.HasAsync("bot20", "bot33");

        Assert.That(_logs.Lines.Count(line => line.Contains("account bot20 cannot be told", StringComparison.Ordinal)), Is.EqualTo(1));
        await readers.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Follow_SecretLostASecondTime_IsLoggedAgain()
    {
        using var stop = new StopTokens(_time);
        var readers = Readers(stop);
        await readers.StartAsync(CancellationToken.None);
        for (var loss = 1; loss <= 2; loss++)
        {
            await _network.HasAsync("bot33");
            _network.Faults["bot33"] = new SecretMissingException("Token is not set.", "Token is not set.");
            await LookAsync();
            await _network.HasAsync();

            Assert.That(_logs.Lines.Count(line => line.Contains("Token is not set.", StringComparison.Ordinal)), Is.EqualTo(loss));
            _network.Faults.Clear();
            await LookAsync();
        }
        await readers.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Yield_OfAReader_StandsAsideForOneTurn()
    {
        var turns = new ReaderTurns(_time);

        await new YieldReader(turns).RunAsync(new Dictionary<string, string> { [YieldReader.Reader] = "telegram:7" }, Core.Audit.Actor.System, CancellationToken.None);

        Assert.That((turns.Until("telegram:7"), turns.Until("telegram:8")), Is.EqualTo(((DateTimeOffset?)_time.GetUtcNow() + IReaderTurn.Length, (DateTimeOffset?)null)));
        _time.Advance(IReaderTurn.Length);
        Assert.That(turns.Until("telegram:7"), Is.Null);
    }

    private UpdateReaders Readers(StopTokens stop)
    {
        var channels = new Mock<IChannels>(MockBehavior.Strict);
        channels.SetupGet(one => one.Accounts).Returns(_accounts);
        var marks = new Mock<IReadingMarks>(MockBehavior.Strict);
        marks.Setup(one => one.FindAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync((ReadingMark?)null);
        var desk = new PressDesk([], _time, NullLogger<PressDesk>.Instance);
        return new(channels.Object, new UpdateLoops([_network], desk, marks.Object, new Mock<IInbox>(MockBehavior.Strict).Object, new InboxBell(_time), new ReaderTurns(_time), new Core.Deliveries.Halts.HaltBoard(), _time, NullLoggerFactory.Instance), stop, _time, new LoggerFactory([_logs]).CreateLogger<UpdateReaders>());
    }

    /// <summary>Lets the readers look at the accounts once more.</summary>
    private async Task LookAsync()
    {
        while (_time.Waiting == 0)
        {
            await Task.Yield();
        }
        _time.Advance(TimeSpan.FromSeconds(5));
    }

    /// <summary>A network whose reading never ends but by its abort.</summary>
    private sealed class Polling : IReadUpdates
    {
        private readonly ConcurrentDictionary<string, bool> _reading = new(StringComparer.Ordinal);
        private int _most;

        public IReadOnlyCollection<string> Reading => [.. _reading.Keys];

        public int Most => _most;

        public ConcurrentDictionary<string, Exception> Faults { get; } = new(StringComparer.Ordinal);

        public bool OneBot { get; set; }

        public string Network => "telegram";

        public string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all) => Faults.TryGetValue(account.Id, out var fault) ? throw fault : OneBot ? "7" : account.Id;

        public async Task<Reading> ReadAsync(Account account, string? handled, CancellationToken abort)
        {
            _reading[account.Id] = true;
            _most = Math.Max(_most, _reading.Count);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, abort);
                throw new InvalidOperationException("Unreachable.");
            }
            finally
            {
                _reading.TryRemove(account.Id, out _);
            }
        }

        public Task<Outcome.Failed?> AnswerAsync(Account account, Press press, string line, CancellationToken abort) => Task.FromResult<Outcome.Failed?>(null);

        /// <summary>Waits until it is read for these and no others.</summary>
        public async Task HasAsync(params string[] accounts)
        {
            while (!_reading.Keys.Order(StringComparer.Ordinal).SequenceEqual(accounts))
            {
                await Task.Yield();
            }
        }
    }
}
