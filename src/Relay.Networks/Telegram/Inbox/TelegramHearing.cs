using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Webhooks;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>A bot's webhook: no handshake, a secret token in every notice, one update each. Source: core.telegram.org/bots/api#setwebhook.</summary>
internal sealed class TelegramHearing : IHearWebhooks
{
    /// <summary>Name of the secret that Telegram repeats.</summary>
    public const string Secret = "WebhookSecret";

    /// <summary>Kept with the account when it has that secret.</summary>
    public const string HasSecret = "HasWebhookSecret";

    public string Network => TelegramNetwork.NetworkKey;

    public string Stream => "updates";

    public bool Hears(Account account) => account.Settings.ContainsKey(HasSecret);

    public Greeting? Greet(Account account, Func<string, string?> query) => null;

    public bool IsFromNetwork(Account account, ReadOnlySpan<byte> body, Func<string, string?> header)
        => SecretToken.IsRight(header("X-Telegram-Bot-Api-Secret-Token"), account.Secret(Secret).Trim());

    public Press? PressIn(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOf("\"callback_query\""u8) < 0)
        {
            return null; // nearly all of them
        }
        try
        {
            return JsonSerializer.Deserialize(body.Span, AskingJson.Default.TelegramUpdate) is { } update ? TelegramReader.PressOf(update) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null; // kept like everything else, and shown as not understood
        }
    }

    // Whoever presses is told by the answer itself: no call of our own that could fail.
    public string Shown(Press press, string line) => JsonSerializer.Serialize(new AnswerCallbackQuery(press.Id, line) { Method = "answerCallbackQuery" }, AskingJson.Default.AnswerCallbackQuery);
}
