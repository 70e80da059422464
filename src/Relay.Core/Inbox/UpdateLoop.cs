using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Texts;

namespace Relay.Core.Inbox;

/// <summary>
/// Reads for one account until it is told to stop. What came counts as handled only when it stands in the inbox, a press when its effect is durable, and only then does the
/// network forget it: a crash in between brings it again. While the account is halted it reads and writes down, and shows nobody a line. Run by one task.
/// </summary>
internal sealed partial class UpdateLoop(
    Account account, string reader, IReadUpdates network, PressDesk desk, IReadingMarks marks, IInbox inbox, InboxBell bell, ReaderTurns turns, HaltBoard halts, TimeProvider time, ILogger logger)
{
    /// <summary>Past this a network may have begun to count anew (Telegram: after a week of silence), and an old mark would make it forget what it must not.</summary>
    private static readonly TimeSpan MarksHold = TimeSpan.FromDays(6);

    /// <summary>Name of the stream, for whoever reads the payloads.</summary>
    private const string Stream = "updates";

    private static readonly TimeSpan[] Rests =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];

    private static readonly TimeSpan DeadRest = TimeSpan.FromMinutes(5);

    private string? _handled;
    private int _strikes;
    private Phrase? _trouble;
    private bool _isCalled;

    /// <summary>Reads until <paramref name="enough"/> fires.</summary>
    /// <param name="enough">Ends the waiting at once, and a press under way at its end.</param>
    /// <param name="abort">Gives up a press under way too; it comes again.</param>
    public async Task RunAsync(CancellationToken enough, CancellationToken abort)
    {
        var mark = await marks.FindAsync(reader, abort);
        _handled = mark is not null && time.GetUtcNow() - mark.KeptAt < MarksHold ? mark.Value : null;
        try
        {
            while (!enough.IsCancellationRequested)
            {
                if (await TurnAsync(enough, abort) is { } rest)
                {
                    await Task.Delay(rest, time, enough);
                }
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Told to stop; what was read and not handled comes again.
        }
    }

    /// <summary>Reads once; how long to rest after it, null for not at all.</summary>
    private async Task<TimeSpan?> TurnAsync(CancellationToken enough, CancellationToken abort)
    {
        if (turns.Until(reader) is { } until)
        {
            return until - time.GetUtcNow();
        }
        switch (await network.ReadAsync(account, _handled, enough))
        {
            case Reading.Came came:
                Mended();
                _isCalled = false;
                _handled = null; // the network has forgotten what was handled: from now on the oldest that waits is new
                await TakeAsync(came.Updates, enough, abort);
                return null;
            case Reading.Called called:
                Mended();
                Called();
                return called.Rest;
            case Reading.Taken when turns.Until(reader) is not null:
                return TimeSpan.Zero; // whoever took the turn
            case Reading.Taken taken:
                Trouble(taken.Words);
                return taken.Rest;
            case Reading.Failed { Failure: { } failure }:
                Trouble(failure.Reason);
                return failure.RetryAfter ?? (failure.Kind is FailureKind.Unauthorized or FailureKind.Misconfigured ? DeadRest : Rests[Math.Min(_strikes++, Rests.Length - 1)]);
            default:
                throw new InvalidOperationException("A reading of an unknown kind.");
        }
    }

    /// <summary>Keeps what came in its order; all that stands between two presses in one commit.</summary>
    private async Task TakeAsync(IReadOnlyList<Update> updates, CancellationToken enough, CancellationToken abort)
    {
        var quiet = new List<Update>();
        foreach (var update in updates)
        {
            enough.ThrowIfCancellationRequested();
            if (update.Press is not { } press)
            {
                quiet.Add(update);
                continue;
            }
            await KeepAsync(quiet, abort);
            quiet.Clear();
            await HandleAsync(update, press, abort);
        }
        await KeepAsync(quiet, abort);
    }

    private async Task HandleAsync(Update update, Press press, CancellationToken abort)
    {
        var line = await desk.HandleAsync(account, press, abort);
        await KeepAsync([update], abort);
        if (halts.OfAccount(account.Id) is not null)
        {
            Log.Halted(logger, account.Id);
        }
        else if (await network.AnswerAsync(account, press, line, abort) is { } failure)
        {
            Log.NotAnswered(logger, account.Id, failure.Reason);
        }
    }

    /// <summary>Puts updates into the inbox and moves the mark behind them.</summary>
    private async Task KeepAsync(List<Update> updates, CancellationToken abort)
    {
        if (updates.Count == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        Arrival[] arrivals = [.. updates.Where(update => update.Payload is not null).Select(update => new Arrival(account.Id, Door.Poll, Stream, update.Payload!.Value, now))];
        await inbox.KeepAsync(new(arrivals, (reader, new(updates[^1].Mark, now))), abort);
        _handled = updates[^1].Mark;
        if (arrivals.Length > 0)
        {
            bell.Ring();
        }
    }

    // The same trouble every few seconds is one line, and one when it is over.
    private void Trouble(Phrase words)
    {
        if (_trouble != words)
        {
            _trouble = words;
            Log.CannotRead(logger, account.Id, words);
        }
    }

    private void Mended()
    {
        _strikes = 0;
        if (_trouble is not null)
        {
            _trouble = null;
            Log.Reads(logger, account.Id);
        }
    }

    private void Called()
    {
        if (!_isCalled)
        {
            _isCalled = true;
            Log.IsCalled(logger, account.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4014, LogLevel.Information, "What is written to account {Account} comes by its webhook; it is asked for again when that is taken away.")]
        public static partial void IsCalled(ILogger logger, string account);

        [LoggerMessage(4010, LogLevel.Warning, "What is written to account {Account} cannot be read: {Reason}")]
        public static partial void CannotRead(ILogger logger, string account, Phrase reason);

        [LoggerMessage(4011, LogLevel.Information, "What is written to account {Account} is read again.")]
        public static partial void Reads(ILogger logger, string account);

        [LoggerMessage(4013, LogLevel.Information, "The press of a button for account {Account} was carried out; nobody is told while the account is halted.")]
        public static partial void Halted(ILogger logger, string account);

        [LoggerMessage(4012, LogLevel.Information, "The press of a button for account {Account} was carried out, but nobody could be told: {Reason}")]
        public static partial void NotAnswered(ILogger logger, string account, Phrase reason);
    }
}
