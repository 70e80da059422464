using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Texts;

namespace Relay.Core.Inbox.Polling;

/// <summary>
/// Reads the streams of one account, one request at a time, until it is told to stop. A page and the mark behind it are kept in one commit: a crash in between brings the page again, and no
/// downtime leaves a gap, for each reading goes back to what was known. It goes on while posting is halted. Run by one task.
/// </summary>
internal sealed partial class PollLoop(
    Account account, IPollStreams network, PollRhythm rhythm, IOwnPosts posts, IReadingMarks marks, IInbox inbox, InboxBell bell, RateBooks books, PollPurse purse, PollBoard board, TimeProvider time, ILogger logger)
{
    /// <summary>New posts are looked for so often at least.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>What was confirmed late, or by a clock that was wrong, is seen all the same.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private static readonly TimeSpan[] Rests =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private static readonly TimeSpan DeadRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ThrottleRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefusedRest = TimeSpan.FromHours(1);

    // A budget that is raised makes another account of it, which is read at once.
    private static readonly TimeSpan PurseRest = TimeSpan.FromHours(6);

    // Reads take their turns in the account's book like calls of the pump, and under the limits of a target of their own: a post waits for no comment.
    private static readonly Target Desk = new("inbox");

    private readonly PollSchedule _schedule = new(rhythm);
    // Kinds of streams that this account was ever let to read.
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);
    private DateTimeOffset _posted = DateTimeOffset.MinValue;
    private DateTimeOffset _lookAt;
    private int _strikes;

    /// <summary>Name under which the mark of a stream is kept.</summary>
    public static string ReaderOf(string account, string stream) => $"{PrefixOf(account)}{stream}";

    /// <summary>How the names of all marks of an account begin.</summary>
    public static string PrefixOf(string account) => PollMark.PrefixOf(account);

    /// <summary>Reads until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        var book = await books.OfAsync(account, enough);
        var kept = await marks.ListAsync(PrefixOf(account.Id), enough);
        _granted.UnionWith(kept.Where(mark => PollMark.Parse(mark.Value.Value, mark.Value.KeptAt).WasRead).Select(mark => new PollStream(mark.Key[PrefixOf(account.Id).Length..]).Kind));
        _lookAt = time.GetUtcNow();
        foreach (var stream in network.StreamsOf(account))
        {
            var (reader, mark) = (ReaderOf(account.Id, stream.Name), kept.GetValueOrDefault(ReaderOf(account.Id, stream.Name)));
            if (mark is null)
            {
                // From now on what comes is ours to read, also where the program dies before it has looked once.
                await inbox.KeepAsync(new([], (reader, new(new PollMark(_lookAt).ToString(), _lookAt))), enough);
            }
            _schedule.Add(stream, mark, _lookAt);
        }
        while (true)
        {
            enough.ThrowIfCancellationRequested();
            await FollowAsync(kept, enough);
            var (stream, at) = _schedule.Next(time.GetUtcNow());
            if (stream is null)
            {
                await RestUntilAsync(at < _lookAt ? at.Value : _lookAt, enough);
                continue;
            }
            var rest = await TurnAsync(book, stream, enough);
            await RestUntilAsync(time.GetUtcNow() + (rest > rhythm.Gap ? rest.Value : rhythm.Gap), enough);
        }
    }

    /// <summary>Takes up the streams of posts that were made since.</summary>
    private async Task FollowAsync(IReadOnlyDictionary<string, ReadingMark> kept, CancellationToken enough)
    {
        var now = time.GetUtcNow();
        if (now < _lookAt)
        {
            return;
        }
        _lookAt = now + (Look < rhythm.Gap * 60 ? Look : rhythm.Gap * 60);
        if (network.PostsOf(account) is not { } place)
        {
            return;
        }
        foreach (var post in await posts.SinceAsync(account.Network, place, _posted == DateTimeOffset.MinValue ? _posted : _posted - Overlap, enough))
        {
            _posted = post.At > _posted ? post.At : _posted;
            if (network.StreamOf(account, post) is { } stream)
            {
                _schedule.Add(stream, kept.GetValueOrDefault(ReaderOf(account.Id, stream.Name)), now);
            }
        }
    }

    /// <summary>Asks once; how long to leave the account alone, null for not at all.</summary>
    private async Task<TimeSpan?> TurnAsync(RateBook book, PolledStream stream, CancellationToken enough)
    {
        var payment = network.MostUsd(account) is > 0 and var most ? await purse.AskAsync(account, most, time.GetUtcNow(), enough) : null;
        if (payment?.Refusal is { } refusal)
        {
            var now = time.GetUtcNow();
            _schedule.Later(stream, now + PurseRest);
            Trouble(stream, refusal, now);
            return null;
        }
        PollStep step;
        using (var turn = book.Promise(Desk))
        {
            await turn.BeginAsync(enough);
            step = await network.ReadAsync(account, stream.Stream, stream.Mark.Place, enough);
            turn.End(reached: step is not PollStep.Failed { Failure.Kind: FailureKind.Unavailable });
        }
        switch (step)
        {
            case PollStep.Came page:
                await TakeAsync(payment is null ? stream : stream with { Mark = stream.Mark.Paid(page.Usd, payment.Month) }, page, enough);
                return page.Rest;
            case PollStep.Failed { Failure: { } failure }:
                return await FailAsync(stream, failure, enough);
            default:
                throw new InvalidOperationException("A step of an unknown kind.");
        }
    }

    private async Task TakeAsync(PolledStream stream, PollStep.Came page, CancellationToken enough)
    {
        var now = time.GetUtcNow();
        var (mark, isNews) = stream.Mark.With(page, Convert.ToHexStringLower(SHA256.HashData(page.Payload.Span)[..8]), now);
        await KeepAsync(stream, mark, isNews ? [new Arrival(account.Id, Door.Poll, stream.Stream.Name, page.Payload, now)] : [], now, enough);
        if (page.Pause is { } pause)
        {
            _schedule.Rest(stream.Stream.Kind, now + pause);
        }
        _strikes = 0;
        _granted.Add(stream.Stream.Kind);
        if (isNews)
        {
            bell.Ring();
        }
        if (board.Read(account.Id, stream.Stream.Kind))
        {
            Log.Reads(logger, stream.Stream.Kind, account.Id);
        }
    }

    private async Task KeepAsync(PolledStream stream, PollMark mark, IReadOnlyList<Arrival> arrivals, DateTimeOffset now, CancellationToken enough)
    {
        await inbox.KeepAsync(new(arrivals, (ReaderOf(account.Id, stream.Stream.Name), new(mark.ToString(), now))), enough);
        _schedule.Done(stream with { Mark = mark }, now);
    }

    private async Task<TimeSpan?> FailAsync(PolledStream stream, Outcome.Failed failure, CancellationToken enough)
    {
        var now = time.GetUtcNow();
        switch (failure.Kind)
        {
            case FailureKind.Gone:
                await KeepAsync(stream, stream.Mark.FromTheTop() with { IsMissing = true }, [], now, enough);
                return null;
            case FailureKind.Refused or FailureKind.Duplicate when stream.Mark.Cursor is not null:
                // Cursors grow old: the reading begins again, and goes back as far.
                _schedule.Later(stream with { Mark = stream.Mark.FromTheTop() }, now + rhythm.Between(stream.Mark, now));
                return null;
            case FailureKind.Throttled when failure.Scope != FailureScope.Account:
                // A window that these streams have to themselves.
                _schedule.Rest(stream.Stream.Kind, now + (failure.RetryAfter ?? ThrottleRest));
                _schedule.Later(stream, now + (failure.RetryAfter ?? ThrottleRest));
                Trouble(stream, failure.Reason, now);
                return null;
            case FailureKind.Throttled:
                _schedule.Later(stream, now);
                Trouble(stream, failure.Reason, now);
                return failure.RetryAfter ?? ThrottleRest;
            case FailureKind.Unauthorized:
                _schedule.Later(stream, now);
                Trouble(stream, failure.Reason, now);
                return DeadRest;
            case FailureKind.Misconfigured:
                // A right may be missing for one kind and not for the others.
                _schedule.Rest(stream.Stream.Kind, now + RefusedRest);
                _schedule.Later(stream, now + RefusedRest);
                Trouble(stream, failure.Reason, now, neverGranted: !_granted.Contains(stream.Stream.Kind));
                return null;
            case FailureKind.Refused or FailureKind.Duplicate:
                _schedule.Later(stream, now + RefusedRest);
                Trouble(stream, failure.Reason, now);
                return null;
            default:
                _schedule.Later(stream, now);
                Trouble(stream, failure.Reason, now);
                return failure.RetryAfter ?? Rests[Math.Min(_strikes++, Rests.Length - 1)];
        }
    }

    // The same trouble again and again is one line, and one when it is over.
    private void Trouble(PolledStream stream, Phrase reason, DateTimeOffset now, bool neverGranted = false)
    {
        if (board.Failed(account.Id, stream.Stream.Kind, reason, now, neverGranted))
        {
            Log.CannotRead(logger, stream.Stream.Kind, account.Id, reason);
        }
    }

    private async Task RestUntilAsync(DateTimeOffset until, CancellationToken enough)
    {
        if (until - time.GetUtcNow() is { } rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), time, enough);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4070, LogLevel.Warning, "The {Kind} of account {Account} cannot be read: {Reason}")]
        public static partial void CannotRead(ILogger logger, string kind, string account, Phrase reason);

        [LoggerMessage(4071, LogLevel.Information, "The {Kind} of account {Account} are read again.")]
        public static partial void Reads(ILogger logger, string kind, string account);
    }
}
