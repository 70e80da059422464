using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Worker.Hosting;
using Relay.Worker.Service;

namespace Relay.Worker.Tests.Service;

/// <summary>What a service manager hears of a worker that moves, rests, hangs and stops.</summary>
[Platform(Exclude = "Win")]
public sealed class HeartbeatTests
{
    private readonly ManualTime _time = new();
    private readonly NotifySocket _manager = new();
    private readonly CancellationTokenSource _started = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ProgressBoard _board;
    private readonly StopTokens _stop;

    public HeartbeatTests() => (_board, _stop) = (new(_time), new(_time));

    [TearDown]
    public void CloseTheSocket()
    {
        _manager.Dispose();
        _stop.Dispose();
        _started.Dispose();
        _stopping.Dispose();
    }

    [Test]
    public async Task Start_WorkerThatHasStarted_SaysReadyOnceAndNotBefore()
    {
        using var heartbeat = Create();
        await heartbeat.StartAsync(default);
        var before = _manager.Heard();

        await _started.CancelAsync();

        Assert.That(before, Is.Empty);
        Assert.That(_manager.Heard(), Is.EqualTo(new[] { "READY=1", "STATUS=Relay works with 0 accounts and 0 channels.", $"MAINPID={Environment.ProcessId}", "WATCHDOG=1" }));
    }

    [Test]
    public async Task Look_NothingToDo_PingsAtHalfOfWhatIsAskedFor()
    {
        _board.Watch("the store", () => null, TimeSpan.FromMinutes(1));
        using var heartbeat = await StartedAsync();

        Pass(TimeSpan.FromMinutes(10));

        Assert.That(_manager.Pings, Is.EqualTo(1 + (10 * 60 / 5)));
    }

    [Test]
    public async Task Look_PumpThatHangs_PingsNoMoreUntilItMoves()
    {
        var moved = _time.GetUtcNow();
        using var watched = _board.Watch("account bot33", () => moved, TimeSpan.FromSeconds(90));
        using var heartbeat = await StartedAsync();

        Pass(TimeSpan.FromSeconds(90));
        var moving = _manager.Pings;
        Pass(TimeSpan.FromMinutes(5));
        var silent = _manager.Pings;
        moved = _time.GetUtcNow();
        Pass(TimeSpan.FromSeconds(5));

        Assert.That((moving, silent, _manager.Pings), Is.EqualTo((19, 19, 20)));
        Assert.That(_manager.Heard(), Does.Contain("STATUS=Does not move any more: account bot33."));
    }

    [Test]
    public async Task Stop_InGoodOrder_SaysSoAndPingsNoMore()
    {
        using var heartbeat = await StartedAsync();

        await _stopping.CancelAsync();
        await heartbeat.StopAsync(default);
        Pass(TimeSpan.FromMinutes(1));

        Assert.That(_manager.Heard(), Does.Contain("STOPPING=1"));
        Assert.That(_manager.Pings, Is.EqualTo(1));
    }

    [Test]
    public async Task Watch_PumpWhoseStoreNeverAnswers_CountsAsHanging()
    {
        var asked = new TaskCompletionSource();
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.RecoverAccountAsync("bot33", It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).Returns(async (string _, DateTimeOffset _, CancellationToken abort) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, abort);
            return 0;
        });
        var channels = Some.Channels([Some.Channel()]);
        using var books = new RateBooks(ledger.Object, channels, null!, _time);
        var pumps = new PumpFactory(ledger.Object, channels, null!, null!, new PumpBell(), new HaltBoard(), books, new EngineOptions(), _time, NullLogger<AccountPump>.Instance);
        var life = new Mock<IHostApplicationLifetime>(MockBehavior.Strict);
        var loops = new PumpLoops(channels, pumps, new EngineOptions(), _board, new Setbacks(_time), _stop, life.Object, new WorkerVerdict(), _time, NullLogger<PumpLoops>.Instance);
        await loops.StartAsync(default);
        await asked.Task;

        _time.Advance(new EngineOptions().IdlePoll + TimeSpan.FromSeconds(61));
        var stuck = _board.Stuck();
        var stopping = loops.StopAsync(default);
        _time.Advance(StopTokens.Patience);
        await stopping;

        Assert.That(stuck.Select(one => one.Name), Is.EqualTo(new[] { "account bot33" }));
        Assert.That(_board.Stuck(), Is.Empty, "A pump that has ended is not watched any more.");
    }

    private async Task<Heartbeat> StartedAsync()
    {
        var heartbeat = Create();
        await heartbeat.StartAsync(default);
        await _started.CancelAsync();
        return heartbeat;
    }

    /// <summary>Lets time pass, and reads what was said meanwhile: a socket holds little that nobody reads.</summary>
    private void Pass(TimeSpan time)
    {
        for (var until = _time.GetUtcNow() + time; _time.GetUtcNow() < until;)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _manager.Heard();
        }
    }

    private Heartbeat Create()
    {
        var life = new Mock<IHostApplicationLifetime>(MockBehavior.Strict);
        life.SetupGet(one => one.ApplicationStarted).Returns(_started.Token);
        life.SetupGet(one => one.ApplicationStopping).Returns(_stopping.Token);
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = _manager.Path, ["WATCHDOG_USEC"] = "10000000" };
        var systemd = new SystemdNotifier(environment, NullLogger<SystemdNotifier>.Instance);
        return new(_board, systemd, life.Object, new Nobody(), _time, NullLogger<Heartbeat>.Instance);
    }

    private sealed class Nobody : IChannels
    {
        public IReadOnlyDictionary<string, Channel> Channels { get; } = new Dictionary<string, Channel>();

        public IReadOnlyDictionary<string, Account> Accounts { get; } = new Dictionary<string, Account>();
    }
}
