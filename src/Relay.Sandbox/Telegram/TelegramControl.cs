using System.Globalization;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>What a test or the console makes people do: <c>/_sandbox/telegram/{action}</c>. Its fields are texts, so that a form can fill them.</summary>
internal sealed class TelegramControl(TelegramRoster roster, TelegramLife life, TelegramHearing hearing)
{
    private readonly TelegramNames _names = new(roster);

    /// <summary>Does it. Fields: <c>bot</c> (user name; the first by default), <c>chat</c> (number, @name or title), and those of the action.</summary>
    /// <returns>What came of it; null for an action that there is not.</returns>
    /// <exception cref="ArgumentException">A field is missing or names nothing.</exception>
    public JsonNode? Do(string action, IReadOnlyDictionary<string, string> fields) => action switch
    {
        "chats" => Make(fields),
        "topics" => new JsonObject { ["topic"] = life.AddTopic(Chat(fields).Id, Text(fields, "name")) },
        "close-topic" => Change(fields, isClosed: true),
        "reopen-topic" => Change(fields, isClosed: false),
        "delete-topic" => Change(fields, isClosed: null),
        "add" => Place(fields, fields.GetValueOrDefault("rights") is { } rights ? Standing(rights) : BotStanding.Administrator),
        "remove" => Place(fields, BotStanding.Kicked),
        "write" => new JsonObject { ["message"] = life.Write(Bot(fields), Chat(fields).Id, Text(fields, "text"), TelegramNames.Topic(Chat(fields), fields.GetValueOrDefault("topic") is { Length: > 0 } topic ? topic : null)).Id },
        "press" => new JsonObject { ["press"] = life.Press(Chat(fields).Id, int.Parse(Text(fields, "message"), CultureInfo.InvariantCulture), Text(fields, "button")) },
        _ => null,
    };

    /// <summary>Every press and what was answered.</summary>
    public JsonNode Presses() => new JsonArray([.. hearing.Presses.Select(press => (JsonNode)new JsonObject { ["id"] = press.Id, ["data"] = press.Data, ["answer"] = press.Answer })]);

    private JsonObject Make(IReadOnlyDictionary<string, string> fields)
    {
        var kind = Enum.TryParse<ChatKind>(fields.GetValueOrDefault("kind", nameof(ChatKind.Channel)), ignoreCase: true, out var read) ? read : throw new ArgumentException("kind is channel, group, supergroup or private.", nameof(fields));
        var topics = fields.GetValueOrDefault("topics", "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var username = fields.GetValueOrDefault("username") is { Length: > 0 } given ? given.TrimStart('@') : null;
        var people = int.Parse(fields.GetValueOrDefault("people", "0"), CultureInfo.InvariantCulture);
        return new JsonObject { ["chat"] = life.Make(kind, Text(fields, "title"), username, people, topics, fields.GetValueOrDefault("forum") is "true").Id };
    }

    private JsonObject Place(IReadOnlyDictionary<string, string> fields, BotStanding standing)
    {
        var chat = Chat(fields);
        life.Place(Bot(fields), chat.Id, standing);
        return new JsonObject { ["chat"] = chat.Id, ["status"] = standing.Status };
    }

    private JsonObject Change(IReadOnlyDictionary<string, string> fields, bool? isClosed)
    {
        var chat = Chat(fields);
        var topic = TelegramNames.Topic(chat, Text(fields, "topic"))!.Value;
        life.ChangeTopic(chat.Id, topic, isClosed);
        return new JsonObject { ["topic"] = topic };
    }

    private static BotStanding Standing(string rights)
    {
        var named = rights.Split(['+', ',', '|', ' '], StringSplitOptions.RemoveEmptyEntries);
        return rights is "member" ? BotStanding.Member : new BotStanding("administrator", named.Contains("post"), named.Contains("edit"), named.Contains("delete"), named.Contains("topics"));
    }

    private TelegramBot Bot(IReadOnlyDictionary<string, string> fields) => _names.Bot(fields.GetValueOrDefault("bot") is { Length: > 0 } name ? name : null);

    private TelegramChat Chat(IReadOnlyDictionary<string, string> fields) => _names.Chat(Text(fields, "chat"));

    private static string Text(IReadOnlyDictionary<string, string> fields, string name)
        => fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : throw new ArgumentException($"{name} is missing.", nameof(fields));
}
