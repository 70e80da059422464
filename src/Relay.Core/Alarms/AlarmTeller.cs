using System.Text;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>
/// Tells coordinators in their chat what has gone wrong and what is mended, in one message, and asks each question that buttons can answer. News count as told before the call: whatever becomes of it, nobody is told twice.
/// Only what certainly did not leave is told later. Each message is a call as any other: it waits for its turn under the limits of the account and its chats, and none leaves once a halt is known.
/// </summary>
public sealed partial class AlarmTeller(
    IAlarmStore store, IChannels channels, ConfigurationInForce configuration, WatchdogSettings settings, NetworkCaller networks, IEnumerable<ITextRules> rules, HaltBoard halts, RateBooks books, PumpBell bell, TimeProvider time, ILogger<AlarmTeller> logger)
{
    /// <summary>More lines than this nobody reads in a chat.</summary>
    private const int Most = 10;

    /// <summary>Characters of the whole message: room for marks below the least that a network of chats takes.</summary>
    private const int Longest = 3500;

    /// <summary>How long to leave a network alone that could not be reached.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>A turn that is further off is left for a later look: this one keeps others waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private DateTimeOffset _notBefore;

    /// <summary>Tells what has not been told; nothing when no chat is known, or while everything there is halted.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        if (settings.PlaceIn(channels) is not { } place || halts.OfAccount(place.Account.Id) is not null || time.GetUtcNow() < _notBefore
            || networks.Find(place.Account.Network) is not { } network || rules.FirstOrDefault(one => one.Network == place.Account.Network) is not { } marks)
        {
            return;
        }
        var book = await books.OfAsync(place.Account, cancel);
        var news = await store.ClaimNewsAsync(cancel);
        if (news.IsEmpty)
        {
            return;
        }
        var messages = Messages(news, place.Account);
        var next = 0;
        try
        {
            while (next < messages.Count)
            {
                var wait = book.PreparesIn(place.Chat);
                using var turn = book.Promise(place.Chat);
                if (!await InTurnAsync(turn, wait, place.Account.Id, cancel))
                {
                    Log.Waits(logger, messages.Count - next, place.Account.Id);
                    return;
                }
                var told = messages[next++];
                var text = marks.Escape(Words(told, configuration.Language, configuration.Rehearsal), links: false);
                var outcome = await CallAsync(network, place.Account, place.Chat, text, Buttons(told), cancel);
                turn.End();
                switch (outcome)
                {
                    case Outcome.Done:
                        Log.Told(logger, told.Raised.Count, told.Cleared.Count, place.Account.Id);
                        break;
                    case Outcome.Failed { Kind: FailureKind.Unavailable or FailureKind.Throttled } failed:
                        next--;
                        _notBefore = time.GetUtcNow() + (failed.RetryAfter ?? Rest);
                        Log.Later(logger, place.Account.Id, failed.Reason);
                        return;
                    case Outcome.Failed failed:
                        Log.NotTold(logger, place.Account.Id, failed.Kind, failed.Reason);
                        break;
                }
            }
        }
        finally
        {
            // A pump that found every turn taken looks again.
            bell.Ring();
            // Also where Relay stops in the middle: what was not tried certainly did not leave.
            if (next < messages.Count)
            {
                await ReturnAsync(messages.Skip(next));
            }
        }
    }

    /// <summary>Waits until the next message may leave. False when it may not: its turn is far off, Relay stops, or by then the account is halted.</summary>
    private async Task<bool> InTurnAsync(RateTurn turn, TimeSpan wait, string account, CancellationToken cancel)
    {
        if (wait > Patience)
        {
            return false;
        }
        try
        {
            await turn.BeginAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        if (halts.OfAccount(account) is null)
        {
            return true;
        }
        turn.End(reached: false);
        return false;
    }

    private Task ReturnAsync(IEnumerable<AlarmChanges> left)
    {
        var later = left.ToList();
        return store.ReturnNewsAsync(new([.. later.SelectMany(one => one.Raised)], [.. later.SelectMany(one => one.Cleared)]), CancellationToken.None);
    }

    /// <summary>One message for all the news; a question that buttons can answer is a message of its own.</summary>
    private List<AlarmChanges> Messages(AlarmChanges news, Account account)
    {
        var questions = news.Raised.Where(alarm => DoubtQuestion.OfAlarm(alarm.Key) is not null && WatchdogSettings.Hears(account, channels)).ToList();
        var rest = new AlarmChanges([.. news.Raised.Except(questions)], news.Cleared);
        return [.. rest.IsEmpty ? Array.Empty<AlarmChanges>() : [rest], .. questions.Select(question => new AlarmChanges([question], []) { IsQuestion = true })];
    }

    private IReadOnlyList<Button> Buttons(AlarmChanges news)
    {
        if (!news.IsQuestion || DoubtQuestion.OfAlarm(news.Raised[0].Key) is not { } question)
        {
            return [];
        }
        return configuration.Language == "fr" ? [new("Oui", question.Yes), new("Non", question.No)] : [new("Yes", question.Yes), new("No", question.No)];
    }

    /// <summary>The message: says that it is automatic, what is wrong with its step, and what is mended.</summary>
    internal static string Words(AlarmChanges news, string language, bool rehearsal)
    {
        var text = new StringBuilder();
        string Say(string french, string english) => language == "fr" ? french : english;
        text.Append(rehearsal ? Say("[RÉPÉTITION] ", "[REHEARSAL] ") : "").Append(Say("Message automatique de Relay", "Automatic message of Relay"));
        var lines = news.Raised.Select(alarm => $"⚠️ {Capital(alarm.What.In(language))}. {alarm.Step.In(language)}")
            .Concat(news.Cleared.Select(alarm => Say("✅ Réglé : ", "✅ Mended: ") + alarm.What.In(language) + ".")).ToList();
        var told = 0;
        foreach (var line in lines.Take(Most).Select(line => line.Length > 600 ? line[..600] + "…" : line).TakeWhile(line => text.Length + line.Length < Longest))
        {
            text.Append("\n\n").Append(line);
            told++;
        }
        if (news.IsQuestion)
        {
            text.Append("\n\n").Append(Say("Le message est-il là ? Oui : Relay le tient pour publié. Non : Relay l'envoie de nouveau.", "Is the message there? Yes: Relay takes it as published. No: Relay sends it again."));
        }
        if (lines.Count > told)
        {
            text.Append("\n\n").Append(Say($"… et {lines.Count - told} de plus : « relay status ».", $"… and {lines.Count - told} more: \"relay status\"."));
        }
        return text.ToString();
    }

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static async Task<Outcome> CallAsync(INetwork network, Account account, Target chat, string text, IReadOnlyList<Button> buttons, CancellationToken cancel)
    {
        try
        {
            return await network.CreateAsync(account, chat, new Part(Guid.NewGuid(), 0, text, []) { Buttons = buttons }, cancel);
        }
        catch (SecretMissingException fault)
        {
            return new Outcome.Failed(FailureKind.Misconfigured, FailureScope.Account, new(fault.French, fault.Message));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3703, LogLevel.Information, "Coordinators were told {Raised} new and {Cleared} mended alarms through {Account}.")]
        public static partial void Told(ILogger logger, int raised, int cleared, string account);

        [LoggerMessage(3704, LogLevel.Warning, "Coordinators can't be told through {Account} now ({Reason}); it is tried again.")]
        public static partial void Later(ILogger logger, string account, Phrase reason);

        [LoggerMessage(3707, LogLevel.Information, "{Count} messages to coordinators through {Account} wait: a pause, the kill switch or the account's limits keep them back.")]
        public static partial void Waits(ILogger logger, int count, string account);

        [LoggerMessage(3705, LogLevel.Warning, "Coordinators could not be told through {Account} ({Kind}: {Reason}); relay status has every alarm.")]
        public static partial void NotTold(ILogger logger, string account, FailureKind kind, Phrase reason);
    }
}
