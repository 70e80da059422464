using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>Tells bots what people did, to each what it may hear: service messages always, other messages of a group only as an administrator or without privacy mode. Thread-safe.</summary>
internal sealed class TelegramHearing(TelegramRoster roster, TelegramStore store, DisorderBoard disorder, Callbacks callbacks, TimeProvider clock)
{
    // How long a press can be answered is not documented; the words of the refusal are.
    private static readonly TimeSpan Answerable = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, TelegramQueue> _queues = new();
    private readonly ConcurrentDictionary<string, CallbackPress> _presses = new(StringComparer.Ordinal);
    private long _lastPress = 4_382_000_000_000_000_000;

    public TelegramQueue Of(TelegramBot bot) => _queues.GetOrAdd(bot.Id, _ => new TelegramQueue(disorder, callbacks, clock));

    /// <summary>Every press so far, with its answer.</summary>
    public IReadOnlyList<CallbackPress> Presses => [.. _presses.Values.OrderBy(press => press.Id, StringComparer.Ordinal)];

    /// <summary>Everybody in the chat hears of it.</summary>
    public void Service(TelegramMessage message)
    {
        foreach (var bot in Within(message.Chat).Where(bot => bot.Id != message.Bot?.Id))
        {
            Of(bot).Add("message", TelegramJson.Message(message));
        }
    }

    /// <summary>Those who may read it hear of it.</summary>
    /// <param name="message">What was written.</param>
    /// <param name="to">Whose private chat; of no matter elsewhere.</param>
    /// <param name="isEdit">Whether it stood there before, with other words.</param>
    public void Written(TelegramMessage message, TelegramBot to, bool isEdit = false)
    {
        var answered = (message.ReplyTo ?? message.Topic) is { } number ? store.Find(message.Chat.Id, number) : null; // a message of a topic answers the one that made it
        var listeners = message.Chat.Kind == ChatKind.Private ? [to] : Within(message.Chat).Where(bot =>
            message.Chat.Kind == ChatKind.Channel || bot.ReadsAllGroupMessages || roster.Of(bot, message.Chat).IsAdministrator || message.Text.StartsWith('/')
            || answered?.Bot?.Id == bot.Id || message.Text.Contains($"@{bot.Username}", StringComparison.OrdinalIgnoreCase));
        var kind = (isEdit ? "edited_" : "") + (message.Chat.Kind == ChatKind.Channel ? "channel_post" : "message");
        foreach (var bot in listeners)
        {
            Of(bot).Add(kind, TelegramJson.Message(message, answered));
        }
    }

    /// <summary>The bot itself hears what became of it.</summary>
    public void Moved(TelegramBot bot, TelegramChat chat, BotStanding before, BotStanding after, TelegramPerson by) => Of(bot).Add("my_chat_member", new JsonObject
    {
        ["chat"] = TelegramJson.Chat(chat),
        ["from"] = TelegramJson.Person(by),
        ["date"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        ["old_chat_member"] = TelegramReading.Of(bot, chat, before),
        ["new_chat_member"] = TelegramReading.Of(bot, chat, after),
    });

    public string Pressed(TelegramMessage message, string data, TelegramPerson by)
    {
        var id = Interlocked.Increment(ref _lastPress).ToString(CultureInfo.InvariantCulture);
        _presses[id] = new CallbackPress(id, message.Bot!.Id, data, clock.GetUtcNow());
        Of(message.Bot).Add("callback_query", new JsonObject
        {
            ["id"] = id,
            ["from"] = TelegramJson.Person(by),
            ["message"] = TelegramJson.Message(message),
            ["chat_instance"] = Math.Abs(message.Chat.Id * 7919).ToString(CultureInfo.InvariantCulture),
            ["data"] = data,
        });
        return id;
    }

    /// <summary>Carries out <c>answerCallbackQuery</c>.</summary>
    public JsonNode Answer(TelegramCall call)
    {
        var id = call.Text("callback_query_id") ?? "";
        var text = call.Text("text") ?? "";
        if (!_presses.TryGetValue(id, out var press) || press.Bot != call.Bot.Id || clock.GetUtcNow() - press.At > Answerable)
        {
            throw TelegramErrors.Bad("query is too old and response timeout expired or query ID is invalid");
        }
        if (text.Length > 200)
        {
            throw TelegramErrors.Bad("MESSAGE_TOO_LONG");
        }
        _presses[id] = press with { Answer = text };
        return JsonValue.Create(true);
    }

    private IEnumerable<TelegramBot> Within(TelegramChat chat) => roster.Bots.Where(bot => roster.Of(bot, chat).IsIn);
}

/// <summary>A button that was pressed.</summary>
/// <param name="Id">Of the query.</param>
/// <param name="Bot">Whose message it stands under.</param>
/// <param name="Data">Of the button.</param>
/// <param name="At">When.</param>
/// <param name="Answer">What the person was shown; null while the bot has not answered.</param>
internal sealed record CallbackPress(string Id, long Bot, string Data, DateTimeOffset At, string? Answer = null);
