using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Relay.Sandbox.Telegram;

/// <summary>The commands that bots show, for each kind of chat and each language. Thread-safe.</summary>
internal sealed partial class TelegramMenus
{
    private const int Most = 100;
    private const int LongestDescription = 256;

    private static readonly string[] Scopes = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member"];

    private readonly Dictionary<string, JsonArray> _menus = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Sets them: <c>setMyCommands</c>.</summary>
    public JsonNode Set(TelegramCall call)
    {
        var commands = call.Array("commands") ?? throw TelegramErrors.Bad("can't parse bot commands: commands is missing");
        if (commands.Count > Most)
        {
            throw TelegramErrors.Bad("BOT_COMMANDS_TOO_MUCH");
        }
        foreach (var command in commands)
        {
            Check(command as JsonObject ?? throw TelegramErrors.Bad("can't parse bot commands: expected an Object"));
        }
        lock (_gate)
        {
            _menus[KeyOf(call)] = commands;
        }
        return JsonValue.Create(true);
    }

    /// <summary>Tells them: <c>getMyCommands</c>.</summary>
    public JsonNode Get(TelegramCall call)
    {
        lock (_gate)
        {
            return _menus.GetValueOrDefault(KeyOf(call))?.DeepClone() ?? new JsonArray();
        }
    }

    /// <summary>Takes them away: <c>deleteMyCommands</c>.</summary>
    public JsonNode Delete(TelegramCall call)
    {
        lock (_gate)
        {
            _menus.Remove(KeyOf(call));
        }
        return JsonValue.Create(true);
    }

    private static string KeyOf(TelegramCall call)
    {
        var language = call.Text("language_code") ?? "";
        if (language.Length > 0 && !Language().IsMatch(language))
        {
            throw TelegramErrors.Bad("invalid language code specified");
        }
        var scope = call.Object("scope");
        var type = scope is null ? "default" : scope["type"] is JsonValue value && value.TryGetValue<string>(out var named) ? named : "";
        return Scopes.Contains(type) ? $"{call.Bot.Id}|{scope?.ToJsonString() ?? "{\"type\":\"default\"}"}|{language}" : throw TelegramErrors.Bad("unsupported type of BotCommandScope");
    }

    private static void Check(JsonObject command)
    {
        if (command["command"]?.GetValueKind() != JsonValueKind.String || command["description"]?.GetValueKind() != JsonValueKind.String)
        {
            throw TelegramErrors.Bad("can't parse bot commands: command and description must be of type String");
        }
        if (!Word().IsMatch(command["command"]!.GetValue<string>()))
        {
            throw TelegramErrors.Bad("BOT_COMMAND_INVALID");
        }
        if (command["description"]!.GetValue<string>().Length is 0 or > LongestDescription)
        {
            throw TelegramErrors.Bad("BOT_COMMAND_DESCRIPTION_INVALID");
        }
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.None, 5_000)]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]{2}$", RegexOptions.None, 5_000)]
    private static partial Regex Language();
}
