using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Sandbox;

namespace Relay.Worker.Demo.Evening;

/// <summary>Waits until nothing moves any more, and compares what came of each message with what the script says of it.</summary>
internal sealed partial class EveningReview(LiveWorld world, IConversationStore conversations, IInbox inbox, ILedger ledger, TimeProvider time)
{
    private const int Most = 20_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until everything was heard, settled and sent; what was not by then counts as lost.</summary>
    public async Task WaitAsync(IReadOnlyList<EveningMessage> messages, CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < Patience)
        {
            // Settled first, sent after: in the other order what is settled in between would be missed.
            await HearAsync(messages, cancel);
            var isSettled = messages.All(message => message.Heard || MayPassUnheard(message)) && (await conversations.UnsettledAsync(null, 1, cancel)).Count == 0;
            var tally = await ledger.TallyAsync(time.GetUtcNow(), cancel);
            var moving = tally.Deliveries.GetValueOrDefault(DeliveryState.Queued) + tally.Deliveries.GetValueOrDefault(DeliveryState.Attempting) + tally.Deliveries.GetValueOrDefault(DeliveryState.Uncertain);
            if (isSettled && moving == 0)
            {
                return;
            }
            await Task.Delay(Look, time, cancel);
        }
    }

    /// <summary>Judges.</summary>
    public async Task JudgeAsync(IReadOnlyList<EveningMessage> messages, CancellationToken cancel)
    {
        await HearAsync(messages, cancel);
        var answers = world.Posts().Where(post => post is { ReplyTo: not null, PrivateWith: null }).ToLookup(post => EveningMessage.Name(post.Network, post.Target, post.ReplyTo!));
        foreach (var message in messages)
        {
            if (message.IsPublic)
            {
                message.Answers.AddRange(answers[message.Id].Select(post => post.Text));
                message.Fault ??= InPublic(message, message.Part.Line!);
            }
            else
            {
                message.Fault ??= InPrivate(message, message.Turn!);
            }
        }
        // Whatever was written once more after a scene had ended.
        foreach (var scene in messages.Where(message => !message.IsPublic).GroupBy(message => message.Part))
        {
            var chat = scene.Select(message => message.Id.Split(' ')[1]).FirstOrDefault(chat => chat.Length > 0);
            var heard = world.Posts().Count(post => post.Network == "telegram" && post.Target == chat);
            if (heard != scene.Sum(message => message.Answers.Count))
            {
                scene.Last().Fault ??= $"{heard} answers in this conversation, {scene.Sum(message => message.Answers.Count)} of them in their turn";
            }
        }
    }

    private async Task HearAsync(IReadOnlyList<EveningMessage> messages, CancellationToken cancel)
    {
        var waiting = (await conversations.WaitingAsync(Most, cancel)).ToDictionary(one => one.Interaction, one => one.Waiting.Reason, StringComparer.Ordinal);
        var heard = new Dictionary<string, Interaction>(StringComparer.Ordinal);
        foreach (var one in await inbox.ListAsync(waiting: false, Most, cancel))
        {
            heard[EveningMessage.Name(one.State.Of.Network, one.Fact is Happening.Pressed ? "" : one.State.Of.Chat, one.State.Of.RemoteId)] = one;
        }
        foreach (var message in messages)
        {
            var known = heard.GetValueOrDefault(message.Id);
            message.Heard = known is not null;
            message.Waits = known is not null && waiting.TryGetValue(known.Id, out var reason) ? reason : null;
        }
    }

    private static bool MayPassUnheard(EveningMessage message) => message.Id.Length == 0 || message.Part.Line is { Where: Place.Group };

    private static string? InPublic(EveningMessage message, PublicLine line)
    {
        var expects = line.Expects;
        if (message.Answers.Count > 1)
        {
            return "answered more than once";
        }
        if (message.Answers.Count == 0)
        {
            return expects.HasFlag(Expects.Human) && message.Waits is null ? "nobody was told" : null;
        }
        var answer = message.Answers[0];
        return expects switch
        {
            Expects.Any => null,
            _ when expects.HasFlag(Expects.Silence) || expects == Expects.Human => "answered where nothing is to be said",
            _ when expects.HasFlag(Expects.Human) && message.Waits is null => "nobody was told",
            _ when French().IsMatch(answer) == line.InEnglish => "in the wrong language",
            _ when expects.HasFlag(Expects.When) && !answer.Contains(HourOf(message, line), StringComparison.Ordinal) => $"without the hour, {HourOf(message, line)}",
            _ when expects.HasFlag(Expects.Where) && !answer.Contains(message.Event!.Place!, StringComparison.Ordinal) => $"without the place, {message.Event!.Place}",
            _ when expects.HasFlag(Expects.Fact) && !Quoted().IsMatch(answer) => "without what is spoken of",
            _ when expects.HasFlag(Expects.Door) && !answer.Contains("https://t.me/", StringComparison.Ordinal) => "without the way to a private chat",
            _ when expects.HasFlag(Expects.Help) && !answer.Contains("3114", StringComparison.Ordinal) => "without the number to call",
            _ => null,
        };
    }

    private static string? InPrivate(EveningMessage message, Turn turn) => (turn.Answer, message.Answers) switch
    {
        (_, { Count: > 1 }) => "answered more than once",
        (null, { Count: 1 }) => "answered where nothing is to be said",
        ({ } wanted, { Count: 1 } answers) when !answers[0].Contains(wanted, StringComparison.OrdinalIgnoreCase) => $"without \"{wanted}\"",
        ({ }, { Count: 0 }) => "not answered",
        _ when turn.Waits && message.Waits is null => "nobody was told",
        _ => null,
    };

    private static string HourOf(EveningMessage message, PublicLine line)
    {
        var starts = message.Event!.StartsLocal;
        return line.InEnglish ? starts.ToString(starts.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture)
            : starts.Minute == 0 ? $"{starts.Hour}\u00A0h" : string.Create(CultureInfo.InvariantCulture, $"{starts.Hour}\u00A0h\u00A0{starts.Minute:00}");
    }

    [GeneratedRegex("«|réponse automatique|privé|inquiète|Oui, c’est", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex French();

    [GeneratedRegex("[«“]", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Quoted();
}
