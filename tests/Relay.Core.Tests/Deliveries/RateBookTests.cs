using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Rates;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class RateBookTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SetClock _time = new();

    [Test]
    public async Task Begin_CallPreparedAhead_StartsAtTheVeryEndOfThePeriod()
    {
        var book = Book(new RateLimit(1, Second));
        await CallAsync(book, preparing: 40, calling: 5);

        var ahead = book.PreparesIn(Chat);
        Assert.That(ahead, Is.EqualTo(TimeSpan.FromMilliseconds(1000 - 40)), "as long before as it lately took");
        _time.Steady.Advance(ahead);
        Assert.That(book.PreparesIn(Chat), Is.EqualTo(TimeSpan.Zero));
        using var turn = book.Promise(Chat);
        _time.Steady.Advance(TimeSpan.FromMilliseconds(30));
        var begun = turn.BeginAsync(CancellationToken.None);
        Assert.That(begun.IsCompleted, Is.False);
        _time.Steady.Advance(TimeSpan.FromMilliseconds(9));
        Assert.That(begun.IsCompleted, Is.False, "the call before is still within the period");
        _time.Steady.Advance(TimeSpan.FromMilliseconds(1));
        await begun;
    }

    [Test]
    public async Task PreparesIn_PreparingWasSlowOnce_IsNotLongAheadAndForgetsIt()
    {
        var book = Book(new RateLimit(1, Second));
        await CallAsync(book, preparing: 5000, calling: 0);

        Assert.That(book.PreparesIn(Chat), Is.EqualTo(Second - Preparing.Longest));
        for (var call = 0; call < 60; call++)
        {
            _time.Steady.Advance(Second);
            await CallAsync(book, preparing: 2, calling: 0);
        }
        Assert.That(book.PreparesIn(Chat), Is.EqualTo(Second - TimeSpan.FromMilliseconds(2)));
    }

    [Test]
    public void PreparesIn_PrivateMessagesCountedApart_NeitherWaitsForTheOther()
    {
        var book = new RateBook(new AccountLimits(new RateLimit(1, Second), [], []) { PerPrivate = [new RateLimit(2, TimeSpan.FromMinutes(15))] }, _time);
        Target one = new("7001", Kind: TargetKind.Private), other = new("7002", Kind: TargetKind.Private);

        book.Note(Chat, TimeSpan.Zero);
        Assert.That((book.PreparesIn(Chat), book.PreparesIn(one), book.PreparesIn()), Is.EqualTo((Second, TimeSpan.Zero, TimeSpan.Zero)));
        book.Note(one, TimeSpan.Zero);
        book.Note(other, TimeSpan.Zero);
        _time.Steady.Advance(Second);

        Assert.That((book.PreparesIn(Chat), book.PreparesIn(one)), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromMinutes(15) - Second)));
    }

    [TestCase(3600)]
    [TestCase(-3600)]
    public async Task PreparesIn_TimeOfDayWasSet_ASecondStaysASecond(int seconds)
    {
        var book = Book(new RateLimit(1, Second));
        await CallAsync(book, preparing: 0, calling: 0);

        _time.Off += TimeSpan.FromSeconds(seconds);

        Assert.That(book.PreparesIn(Chat), Is.EqualTo(Second));
    }

    [Test]
    public void PreparesIn_PastFromTheFuture_CountsAsJustNow()
    {
        var book = Book(new RateLimit(1, Second));

        book.Note(Chat, TimeSpan.FromHours(-1));

        Assert.That(book.PreparesIn(Chat), Is.EqualTo(Second));
    }

    [Test]
    public void PreparesIn_PastOfTheLedger_CountsFromItsEnd()
    {
        var book = Book(new RateLimit(2, Second));

        book.Note(Chat, TimeSpan.FromMilliseconds(700));
        book.Note(Chat, TimeSpan.Zero);

        Assert.That(book.PreparesIn(Chat), Is.EqualTo(TimeSpan.FromMilliseconds(300)));
        Assert.That(book.PreparesIn(), Is.EqualTo(TimeSpan.FromMilliseconds(300)));
    }

    [Test]
    public async Task Dispose_TurnNotUsed_LeavesItToOthers()
    {
        var book = Book(new RateLimit(1, Second));
        book.Promise(Chat).Dispose();

        Assert.That(book.PreparesIn(Chat), Is.EqualTo(TimeSpan.Zero));
        var cut = book.Promise(Chat);
        await cut.BeginAsync(CancellationToken.None);
        cut.Dispose();
        Assert.That(book.PreparesIn(Chat), Is.EqualTo(Second), "a call that was cut off counts");
    }

    [Test]
    public async Task Begin_StoppedWhileWaiting_BeginsNothing()
    {
        var book = Book(new RateLimit(1, Second));
        await CallAsync(book, preparing: 100, calling: 0);
        _time.Steady.Advance(TimeSpan.FromMilliseconds(900));
        using var abort = new CancellationTokenSource();
        using (var turn = book.Promise(Chat))
        {
            var begun = turn.BeginAsync(abort.Token);
            await abort.CancelAsync();
            Assert.That(async () => await begun, Throws.InstanceOf<OperationCanceledException>());
        }

        _time.Steady.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(book.PreparesIn(Chat), Is.EqualTo(TimeSpan.Zero));
    }

    private static Target Chat { get; } = new("-100");

    [Test]
    public async Task Promise_MoreAndMoreTargetsInTurn_ForgetsThoseWhosePeriodsAreOverAndNoOthers()
    {
        var book = new RateBook(new AccountLimits(null, [new RateLimit(1, Second)], []), _time);
        for (var number = 0; number < 5 * RateBook.Most; number++)
        {
            using var turn = book.Promise(new Target($"@t{number}"));
            await turn.BeginAsync(CancellationToken.None);
            turn.End();
            _time.Steady.Advance(Second / 100);
        }

        Assert.That(book.Remembered, Is.LessThanOrEqualTo(RateBook.Most));
        Assert.That(book.PreparesIn(new Target($"@t{(5 * RateBook.Most) - 1}")), Is.EqualTo(Second * 0.99), "this one still counts");
    }

    private RateBook Book(RateLimit perAccount) => new(new AccountLimits(perAccount, [], []), _time);

    private async Task CallAsync(RateBook book, double preparing, double calling)
    {
        using var turn = book.Promise(Chat);
        _time.Steady.Advance(TimeSpan.FromMilliseconds(preparing));
        await turn.BeginAsync(CancellationToken.None);
        _time.Steady.Advance(TimeSpan.FromMilliseconds(calling));
        turn.End();
    }

    /// <summary>A machine whose time of day can be set; what it measures goes on evenly.</summary>
    private sealed class SetClock : TimeProvider
    {
        public ManualTime Steady { get; } = new();

        public TimeSpan Off { get; set; }

        public override long TimestampFrequency => Steady.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Steady.GetUtcNow() + Off;

        public override long GetTimestamp() => Steady.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Steady.CreateTimer(callback, state, dueTime, period);
    }
}
