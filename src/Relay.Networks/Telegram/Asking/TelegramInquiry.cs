using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Asking;

/// <summary>What Relay asks about a bot, its chats and what waits for it. Every question changes nothing, but the two that say so.</summary>
internal sealed class TelegramInquiry(TelegramApi api)
{
    /// <summary>Most updates of one page.</summary>
    public const int Page = 100;

    /// <summary>The bot itself.</summary>
    public Task<Asked<InboundUser>> MeAsync(Account bot, CancellationToken abort) => AskAsync(bot, "getMe", AskingJson.Default.InboundUser, abort);

    /// <summary>Who else may be sent what waits for the bot.</summary>
    public Task<Asked<WebhookInfo>> WebhookAsync(Account bot, CancellationToken abort) => AskAsync(bot, "getWebhookInfo", AskingJson.Default.WebhookInfo, abort);

    /// <summary>Takes the other program's address away; what waits stays. Changes something.</summary>
    public async Task<Outcome.Failed?> RemoveWebhookAsync(Account bot, CancellationToken abort)
        => (await api.CallAsync(bot, Call.Edit, "deleteWebhook", new DeleteWebhook(false), AskingJson.Default.DeleteWebhook, null, abort)).Failure;

    /// <summary>A chat with everything about it.</summary>
    public Task<Asked<InboundChat>> ChatAsync(Account bot, string chat, CancellationToken abort)
        => AskAsync(bot, "getChat", new AskChat(chat), AskingJson.Default.AskChat, AskingJson.Default.InboundChat, abort);

    /// <summary>What the bot is in a chat.</summary>
    public Task<Asked<InboundMember>> StandingAsync(Account bot, string chat, CancellationToken abort)
        => AskAsync(bot, "getChatMember", new AskMember(chat, bot.BotNumber()), AskingJson.Default.AskMember, AskingJson.Default.InboundMember, abort);

    /// <summary>A chat's administrators, bots among them: two of Relay's may share a journal.</summary>
    public Task<Asked<InboundMember[]>> AdministratorsAsync(Account bot, string chat, CancellationToken abort)
        => AskAsync(bot, "getChatAdministrators", new AskAdministrators(chat, ReturnBots: true), AskingJson.Default.AskAdministrators, AskingJson.Default.InboundMemberArray, abort);

    /// <summary>How many are in a chat, bots counted.</summary>
    public async Task<long?> CountAsync(Account bot, string chat, CancellationToken abort)
        => (await api.CallAsync(bot, Call.Find, "getChatMemberCount", new AskChat(chat), AskingJson.Default.AskChat, null, abort)).Result is { ValueKind: JsonValueKind.Number } count && count.TryGetInt64(out var number) ? number : null;

    /// <summary>What waits for the bot, oldest first.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="offset">Confirms everything before it, which never comes again: changes something. Null confirms nothing.</param>
    /// <param name="limit">Most of them, 1 to <see cref="Page"/>.</param>
    /// <param name="patience">How long to wait while there is none, up to 50 s; zero doesn't wait.</param>
    /// <param name="kinds">Kinds that Telegram keeps from now on, until somebody names others.</param>
    /// <param name="abort">Gives up; nothing is lost.</param>
    public async Task<Asked<IReadOnlyList<TelegramUpdate>>> UpdatesAsync(Account bot, long? offset, int limit, TimeSpan patience, IReadOnlyList<string> kinds, CancellationToken abort)
    {
        var patient = bot with { Timeout = bot.Timeout + patience };
        var answer = await api.CallAsync(patient, Call.Find, "getUpdates", new GetUpdates(offset, limit, (int)patience.TotalSeconds, kinds), AskingJson.Default.GetUpdates, null, abort);
        if (answer.Failure is not null)
        {
            return new(null, answer.Failure, answer.Description);
        }
        if (answer.Result is not { ValueKind: JsonValueKind.Array } list)
        {
            return new(null, new Outcome.Failed(FailureKind.Unavailable, FailureScope.Account, new("La réponse de Telegram ne contient pas de liste.", "Telegram's answer holds no list of updates.")));
        }
        List<TelegramUpdate> updates = [.. list.EnumerateArray().Select(Read).OfType<TelegramUpdate>()];
        // Nothing of these can be confirmed: they come again at once, and whoever reads must rest in between.
        return updates.Count > 0 || list.GetArrayLength() == 0 ? new(updates, null)
            : new(null, new Outcome.Failed(FailureKind.Unavailable, FailureScope.Account, new("Ce que Telegram donne à lire n'a pas de numéros.", "Telegram's updates have no numbers.")));
    }

    private Task<Asked<T>> AskAsync<T>(Account bot, string method, JsonTypeInfo<T> form, CancellationToken abort)
        where T : class
        => AskAsync(bot, method, new Nothing(), AskingJson.Default.Nothing, form, abort);

    private async Task<Asked<T>> AskAsync<TBody, T>(Account bot, string method, TBody body, JsonTypeInfo<TBody> bodyForm, JsonTypeInfo<T> form, CancellationToken abort)
        where T : class
    {
        var answer = await api.CallAsync(bot, Call.Find, method, body, bodyForm, null, abort);
        if (answer.Result is not { } result)
        {
            return new(null, answer.Failure, answer.Description);
        }
        try
        {
            return result.Deserialize(form) is { } value ? new(value, null) : Unreadable<T>(method);
        }
        catch (JsonException)
        {
            return Unreadable<T>(method);
        }
    }

    private static Asked<T> Unreadable<T>(string method)
        where T : class
        => new(null, new Outcome.Failed(FailureKind.Unavailable, FailureScope.Account, new($"La réponse de Telegram à {method} est illisible.", $"Telegram's answer to {method} could not be read.")));

    // One that is written in a form of its own must not hide the others: its number is what confirms it. One without a number is passed over: the next one's confirms it too.
    private static TelegramUpdate? Read(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.Object && element.Deserialize(AskingJson.Default.TelegramUpdate) is { UpdateId: >= 0 and < long.MaxValue } update && element.TryGetProperty("update_id", out _)
                ? update with { Raw = RawOf(element) } : null;
        }
        catch (JsonException)
        {
            return Number(element) is { } number ? new(number, null, null, null, null) { Raw = RawOf(element) } : null;
        }
    }

    private static ReadOnlyMemory<byte> RawOf(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();

    private static long? Number(JsonElement update) => update.TryGetProperty("update_id", out var id) && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue ? number : null;
}

/// <summary>What a question gave.</summary>
/// <param name="Value">Null on failure.</param>
/// <param name="Failure">Null on success.</param>
/// <param name="Description">Telegram's own words on failure, for telling cases apart; not for people.</param>
internal sealed record Asked<T>(T? Value, Outcome.Failed? Failure, string Description = "")
    where T : class
{
    /// <summary>Whether Telegram's words say something, letter case aside.</summary>
    public bool Says(string words) => Description.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether another reader, or a webhook, stands in the way.</summary>
    public bool IsConflict => Says("Conflict:") || Says("terminated by other") || Says("webhook is active");
}
