using System.Globalization;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>
/// Finds a message of ours although a bot cannot read history: it forwards the messages whose ids come next to a private journal chat, one a step, compares what comes
/// back, and takes the copies away in the end. Source: core.telegram.org/bots/api#forwardmessage.
/// </summary>
internal sealed partial class TelegramJournal(TelegramApi api, ILogger<TelegramJournal> logger)
{
    /// <summary>Name of the setting with the journal chat.</summary>
    public const string Setting = "Journal";

    // A publish has been seen to take 222 s.
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(10);
    private const int MostCopies = 80;

    /// <summary>The journal: forwarding counts against its limits.</summary>
    public static Target? ReadsAt(Account account)
        => account.Settings.TryGetValue(Setting, out var journal) ? new Target(journal, Kind: TelegramTargets.KindOf(journal)) : null;

    public async Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort)
    {
        if (target.Kind is TargetKind.Private)
        {
            return new Finding.CannotTell(new("Personne ne peut relire une discussion privée ; le message compte comme parti, pour que personne ne le reçoive deux fois.", "Nobody can look into a private chat; it counts as sent, so that a person never gets it twice."));
        }
        if (ReadsAt(account) is not { } journal)
        {
            return new Finding.CannotTell(new(
                $"Le compte {account.Id} n'a pas de discussion {Setting}, et un bot Telegram ne peut pas relire ce qu'il a envoyé.",
                $"Account {account.Id} has no {Setting} chat, and a Telegram bot cannot read what it has sent."));
        }
        if (string.IsNullOrWhiteSpace(search.Part.Text))
        {
            return new Finding.CannotTell(new("Le message n'a pas de texte où le reconnaître.", "The message has no text to know it by."));
        }
        var walk = JournalWalk.Parse(search);
        if (walk.Copies.Count >= MostCopies || (walk.Stage is WalkStage.End && walk.Copies.Count > 0))
        {
            return await TidyAsync(account, target, journal, walk, abort);
        }
        return walk.Stage is WalkStage.End ? Verdict(account, target, walk) : await LookAsync(account, target, journal, search, walk, abort);
    }

    private async Task<Finding> LookAsync(Account account, Target target, Target journal, Search search, JournalWalk walk, CancellationToken abort)
    {
        var forward = new ForwardMessage(journal.Value, target.Value, walk.Next, DisableNotification: true);
        var answer = await api.CallAsync(account, Call.Find, "forwardMessage", forward, TelegramJson.Default.ForwardMessage, search.Part.Text, abort);
        if (answer.Failure is { } failure)
        {
            return answer.Description switch
            {
                var words when Says(words, "protected content") => new Finding.CannotTell(new("La discussion protège son contenu : rien ne peut en être transféré, et Relay ne peut donc pas regarder.", "The chat protects its content: nothing can be forwarded from it, so Relay cannot look.")),
                var words when Says(words, "can't be forwarded") => Go(account, target, walk.Passed(search, Age.Unknown)), // a service message stands there
                var words when Says(words, "not found") && !Says(words, "chat not found") || Says(words, "message_id_invalid") || Says(words, "message identifier")
                    => Go(account, target, walk.Missed(search)),
                _ => new Finding.Failed(failure),
            };
        }
        if (answer.Messages() is not [var copy, ..])
        {
            return Go(account, target, walk.Missed(search));
        }
        var seen = walk with { Copies = [.. walk.Copies, .. Number(copy.MessageId) is { } id ? new[] { id } : []] };
        return Go(account, target, !search.Taken.Contains(walk.Next.ToString(CultureInfo.InvariantCulture)) && IsOurs(account, copy, search)
            ? seen.End([.. Enumerable.Range(0, Math.Max(1, Math.Min(search.Part.Images.Count, TelegramNetwork.LargestAlbum))).Select(offset => walk.Next + offset)]) // an album's ids are consecutive
            : seen.Passed(search, AgeOf(copy, search.AttemptedAt)));
    }

    private async Task<Finding> TidyAsync(Account account, Target target, Target journal, JournalWalk walk, CancellationToken abort)
    {
        var answer = await api.CallAsync(account, Call.Delete, "deleteMessages", new DeleteMessages(journal.Value, walk.Copies), TelegramJson.Default.DeleteMessages, null, abort);
        if (answer.Failure is { Kind: FailureKind.Throttled or FailureKind.Unavailable } later)
        {
            return new Finding.Failed(later);
        }
        if (answer.Failure is { } failure)
        {
            Log.CopiesStay(logger, account.Id, walk.Copies.Count, failure.Kind); // they stay in a chat that only coordinators see
        }
        return Go(account, target, walk with { Copies = [] });
    }

    private static Finding Go(Account account, Target target, JournalWalk walk)
        => walk.Stage is WalkStage.End && walk.Copies.Count == 0 ? Verdict(account, target, walk) : new Finding.More(walk.ToString());

    private static Finding Verdict(Account account, Target target, JournalWalk walk)
        => walk.Found.Count == 0
            ? new Finding.NotSeen()
            : new Finding.There([.. walk.Found.Select(id => id.ToString(CultureInfo.InvariantCulture))], TelegramNetwork.Link(account, target, walk.Found[0].ToString(CultureInfo.InvariantCulture)));

    private static bool IsOurs(Account account, TelegramMessage copy, Search search)
    {
        // In a group anybody may repeat our words; the origin tells, when it is open.
        var sender = copy.ForwardOrigin?.SenderUser?.Id;
        return (sender is null || account.Token("Token").StartsWith(sender + ":", StringComparison.Ordinal))
            && AgeOf(copy, search.AttemptedAt) is Age.Near or Age.Unknown
            && TextMatch.Same(search.Part.Text, copy.Text ?? copy.Caption ?? "");
    }

    private static Age AgeOf(TelegramMessage copy, DateTimeOffset attemptedAt) => Waits.Instant(copy.ForwardOrigin?.Date ?? copy.ForwardDate) switch
    {
        null => Age.Unknown,
        { } sent when sent < attemptedAt - ClockTolerance.Span => Age.Older,
        { } sent when sent > attemptedAt + Slowest + ClockTolerance.Span => Age.Newer,
        _ => Age.Near,
    };

    private static bool Says(string description, string words) => description.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static partial class Log
    {
        [LoggerMessage(2310, LogLevel.Warning, "{Count} copies stay in the journal of account {Account}: {Kind}.")]
        public static partial void CopiesStay(ILogger logger, string account, int count, FailureKind kind);
    }
}
