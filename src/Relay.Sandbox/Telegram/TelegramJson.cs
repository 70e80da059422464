using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Telegram;

/// <summary>Messages, chats and bots as the Bot API writes them.</summary>
internal static class TelegramJson
{
    /// <summary>How a <c>file_id</c> starts; the key of the picture follows, then the number of its size.</summary>
    public const string FilePrefix = "AgACAgQAAxkBAAI";

    private static readonly int[] Edges = [90, 320, 1280];

    public static JsonObject Message(TelegramMessage message, TelegramMessage? answered = null)
    {
        var json = new JsonObject { ["message_id"] = message.Id };
        if (message.Chat.Kind == ChatKind.Channel)
        {
            json["sender_chat"] = Chat(message.Chat);
        }
        else if (message.IsAutomaticForward)
        {
            (json["from"], json["sender_chat"], json["is_automatic_forward"]) = (Service(), Chat(message.ForwardOf!.Chat), true);
        }
        else
        {
            json["from"] = From(message);
        }
        json["chat"] = Chat(message.Chat);
        json["date"] = message.Date.ToUnixTimeSeconds();
        Add(json, "edit_date", message.Edited?.ToUnixTimeSeconds());
        if (message.Topic is { } topic)
        {
            (json["message_thread_id"], json["is_topic_message"]) = (topic, true);
        }
        Add(json, "message_thread_id", message.Topic is null ? message.Thread : null);
        Add(json, "forward_origin", message.ForwardOf is { } origin ? Origin(origin) : null);
        Add(json, "reply_to_message", answered is null ? null : Message(answered));
        Add(json, "media_group_id", message.MediaGroup);
        Add(json, "has_protected_content", message.Protected ? true : null);
        var (text, entities) = message.Photo is null && message.Document is null ? ("text", "entities") : ("caption", "caption_entities");
        Add(json, "forum_topic_created", message.TopicCreated is { } topicName ? new JsonObject { ["name"] = topicName, ["icon_color"] = message.TopicColour } : null);
        Add(json, "contact", message.Phone is { } phone ? new JsonObject { ["phone_number"] = phone, ["first_name"] = message.Person!.Name, ["user_id"] = message.Person.Id } : null);
        Add(json, "photo", message.Photo is { } photo ? Sizes(photo) : null);
        Add(json, "document", message.Document is { } document ? new JsonObject
        {
            ["file_id"] = $"BQACAgQAAxkDAAI{message.Chat.Id}_{message.Id}", ["file_unique_id"] = $"AgAD{message.Chat.Id}_{message.Id}", ["file_name"] = document.Name, ["mime_type"] = document.MediaType, ["file_size"] = document.Bytes.Length,
        } : null);
        Add(json, text, message.Text.Length == 0 ? null : message.Text);
        Add(json, entities, message.Entities.Count == 0 ? null : new JsonArray([.. message.Entities.Select(Entity)]));
        Add(json, "show_caption_above_media", message.CaptionAbove ? true : null);
        Add(json, "link_preview_options", message.LinkPreview?.DeepClone());
        Add(json, "reply_markup", message.ReplyMarkup?["inline_keyboard"] is null ? null : message.ReplyMarkup.DeepClone());
        return json;
    }

    public static JsonObject Bot(TelegramBot bot) => new() { ["id"] = bot.Id, ["is_bot"] = true, ["first_name"] = bot.Name, ["username"] = bot.Username };

    public static JsonObject Person(TelegramPerson person)
    {
        var json = new JsonObject { ["id"] = person.Id, ["is_bot"] = person.Automated, ["first_name"] = person.Name };
        Add(json, "language_code", person.Automated ? null : person.Language);
        Add(json, "username", person.Username);
        return json;
    }

    public static JsonObject Me(TelegramBot bot)
    {
        var json = Bot(bot);
        foreach (var (name, value) in new (string, bool)[]
        {
            ("can_join_groups", true), ("can_read_all_group_messages", bot.ReadsAllGroupMessages), ("supports_inline_queries", false), ("can_connect_to_business", false), ("has_main_web_app", false),
        })
        {
            json[name] = value;
        }
        return json;
    }

    public static JsonObject FullChat(TelegramChat chat)
    {
        var json = Chat(chat);
        json["accent_color_id"] = (int)(Math.Abs(chat.Id) % 7);
        json["max_reaction_count"] = 11;
        json["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false, ["premium_subscription"] = false, ["gifts_from_channels"] = false,
        };
        Add(json, "linked_chat_id", chat.Linked);
        if (chat.Username is { } username)
        {
            json["active_usernames"] = new JsonArray(username);
        }
        return json;
    }

    /// <summary>In whose name Telegram itself writes.</summary>
    private static JsonObject Service() => new() { ["id"] = 777000, ["is_bot"] = false, ["first_name"] = "Telegram" };

    private static JsonObject From(TelegramMessage message) => message switch
    {
        { Bot: { } bot } => Bot(bot),
        { Person: { } person } => Person(person),
        _ => throw new InvalidOperationException("A message has an author."),
    };

    public static JsonObject Chat(TelegramChat chat)
    {
        var json = new JsonObject { ["id"] = chat.Id, ["type"] = chat.Kind.ToString().ToLowerInvariant() };
        json[chat.Kind == ChatKind.Private ? "first_name" : "title"] = chat.Title;
        Add(json, "username", chat.Username);
        Add(json, "is_forum", chat.IsForum ? true : null);
        return json;
    }

    private static JsonObject Origin(TelegramMessage origin)
    {
        var channel = origin.Chat.Kind == ChatKind.Channel;
        var json = new JsonObject { ["type"] = channel ? "channel" : "user", ["date"] = origin.Date.ToUnixTimeSeconds() };
        if (channel)
        {
            (json["chat"], json["message_id"]) = (Chat(origin.Chat), origin.Id);
        }
        else
        {
            json["sender_user"] = From(origin);
        }
        return json;
    }

    private static JsonArray Sizes(Picture photo)
    {
        var sizes = Edges.Where(edge => edge == 90 || Math.Max(photo.Width, photo.Height) > edge / 4)
            .Select(edge => Math.Min(1.0, edge / (double)Math.Max(photo.Width, photo.Height))).Distinct();
        return new JsonArray([.. sizes.Select((scale, index) => (JsonNode)new JsonObject
        {
            ["file_id"] = string.Create(CultureInfo.InvariantCulture, $"{FilePrefix}{photo.Key}{index}"),
            ["file_unique_id"] = string.Create(CultureInfo.InvariantCulture, $"AQAD{photo.Key[..12]}{index}"),
            ["width"] = Math.Max(1, (int)(photo.Width * scale)),
            ["height"] = Math.Max(1, (int)(photo.Height * scale)),
            ["file_size"] = Math.Max(1, (int)(photo.Bytes.Length * scale)),
        })]);
    }

    private static JsonNode Entity(MessageEntity entity)
    {
        var json = new JsonObject { ["type"] = entity.Type, ["offset"] = entity.Offset, ["length"] = entity.Length };
        Add(json, "url", entity.Url);
        Add(json, "language", entity.Language);
        Add(json, "custom_emoji_id", entity.CustomEmoji);
        return json;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
