using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Asking;

/// <summary>Reads what comes for a bot by long polling. Source: core.telegram.org/bots/api#getting-updates.</summary>
internal sealed class TelegramReader(TelegramInquiry inquiry, TelegramApi api) : IReadUpdates
{
    // With the posts that they answer, so many stay below the longest answer that is taken.
    private const int Most = 50;

    /// <summary>How long one poll waits: less than the 50 s that Telegram allows, and than most firewalls keep a silent connection.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan OtherReaderRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OwnWebhookRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WebhookRest = TimeSpan.FromMinutes(5);

    // Named one by one: whoever read for the bot before may have asked for others, and Telegram remembers it. Posts of channels are not asked for: a channel's discussion is a group.
    internal static readonly IReadOnlyList<string> Kinds = ["message", "edited_message", "callback_query", "my_chat_member"];

    public string Network => TelegramNetwork.NetworkKey;

    public string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all) => account.BotNumber().ToString(CultureInfo.InvariantCulture);

    public async Task<Reading> ReadAsync(Account account, string? handled, CancellationToken abort)
    {
        var offset = long.TryParse(handled, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last + 1 : (long?)null;
        var asked = await inquiry.UpdatesAsync(account, offset, Most, Patience, Kinds, abort);
        if (asked.Value is { } updates)
        {
            return new Reading.Came([.. updates.Select(Heard)]);
        }
        if (asked.Says("webhook is active"))
        {
            if (TelegramWebhook.IsOurs(account, (await inquiry.WebhookAsync(account, abort)).Value?.Url))
            {
                return new Reading.Called(OwnWebhookRest);
            }
            return new Reading.Taken(
                new(
                    $"un autre programme reçoit les messages de ce bot (webhook) ; {TelegramWebhook.Removal(account).French}.",
                    $"another program receives this bot's messages (webhook); {TelegramWebhook.Removal(account).English}."),
                WebhookRest);
        }
        return asked.IsConflict
            ? new Reading.Taken(
                new(
                    "un autre programme lit les messages de ce bot ; arrêtez-le, ou créez un bot pour Relay seul avec @BotFather.",
                    "another program reads this bot's messages; stop it, or make a bot for Relay alone with @BotFather."),
                OtherReaderRest)
            : new Reading.Failed(asked.Failure!);
    }

    public async Task<Outcome.Failed?> AnswerAsync(Account account, Press press, string line, CancellationToken abort)
    {
        var answer = await api.CallAsync(account, Call.Edit, "answerCallbackQuery", new AnswerCallbackQuery(press.Id, line), AskingJson.Default.AnswerCallbackQuery, line, abort);
        // A press can be answered for some minutes only; one that waited longer was carried out all the same.
        return answer.Failure is null || answer.Description.Contains("query is too old", StringComparison.OrdinalIgnoreCase) ? null : answer.Failure;
    }

    private static Update Heard(TelegramUpdate update) => new(update.UpdateId.ToString(CultureInfo.InvariantCulture), PressOf(update)) { Payload = update.Raw };

    /// <summary>The button that an update tells of; null for everything else.</summary>
    internal static Press? PressOf(TelegramUpdate update) => update.CallbackQuery is { Id: { } id, From.Id: { } person } query
        ? new Press(id, query.Data ?? "", person, query.Message?.Chat?.Id ?? "", query.Message?.MessageId ?? "", query.From.LanguageCode is { Length: > 0 } language && !language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? "en" : "fr")
        : null;
}
