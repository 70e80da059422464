using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>
/// Carries out everything of one account, as fast as its limits allow: one call at a time per target, some targets at once, the most urgent first. One slow account never
/// holds up another. Owns time for its network: rates, holds, pauses, doubts. Run by one task.
/// </summary>
public sealed partial class AccountPump
{
    private readonly Account _account;
    private readonly ILedger _ledger;
    private readonly IChannels _channels;
    private readonly Sender _sender;
    private readonly DoubtResolver _resolver;
    private readonly PumpBell _bell;
    private readonly HaltBoard _halts;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Standings _standings;
    private readonly RateBooks _books;
    private readonly Hand _hand;
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly Channel<string> _landed = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private RateBook _rates = null!; // opened when it begins to work
    private Task _ring; // the one that was not heard yet
    private DateTimeOffset? _nextDue;
    private DateTimeOffset _idleAt;

    internal AccountPump(Account account, ILedger ledger, IChannels channels, Sender sender, DoubtResolver resolver, PumpBell bell, HaltBoard halts, RateBooks books, EngineOptions options, TimeProvider time, ILogger logger)
    {
        (_account, _ledger, _channels, _sender, _resolver) = (account, ledger, channels, sender, resolver);
        (_bell, _halts, _books, _options, _time, _logger) = (bell, halts, books, options, time, logger);
        _ring = bell.Next;
        _standings = new(account, ledger, options);
        _hand = new(account, ledger);
    }

    /// <summary>Whether it takes the place of one that failed.</summary>
    internal bool IsAgain { get; init; }

    /// <summary>When something last moved: a call ended or the queue was looked at. For a watchdog.</summary>
    public DateTimeOffset LastProgress { get; private set; }

    /// <summary>Works until told to stop.</summary>
    /// <param name="claimNothingMore">Nothing new begins once it fires; the task ends when the calls in flight have.</param>
    /// <param name="abortCalls">Aborts calls in flight; each leaves a doubt.</param>
    /// <exception cref="FenceLostException">When another worker has taken the store.</exception>
    public async Task RunAsync(CancellationToken claimNothingMore, CancellationToken abortCalls)
    {
        // After a fault of the pump itself, or of the store under it, an attempt may stand without an end.
        await _ledger.RecoverAccountAsync(_account.Id, _time.GetUtcNow(), abortCalls);
        await _standings.LoadAsync(lift: !IsAgain, abortCalls);
        _rates = await _books.OfAsync(_account, abortCalls);
        Spoil();
        try
        {
            while (!claimNothingMore.IsCancellationRequested)
            {
                Listen();
                var (fetch, turn) = await DispatchAsync(abortCalls);
                LastProgress = _time.GetUtcNow(); // a look that failed is none
                await RestAsync(fetch, turn, claimNothingMore);
                await ReapAsync(abortCalls);
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values.Select(running => running.Task));
        }
        await ReapAsync(abortCalls);
    }

    /// <summary>Begins everything that may begin now.</summary>
    /// <returns>When to fetch from the queue again at the latest, and how long until something in hand should be prepared.</returns>
    private async Task<(DateTimeOffset Fetch, TimeSpan Turn)> DispatchAsync(CancellationToken abort)
    {
        var now = _time.GetUtcNow();
        if (_halts.TakeMended(_account.Id))
        {
            await _standings.LiftAsync(abort);
        }
        if (_books.TakeSlowed(_account.Id) is { } slowed)
        {
            await _standings.TakeAsync(slowed.Target, slowed.Answer, slowed.At, abort);
        }
        if (_standings.Paused is not null || _halts.OfAccount(_account.Id) is not null)
        {
            return (now + _options.IdlePoll, TimeSpan.MaxValue);
        }
        await _hand.FillAsync(Held(now), _running.Values.Select(running => running.Work.Delivery.Id), now, abort);
        var fetch = Earlier(_standings.NextRelease(now) ?? _idleAt, _idleAt);
        var turn = TimeSpan.MaxValue;
        var picked = new List<(Work Work, Target Place, RateTurn Turn)>();
        foreach (var work in _hand.Firsts)
        {
            if (_running.Count + picked.Count >= _account.Limits.InFlight)
            {
                break;
            }
            if (_rates.PreparesIn() is var any && any > TimeSpan.Zero)
            {
                turn = any < turn ? any : turn;
                break;
            }
            var place = work.IsDoubt ? _resolver.ReadsAt(_account, work.Delivery) : _sender.GoesTo(_account, work.Delivery.Target);
            if (_running.ContainsKey(place.Key) || picked.Exists(other => other.Place.Key == place.Key))
            {
                continue;
            }
            if (_standings.HeldUntil(place, now) is { } held)
            {
                fetch = Earlier(fetch, held);
                continue;
            }
            if (_rates.PreparesIn(place) is var wait && wait > TimeSpan.Zero)
            {
                turn = wait < turn ? wait : turn;
                continue;
            }
            picked.Add((work, place, _rates.Promise(place)));
        }
        foreach (var (work, place, its) in picked)
        {
            _hand.Take(work);
            _running[place.Key] = new(work, place, RunAsync(work, place.Key, its, abort));
        }
        if (_running.Count >= _account.Limits.InFlight)
        {
            // With every hand full the end of a call comes first.
            return (fetch, turn);
        }
        // Asked once: only new work, which rings, or an outcome of ours that sets another time can bring it forward.
        _nextDue = _nextDue is { } known && known > now ? known : await _ledger.NextDueAsync(_account.Id, now, abort) ?? DateTimeOffset.MaxValue;
        return (Earlier(fetch, _nextDue.Value), turn);
    }

    /// <summary>Keys under which what waits for a held place stands in the ledger: what channels show to a coordinator stands under their shadows, and goes to her chat.</summary>
    private HashSet<string> Held(DateTimeOffset now)
    {
        var held = _standings.HeldTargets(now).ToHashSet(StringComparer.Ordinal);
        if (held.Count > 0)
        {
            var shadows = _channels.Channels.Values.Where(channel => channel.Account == _account.Id).Select(channel => channel.Target.Shadow).Where(shadow => held.Contains(_sender.GoesTo(_account, shadow).Key));
            held.UnionWith(shadows.Select(shadow => shadow.Key).ToList());
        }
        return held;
    }

    private async Task<Result> RunAsync(Work work, string place, RateTurn turn, CancellationToken abort)
    {
        await Task.Yield();
        try
        {
            return work.IsDoubt ? await LookAsync(work, turn, abort) : await SendAsync(work, turn, abort);
        }
        finally
        {
            turn.Dispose();
            _landed.Writer.TryWrite(place);
        }
    }

    private async Task<Result> SendAsync(Work work, RateTurn turn, CancellationToken abort)
    {
        var sent = await _sender.SendAsync(_account, work.Delivery, work.IsStale, turn, abort);
        return new(sent.Outcome, sent.At, sent.Again);
    }

    private async Task<Result> LookAsync(Work work, RateTurn turn, CancellationToken abort)
    {
        await turn.BeginAsync(abort);
        var looked = await _resolver.LookAsync(_account, work.Delivery.Id, abort);
        turn.End(reached: looked.Called);
        return new(looked.Failure, looked.Called ? looked.At ?? _time.GetUtcNow() : null, false);
    }

    /// <summary>Hears every ring, whatever else happened meanwhile: one that comes while calls end, or while their ends are taken in, still tells of new work.</summary>
    private void Listen()
    {
        if (_ring.IsCompleted)
        {
            _ring = _bell.Next;
            Spoil();
        }
    }

    private async Task RestAsync(DateTimeOffset fetch, TimeSpan turn, CancellationToken claimNothingMore)
    {
        var pause = fetch - _time.GetUtcNow();
        if (pause <= TimeSpan.Zero)
        {
            Spoil();
        }
        // Under load a call has mostly ended by now: then there is nothing to wait for, and no timer to set.
        if (_ring.IsCompleted || _landed.Reader.TryPeek(out _))
        {
            return;
        }
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(claimNothingMore);
        var sleep = Task.Delay(Whole(turn < pause ? turn : pause), _time, woken.Token);
        var landing = _landed.Reader.WaitToReadAsync(woken.Token).AsTask();
        var first = await Task.WhenAny(landing, _ring, sleep);
        // What only waited for its turn is still what comes next.
        if (first == sleep && turn > pause)
        {
            Spoil();
        }
        await woken.CancelAsync();
    }

    /// <summary>What is known of the queue may not be so any more.</summary>
    private void Spoil()
    {
        _hand.Spoil();
        _nextDue = null;
        _idleAt = _time.GetUtcNow() + _options.IdlePoll;
    }

    private async Task ReapAsync(CancellationToken abort)
    {
        while (_landed.Reader.TryRead(out var key))
        {
            _running.Remove(key, out var running);
            var result = await running!.Task;
            LastProgress = _time.GetUtcNow();
            if (result.Outcome is not Outcome.Done)
            {
                _nextDue = null;
            }
            if (result.Outcome is { } outcome && await _standings.TakeAsync(running.Place, outcome, result.At ?? LastProgress, abort, running.Work.Delivery.Operation == Operation.Answer && running.Place.Kind == TargetKind.Private))
            {
                // A private chat is the number of a person.
                Log.Paused(_logger, _account.ToString(), running.Place.Kind == TargetKind.Private ? new("une discussion privée", "a private chat") : Phrase.Said(running.Place.Key), (outcome as Outcome.Failed)?.Reason ?? Phrase.Said(""));
            }
            if (result.Again)
            {
                _hand.PutBack(running.Work);
            }
        }
    }

    // Timers count whole milliseconds and drop the rest: rounded up, or the last one would be spent going round.
    private static TimeSpan Whole(TimeSpan pause) => TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(pause.TotalMilliseconds)));

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record Running(Work Work, Target Place, Task<Result> Task);

    private sealed record Result(Outcome? Outcome, DateTimeOffset? At, bool Again);

    private static partial class Log
    {
        [LoggerMessage(3130, LogLevel.Error, "Account {Account} is paused for target {Target}: {Reason} Mend it, then say so with relay resume --account; its queue is kept.")]
        public static partial void Paused(ILogger logger, string account, Phrase target, Phrase reason);
    }
}
