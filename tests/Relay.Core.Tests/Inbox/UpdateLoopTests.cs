using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Core.Tests.Inbox;

/// <summary>What comes counts as handled when its effect is durable, and not before.</summary>
public sealed class UpdateLoopTests
{
    private const string Reader = "telegram:7";

    private static readonly Press Pressed = new("q1", "hand:1", "700000007", "700000007", "12", "fr");

    private readonly ManualTime _time = new();
    private readonly HaltBoard _halts = new();
    private readonly List<string> _events = [];
    private readonly Queue<Reading> _readings = new();
    private readonly List<string?> _handled = [];
    private readonly CancellationTokenSource _enough = new();
    private readonly CapturedLogs _logs = new();
    private readonly ScriptedInbox _inbox;
    private ReadingMark? _mark;
    private int _faults;

    public UpdateLoopTests() => _inbox = new() { Kept = Note };

    [TearDown]
    public void CleanUp()
    {
        _enough.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task Run_Press_IsHandledThenMarkedThenAnsweredThenForgottenByTheNetwork()
    {
        _readings.Enqueue(new Reading.Came([new("801", null), new("802", Pressed)]));

        await RunAsync();

        Assert.That(_events, Is.EqualTo(new[] { "read -", "mark 801", "handle hand:1", "mark 802", "answer noté", "read 802" }));
    }

    [Test]
    public async Task Run_WordsAroundAPress_StandInTheInboxWithTheMarkBehindThem()
    {
        _readings.Enqueue(new Reading.Came([Words("801"), Words("802"), new("803", Pressed) { Payload = "press"u8.ToArray() }, Words("804")]));

        await RunAsync();

        Assert.That(_events, Is.EqualTo(new[] { "read -", "mark 802", "handle hand:1", "mark 803", "answer noté", "mark 804", "read 804" }), "the press waits for nothing but what came before it");
        Assert.That(_inbox.Waiting.Select(kept => (kept.Arrival.Account, kept.Arrival.Stream, Encoding.UTF8.GetString(kept.Arrival.Payload.Span))),
            Is.EqualTo(new[] { ("bot33", "updates", "801"), ("bot33", "updates", "802"), ("bot33", "updates", "press"), ("bot33", "updates", "804") }));
    }

    [Test]
    public void Run_InboxThatCannotKeep_LeavesTheNetworkEverythingForTheNextTime()
    {
        _inbox.Fault = new IOException("The disk is full.");
        _readings.Enqueue(new Reading.Came([Words("801")]));

        Assert.That(() => RunAsync(), Throws.InstanceOf<IOException>(), "whoever runs the loop starts it again after a rest");
        Assert.That(_events, Is.EqualTo(new[] { "read -" }));
    }

    [TestCase(HaltScope.KillSwitch)]
    [TestCase(HaltScope.All)]
    [TestCase(HaltScope.Account)]
    public async Task Run_PressWhileHalted_IsHandledAndNothingLeaves(HaltScope scope)
    {
        var halt = new Halt(scope, scope == HaltScope.Account ? Some.Account().Id : "", "coordinator:anne", _time.GetUtcNow());
        _halts.Use(scope == HaltScope.KillSwitch ? [] : [halt]);
        _halts.Switch(scope == HaltScope.KillSwitch ? halt : null);
        _readings.Enqueue(new Reading.Came([new("802", Pressed)]));

        await RunAsync();

        Assert.That(_events, Is.EqualTo(new[] { "read -", "handle hand:1", "mark 802", "read 802" }));
    }

    [Test]
    public async Task Run_AfterARestart_TellsTheNetworkWhatTheLastWorkerHandled()
    {
        _mark = new("802", _time.GetUtcNow() - TimeSpan.FromDays(1));

        await RunAsync();

        Assert.That(_handled, Is.EqualTo(new[] { "802" }));
    }

    [Test]
    public async Task Run_MarkFromBeforeALongSilence_IsNotTold()
    {
        _mark = new("802", _time.GetUtcNow() - TimeSpan.FromDays(7));

        await RunAsync();

        Assert.That(_handled, Is.EqualTo(new string?[] { null }), "the network may count anew, and would forget what it must not");
    }

    [Test]
    public async Task Run_HandlerFailsOnce_PressIsTriedAgainBeforeItIsMarked()
    {
        _faults = 1;
        _readings.Enqueue(new Reading.Came([new("801", Pressed)]));

        await RunAsync();

        Assert.That(_events, Is.EqualTo(new[] { "read -", "handle hand:1", "handle hand:1", "mark 801", "answer noté", "read 801" }));
    }

    [Test]
    public async Task Run_HandlerFailsForGood_SheIsToldAndTheNextPressIsNotHeldUp()
    {
        _faults = 3;
        _readings.Enqueue(new Reading.Came([new("801", Pressed), new("802", Pressed with { Id = "q2" })]));

        await RunAsync();

        Assert.That(_events.Where(one => one.StartsWith("answer", StringComparison.Ordinal)), Is.EqualTo(new[] { "answer Relay n'a pas pu le faire et n'a rien changé ; appuyez de nouveau dans quelques minutes.", "answer noté" }));
        Assert.That(_logs.Lines, Has.Exactly(3).Contains("could not be carried out"));
    }

    [Test]
    public async Task Run_ButtonThatNobodyKnows_IsAnsweredPolitely()
    {
        _readings.Enqueue(new Reading.Came([new("801", Pressed with { Data = "other:1", Language = "en" })]));

        await RunAsync();

        Assert.That(_events, Does.Contain("answer This button is of no use any more: Relay does not know it.").And.Not.Contain("handle other:1"));
    }

    [Test]
    public async Task Run_AnotherReader_IsSaidOnceAndTriedAgain()
    {
        var taken = new Reading.Taken(new("un autre programme lit.", "another program reads."), TimeSpan.FromSeconds(30));
        _readings.Enqueue(taken);
        _readings.Enqueue(taken);
        _readings.Enqueue(new Reading.Came([]));

        await RunAsync();

        Assert.That(_logs.Lines.Where(line => line.Contains("another program reads.", StringComparison.Ordinal)), Has.Exactly(1).Items);
        Assert.That(_logs.Lines, Has.Some.Contains("is read again"));
        Assert.That(_time.GetUtcNow() - Some.Now, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Run_TurnTaken_ReadsNothingUntilItIsOver()
    {
        var turns = new ReaderTurns(_time);
        turns.StandAside(Reader);

        await RunAsync(turns);

        Assert.That(_events, Is.EqualTo(new[] { "read -" }));
        Assert.That(_time.GetUtcNow() - Some.Now, Is.GreaterThanOrEqualTo(IReaderTurn.Length));
    }

    [Test]
    public async Task Run_NetworkOutOfReach_RestsLongerEachTime()
    {
        for (var fault = 0; fault < 8; fault++)
        {
            _readings.Enqueue(new Reading.Failed(new(FailureKind.Unavailable, FailureScope.Account, Phrase.Said("No connection."))));
        }

        await RunAsync();

        Assert.That(_time.GetUtcNow() - Some.Now, Is.InRange(TimeSpan.FromSeconds(230), TimeSpan.FromSeconds(240)), "1, 2, 5, 15, 30, 60, 60, 60 s");
    }

    [Test]
    public void Desk_TwoHandlersWithOneBeginning_IsRefused()
        => Assert.That(() => Desk(new Handler(this, "hand:"), new Handler(this, "hand:again:")), Throws.InvalidOperationException);

    /// <summary>Runs until everything scripted was read and the loop waits for more; time passes whenever it rests.</summary>
    private async Task RunAsync(ReaderTurns? turns = null)
    {
        var network = new Scripted(this);
        var loop = new UpdateLoop(Some.Account(), Reader, network, Desk(new Handler(this, "hand:")), new Marks(this), _inbox, new InboxBell(_time), turns ?? new ReaderTurns(_time), _halts, _time, _logs.CreateLogger("loop"));
        var running = loop.RunAsync(_enough.Token, CancellationToken.None);
        while (!network.Waits.IsCompleted && !running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await _enough.CancelAsync();
        await running;
    }

    private static Update Words(string mark) => new(mark, null) { Payload = Encoding.UTF8.GetBytes(mark) };

    private void Note(Intake intake) => _events.Add($"mark {intake.Mark!.Value.Mark.Value}");

    private PressDesk Desk(params IPressHandler[] handlers)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_logs));
        return new(handlers, _time, handlers.Length > 1 ? NullLogger<PressDesk>.Instance : logs.CreateLogger<PressDesk>());
    }

    private sealed class Scripted(UpdateLoopTests test) : IReadUpdates
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waits => _waits.Task;

        public string Network => "telegram";

        public string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all) => "7";

        public async Task<Reading> ReadAsync(Account account, string? handled, CancellationToken abort)
        {
            test._events.Add($"read {handled ?? "-"}");
            test._handled.Add(handled);
            if (test._readings.TryDequeue(out var reading))
            {
                return reading;
            }
            _waits.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, test._time, abort);
            throw new InvalidOperationException("Unreachable.");
        }

        public Task<Outcome.Failed?> AnswerAsync(Account account, Press press, string line, CancellationToken abort)
        {
            test._events.Add($"answer {line}");
            return Task.FromResult<Outcome.Failed?>(null);
        }
    }

    private sealed class Handler(UpdateLoopTests test, string prefix) : IPressHandler
    {
        public string Prefix => prefix;

        public Task<string> HandleAsync(Account account, Press press, CancellationToken cancel)
        {
            test._events.Add($"handle {press.Data}");
            return test._faults-- > 0 ? throw new IOException("The store is busy.") : Task.FromResult("noté");
        }
    }

    private sealed class Marks(UpdateLoopTests test) : IReadingMarks
    {
        public Task<ReadingMark?> FindAsync(string reader, CancellationToken cancel) => Task.FromResult(test._mark);

        public Task<IReadOnlyDictionary<string, ReadingMark>> ListAsync(string prefix, CancellationToken cancel) => throw new NotSupportedException();
    }
}
