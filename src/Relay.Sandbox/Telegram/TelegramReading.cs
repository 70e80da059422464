using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>What a bot may ask about itself, its chats and who is in them.</summary>
internal sealed class TelegramReading(TelegramRoster roster, TelegramChats chats)
{
    public JsonNode Chat(TelegramCall call) => TelegramJson.FullChat(chats.Open(call));

    public JsonNode Member(TelegramCall call)
    {
        var chat = chats.Open(call);
        var user = call.Long("user_id") ?? throw TelegramErrors.Bad("invalid user_id specified");
        if (roster.Bots.FirstOrDefault(bot => bot.Id == user) is { } bot)
        {
            return chat.Kind == ChatKind.Channel && bot.Id != call.Bot.Id && !roster.Of(call.Bot, chat).IsAdministrator
                ? throw TelegramErrors.Bad("member list is inaccessible")
                : Of(bot, chat, roster.Of(bot, chat));
        }
        return roster.Person().Id == user ? Owner() : throw TelegramErrors.Bad("PARTICIPANT_ID_INVALID");
    }

    public JsonNode Administrators(TelegramCall call)
    {
        var chat = chats.Open(call);
        if (chat.Kind == ChatKind.Private)
        {
            throw TelegramErrors.Bad("there are no administrators in the private chat");
        }
        var listed = roster.Bots.Where(bot => (bot.Id == call.Bot.Id || call.Flag("return_bots")) && roster.Of(bot, chat).IsAdministrator);
        return new JsonArray([Owner(), .. listed.Select(bot => Of(bot, chat, roster.Of(bot, chat)))]);
    }

    public JsonNode Count(TelegramCall call)
    {
        var chat = chats.Open(call);
        return JsonValue.Create(chat.Kind == ChatKind.Private ? 2 : 1 + chat.People + roster.Bots.Count(bot => roster.Of(bot, chat).IsIn));
    }

    /// <summary>A <c>ChatMember</c> of the kind that the standing asks for.</summary>
    public static JsonObject Of(TelegramBot bot, TelegramChat chat, BotStanding standing)
    {
        var json = new JsonObject { ["status"] = standing.Status, ["user"] = TelegramJson.Bot(bot) };
        if (standing.Status == "kicked")
        {
            json["until_date"] = 0;
        }
        if (!standing.IsAdministrator)
        {
            return json;
        }
        foreach (var (name, value) in new (string, bool)[]
        {
            ("can_be_edited", false), ("is_anonymous", false), ("can_manage_chat", true), ("can_delete_messages", standing.Delete), ("can_manage_video_chats", false),
            ("can_restrict_members", false), ("can_promote_members", false), ("can_change_info", false), ("can_invite_users", false), ("can_post_stories", false),
            ("can_edit_stories", false), ("can_delete_stories", false),
        })
        {
            json[name] = value;
        }
        foreach (var (name, value) in chat.Kind == ChatKind.Channel
            ? new (string, bool)[] { ("can_post_messages", standing.Post), ("can_edit_messages", standing.Edit) }
            : [("can_pin_messages", false), ("can_manage_topics", chat.IsForum && standing.Topics)])
        {
            json[name] = value;
        }
        return json;
    }

    private JsonObject Owner() => new() { ["status"] = "creator", ["user"] = TelegramJson.Person(roster.Person()), ["is_anonymous"] = false };
}
