using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Polling;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Core.Tests.Inbox.Polling;

/// <summary>Whatever happens between two requests, everything that stood at the network stands in the inbox in the end.</summary>
public sealed class PollLoopTests
{
    private static readonly Account Page = Some.Account("page33", "facebook");

    private readonly ManualTime _time = new();
    private readonly GrowingStreams _network = new();
    private readonly Dictionary<string, ReadingMark> _marks = new(StringComparer.Ordinal);
    private readonly List<OwnPost> _posts = [];
    private readonly PollBoard _board = new();
    private readonly CapturedLogs _logs = new();
    private readonly ScriptedInbox _inbox;
    private readonly RateBooks _books;
    private readonly PollPurse _purse;
    private CancellationTokenSource? _enough;
    private Task _running = Task.CompletedTask;

    public PollLoopTests()
    {
        _inbox = new() { Kept = intake => _marks[intake.Mark!.Value.Reader] = intake.Mark.Value.Mark };
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.RecentAttemptsAsync("page33", It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        var channels = Some.Channels([], [Page]);
        _books = new(ledger.Object, channels, null!, _time);
        var marks = new Mock<IReadingMarks>(MockBehavior.Strict);
        marks.Setup(one => one.ListAsync("poll:page33:", It.IsAny<CancellationToken>())).ReturnsAsync(() => new Dictionary<string, ReadingMark>(_marks, StringComparer.Ordinal));
        _purse = new(new(ledger.Object, marks.Object, channels, []));
    }

    [TearDown]
    public async Task CleanUpAsync()
    {
        await StopAsync();
        _books.Dispose();
        _logs.Dispose();
    }

    [Test]
    public void Run_CommentUnderAPostOfOurs_StandsInTheInboxWithTheMarkBehindIt()
    {
        _posts.Add(new("1_2", _time.GetUtcNow()));
        _network.Things["comments:1_2"] = [5];

        Start();
        _time.Advance(TimeSpan.FromMinutes(3));

        var kept = _inbox.Waiting.Single().Arrival;
        Assert.That((kept.Account, kept.Stream, kept.Door, Encoding.UTF8.GetString(kept.Payload.Span)), Is.EqualTo(("page33", "comments:1_2", Core.Inbox.Arrivals.Door.Poll, "5")));
        Assert.That(PollMark.Parse(_marks["poll:page33:comments:1_2"].Value, default).Known, Is.EqualTo("5"));
    }

    [Test]
    public void Run_PostMadeWhileItRuns_IsReadWithinTwoRounds()
    {
        Start();
        _time.Advance(TimeSpan.FromHours(1));
        _posts.Add(new("1_9", _time.GetUtcNow()));
        _network.Things["comments:1_9"] = [1];

        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.That(Kept("comments:1_9"), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Run_PageThatSaysNothingNew_IsNotKeptAgain()
    {
        _network.Things["messages"] = [1, 2];
        Start();
        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.That(_network.Asked, Has.Count.InRange(14, 17), "every two minutes");
        Assert.That(_inbox.Waiting, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Run_CommitThatFails_LeavesTheMarkAndBringsThePageAgain()
    {
        _network.Things["messages"] = [1];
        _inbox.Fault = new IOException("The disk is full.");
        Start();
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(async () => await _running, Throws.InstanceOf<IOException>(), "whoever runs the loop starts it again after a rest");
        Assert.That(_marks, Is.Empty);
        _inbox.Fault = null;
        await StopAsync();
        Start();
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(Kept("messages"), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Run_RightThatIsMissing_IsToldOnceAndTheOtherStreamsAreRead()
    {
        _posts.Add(new("1_2", _time.GetUtcNow()));
        _network.Things["messages"] = [1];
        _network.Refuses = (stream, _) => stream.Kind == "comments" ? new(FailureKind.Misconfigured, FailureScope.Account, Phrase.Said("pages_read_user_content")) : null;
        Start();

        _time.Advance(TimeSpan.FromHours(3));

        Assert.That(_network.Asked.Count(asked => asked.StartsWith("comments", StringComparison.Ordinal)), Is.InRange(2, 4), "once an hour");
        Assert.That(Kept("messages"), Is.EqualTo(new[] { 1 }));
        Assert.That(_board.Troubles.Single(), Is.EqualTo(new PollTrouble("page33", "comments", Phrase.Said("pages_read_user_content"), _board.Troubles[0].Since) { IsNeverGranted = true }));
        Assert.That(_logs.Lines.Count(line => line.Contains("comments of account page33 cannot be read", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Run_WindowOfAKindThatIsUsedUp_LeavesTheOtherStreamsAlone([Values] bool isRefused)
    {
        _posts.Add(new("1_2", _time.GetUtcNow()));
        _network.Pauses = stream => !isRefused && stream.Kind == "messages" ? TimeSpan.FromMinutes(15) : null;
        _network.Refuses = (stream, _) => isRefused && stream.Kind == "messages" ? new(FailureKind.Throttled, FailureScope.Target, Phrase.Said("15 in 15 minutes"), TimeSpan.FromMinutes(15)) : null;
        Start();

        _time.Advance(TimeSpan.FromMinutes(50));

        Assert.That(_network.Asked.Count(asked => asked.StartsWith("messages", StringComparison.Ordinal)), Is.InRange(3, 4));
        Assert.That(_network.Asked.Count(asked => asked.StartsWith("comments", StringComparison.Ordinal)), Is.GreaterThan(15));
    }

    [Test]
    public async Task Run_RightThatIsMissing_IsAnAlarmOnlyWhereItWasThere([Values] bool wasThere)
    {
        var since = wasThere ? _time.GetUtcNow().AddMinutes(3) : _time.GetUtcNow();
        _network.Refuses = (_, _) => _time.GetUtcNow() < since ? null : new(FailureKind.Misconfigured, FailureScope.Account, Phrase.Said("pages_messaging"));
        Start();

        _time.Advance(TimeSpan.FromHours(3));

        Assert.That(_board.Troubles, Has.Count.EqualTo(1));
        Assert.That(await new PollWatch(_board, Some.Channels([], [Page])).LookAsync(_time.GetUtcNow(), default), Has.Count.EqualTo(wasThere ? 1 : 0), "who connects a Page and leaves messages out has decided so");
    }

    [Test]
    public void Run_PostThatIsGone_IsAskedForOnceAWeek()
    {
        _posts.Add(new("1_2", _time.GetUtcNow()));
        _network.Refuses = (stream, _) => stream.Kind == "comments" ? new(FailureKind.Gone, FailureScope.Delivery, Phrase.Said("gone")) : null;
        Start();

        _time.Advance(TimeSpan.FromDays(15));

        Assert.That(_network.Asked.Count(asked => asked.StartsWith("comments", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(_board.Troubles, Is.Empty, "a post that was deleted is no trouble");
    }

    [Test]
    public async Task Run_ReadsThatCost_StopAtTheirShareWithAnAlarmAndGoOnInTheNextMonth()
    {
        _network.Usd = 0.5m;
        var things = _network.Things["messages"] = [1];
        Start();
        for (var number = 2; number < 30; number++)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            things.Add(number);
        }
        _time.Advance(TimeSpan.FromDays(2));
        var inMarch = Kept("messages");
        var watch = new PollWatch(_board, Some.Channels([], [Page]));
        var alarm = (await watch.LookAsync(_time.GetUtcNow(), default)).Single();
        _time.Advance(TimeSpan.FromDays(30));

        Assert.That(_marks.Values.Max(kept => PollMark.Parse(kept.Value, default).Usd), Is.LessThanOrEqualTo(10));
        Assert.That(inMarch, Has.Count.LessThan(29));
        Assert.That(alarm.What.English, Does.StartWith("Relay can no longer read the 'messages' of account page33 (what reading may cost this month (10.00 USD) is spent"));
        Assert.That(Kept("messages"), Is.EqualTo(things), "nothing is passed over");
        Assert.That(_board.Troubles, Is.Empty);
    }

    [Test]
    public void Status_MarksOfAnAccount_TellWhatIsReadAndHowFarBehind()
    {
        _network.Things["messages"] = [1];
        Start();
        _time.Advance(TimeSpan.FromMinutes(3));
        var rhythm = new PollRhythm(TimeSpan.FromMinutes(2));

        var fresh = PollStanding.Of("page33", _marks, rhythm, _time.GetUtcNow())!;
        var late = PollStanding.Of("page33", _marks, rhythm, _time.GetUtcNow().AddHours(5))!;

        Assert.That(fresh.Say(at => at.ToString("HH:mm", CultureInfo.InvariantCulture)).English, Is.EqualTo("read on 08:02, 1 stream of comments, mentions or messages").Or.EqualTo("read on 08:01, 1 stream of comments, mentions or messages"));
        Assert.That(late.Say(_ => "…").French, Is.EqualTo("lu le …, 1 fil de commentaires, mentions ou messages ; en retard de 4 h"));
        Assert.That(PollStanding.Of("page33", new Dictionary<string, ReadingMark>(), rhythm, _time.GetUtcNow()), Is.Null);
    }

    [Test]
    public void Run_CursorThatGrewOld_BeginsAgainWithoutAGap()
    {
        _network.Things["messages"] = [.. Enumerable.Range(1, 10)];
        var refused = false;
        _network.Refuses = (_, place) => place.Cursor is not null && !refused && (refused = true) ? new(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("cursor")) : null;
        Start();

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(refused, Is.True);
        Assert.That(Kept("messages"), Is.EqualTo(Enumerable.Range(1, 10)));
    }

    [Test]
    public async Task Run_AnyCourseOfGrowthDowntimeAndFaults_EndsWithEverythingInTheInbox([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var last = 0;
        for (var step = 0; step < 30; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    _posts.Add(new($"1_{step}", _time.GetUtcNow()));
                    _network.Things[$"comments:1_{step}"] = [];
                    break;
                case 1 or 2 when _network.Things.Count > 0:
                    var grows = _network.Things.Values.ElementAt(random.Next(_network.Things.Count));
                    grows.AddRange(Enumerable.Range(last + 1, random.Next(1, 15)));
                    last = grows[^1];
                    break;
                case 3:
                    await StopAsync();
                    _time.Advance(TimeSpan.FromHours(random.Next(0, 200)));
                    break;
                case 4:
                    _inbox.Fault = random.Next(2) == 0 ? new IOException("cut") : null;
                    _network.Refuses = random.Next(3) switch
                    {
                        0 => (_, place) => place.Cursor is null ? null : new(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("cursor")),
                        1 => (_, _) => new(FailureKind.Unavailable, FailureScope.Account, Phrase.Said("out of reach")),
                        _ => (_, _) => null,
                    };
                    break;
                default:
                    if (_running.IsCompleted)
                    {
                        await StopAsync();
                        Start();
                    }
                    _time.Advance(TimeSpan.FromSeconds(random.Next(1, 2000)));
                    break;
            }
        }
        (_inbox.Fault, _network.Refuses) = (null, (_, _) => null);
        await StopAsync();
        Start();
        _time.Advance(TimeSpan.FromDays(3));

        Assert.That(_running.IsCompleted, Is.False, _running.Exception?.ToString());
        foreach (var (stream, things) in _network.Things)
        {
            Assert.That(Kept(stream), Is.EqualTo(things), stream);
        }
    }

    private void Start()
    {
        _enough = new();
        var posts = new Mock<IOwnPosts>(MockBehavior.Strict);
        posts.Setup(one => one.SinceAsync("facebook", "page", It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns((string _, string _, DateTimeOffset since, CancellationToken _) => Task.FromResult<IReadOnlyList<OwnPost>>([.. _posts.Where(post => post.At >= since)]));
        var marks = new Mock<IReadingMarks>(MockBehavior.Strict);
        marks.Setup(one => one.ListAsync("poll:page33:", It.IsAny<CancellationToken>())).ReturnsAsync(() => new Dictionary<string, ReadingMark>(_marks, StringComparer.Ordinal));
        var loops = new PollLoops([_network], new EngineOptions(), posts.Object, marks.Object, _inbox, new InboxBell(_time), _books, _purse, _board, _time, new LoggerFactory([_logs]));
        _running = loops.RunAsync(Page, _enough.Token);
    }

    private async Task StopAsync()
    {
        if (_enough is null)
        {
            return;
        }
        await _enough.CancelAsync();
        await Task.WhenAny(_running);
        _enough.Dispose();
        _enough = null;
    }

    private List<int> Kept(string stream) => [.. _inbox.Waiting.Where(kept => kept.Arrival.Stream == stream)
        .SelectMany(kept => Encoding.UTF8.GetString(kept.Arrival.Payload.Span).Split(',')).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Distinct().Order()];
}
