using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>New messages: text, picture, file, album, forward, copy.</summary>
internal sealed class TelegramSending(TelegramStore store, TelegramChats chats, TelegramPhotos photos, FloodControl flood, TelegramDiscussion discussion, TimeProvider clock)
{
    private static readonly string[] ItemFields = ["type", "media", "caption", "parse_mode", "caption_entities", "show_caption_above_media", "has_spoiler"];

    public JsonNode Text(TelegramCall call)
    {
        var chat = chats.Writable(call);
        var text = FormattedText.OfMessage(call.Text("text"), call.Text("parse_mode"), call.Array("entities"));
        return Send(call, chat, New(call, chat, text) with { LinkPreview = Preview(call) });
    }

    public async Task<JsonNode> PhotoAsync(TelegramCall call, CancellationToken cancel)
    {
        var chat = chats.Writable(call);
        var caption = FormattedText.OfCaption(call.Text("caption"), call.Text("parse_mode"), call.Array("caption_entities"));
        var photo = await photos.GetAsync(call, "photo", call.Text("photo"), cancel);
        return Send(call, chat, New(call, chat, caption) with { Photo = photo, CaptionAbove = call.Flag("show_caption_above_media") });
    }

    /// <summary>A file sent along; one by <c>file_id</c> or address is not rehearsed.</summary>
    public JsonNode Document(TelegramCall call)
    {
        var chat = chats.Writable(call);
        var caption = FormattedText.OfCaption(call.Text("caption"), call.Text("parse_mode"), call.Array("caption_entities"));
        var file = call.Text("document") is { } written ? written.StartsWith("attach://", StringComparison.Ordinal) ? call.File(written[9..]) : null : call.File("document");
        return file is { Bytes.Length: > 0 }
            ? Send(call, chat, New(call, chat, caption) with { Document = new(file.FileName, file.ContentType?.Split(';')[0].Trim() ?? "application/octet-stream", file.Bytes) })
            : throw TelegramErrors.Bad(file is null ? "there is no document in the request" : "file must be non-empty");
    }

    public async Task<JsonNode> AlbumAsync(TelegramCall call, CancellationToken cancel)
    {
        var chat = chats.Writable(call);
        var media = call.Array("media") ?? throw TelegramErrors.Bad("there are no messages to send");
        if (media.Count is < 2 or > 10)
        {
            throw TelegramErrors.Bad(media.Count < 2 ? "media group must include 2-10 items" : "too many messages to send as an album");
        }
        var group = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds()}{Math.Abs(chat.Id) % 1000:000}");
        var messages = new List<TelegramMessage>();
        foreach (var item in media)
        {
            var (caption, photo, above) = await ItemAsync(call, item, cancel);
            messages.Add(New(call, chat, caption) with { Photo = photo, CaptionAbove = above, MediaGroup = group });
        }
        Pace(call, chat, messages.Count);
        var album = store.AddAll(messages);
        discussion.Bring(album);
        return new JsonArray([.. album.Select(message => (JsonNode)TelegramJson.Message(message, Answered(message)))]);
    }

    public JsonNode Forward(TelegramCall call)
    {
        var chat = chats.Writable(call);
        var origin = Origin(call, "forward");
        if (origin is { Protected: true } or { TopicCreated: not null })
        {
            throw TelegramErrors.Bad("message can't be forwarded");
        }
        return Send(call, chat, Again(call, chat, origin) with { ForwardOf = origin.ForwardOf ?? origin });
    }

    public JsonNode Copy(TelegramCall call)
    {
        var chat = chats.Writable(call);
        var origin = Origin(call, "copy");
        var copy = Again(call, chat, origin) with { ReplyTo = ReplyTo(call, chat) };
        if (call.Text("caption") is { } caption && (origin.Photo is not null || origin.Document is not null))
        {
            var text = FormattedText.OfCaption(caption, call.Text("parse_mode"), call.Array("caption_entities"));
            copy = copy with { Text = text.Text, Entities = text.Entities };
        }
        Pace(call, chat, 1);
        var kept = store.Add(copy);
        discussion.Bring([kept]);
        return new JsonObject { ["message_id"] = kept.Id };
    }

    /// <summary>One item of an album or of <c>editMessageMedia</c>: an <c>InputMediaPhoto</c>.</summary>
    public async Task<(FormattedText Caption, Pictures.Picture Photo, bool Above)> ItemAsync(TelegramCall call, JsonNode? item, CancellationToken cancel)
    {
        try
        {
            var fields = item as JsonObject ?? throw TelegramErrors.Bad("can't parse media JSON object");
            if (fields.FirstOrDefault(field => !ItemFields.Contains(field.Key)).Key is { } unknown)
            {
                throw TelegramErrors.Bad($"can't parse media JSON object: unknown field \"{unknown}\" of InputMediaPhoto");
            }
            if (fields["type"]?.GetValue<string>() != "photo")
            {
                throw TelegramErrors.Bad("can't use the media of the specified type in the album");
            }
            var caption = FormattedText.OfCaption(fields["caption"]?.GetValue<string>(), fields["parse_mode"]?.GetValue<string>(), fields["caption_entities"]?.AsArray());
            var photo = await photos.GetAsync(call, "media", fields["media"]?.GetValue<string>() ?? "", cancel);
            return (caption, photo, fields["show_caption_above_media"]?.GetValue<bool>() ?? false);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or JsonException)
        {
            throw TelegramErrors.Bad("can't parse media JSON object");
        }
    }

    /// <summary>The options of a link's preview, each of its type.</summary>
    public static JsonObject? Preview(TelegramCall call)
    {
        var options = call.Object("link_preview_options");
        foreach (var (name, value) in options ?? [])
        {
            var fits = name switch
            {
                "url" => value?.GetValueKind() == JsonValueKind.String,
                "is_disabled" or "prefer_small_media" or "prefer_large_media" or "show_above_text" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
                _ => false,
            };
            if (!fits)
            {
                throw TelegramErrors.Bad("can't parse link preview options JSON object");
            }
        }
        return options;
    }

    private JsonObject Send(TelegramCall call, TelegramChat chat, TelegramMessage message)
    {
        Pace(call, chat, 1);
        var sent = store.Add(message);
        discussion.Bring([sent]);
        return TelegramJson.Message(sent, Answered(sent));
    }

    private TelegramMessage? Answered(TelegramMessage message) => message.ReplyTo is { } id ? store.Find(message.Chat.Id, id) : null;

    private TelegramMessage New(TelegramCall call, TelegramChat chat, FormattedText text)
        => new(0, chat, call.Bot, text.Text, text.Entities, clock.GetUtcNow())
        {
            Topic = chats.Topic(call, chat),
            ReplyTo = ReplyTo(call, chat),
            Thread = ReplyTo(call, chat) is { } answered && store.Find(chat.Id, answered) is { } above ? above.IsAutomaticForward ? above.Id : above.Thread : null,
            Protected = call.Flag("protect_content"),
            ReplyMarkup = InlineKeyboard.Of(call),
        };

    private TelegramMessage Again(TelegramCall call, TelegramChat chat, TelegramMessage origin)
        => new(0, chat, call.Bot, origin.Text, origin.Entities, clock.GetUtcNow())
        {
            Topic = chats.Topic(call, chat),
            Photo = origin.Photo,
            Document = origin.Document,
            LinkPreview = origin.LinkPreview,
            Protected = call.Flag("protect_content"),
        };

    private TelegramMessage Origin(TelegramCall call, string verb)
        => store.Find(chats.Open(call, "from_chat_id").Id, call.MessageId()) ?? throw TelegramErrors.Bad($"message to {verb} not found");

    private int? ReplyTo(TelegramCall call, TelegramChat chat)
    {
        if (call.Object("reply_parameters") is not { } reply)
        {
            return null;
        }
        if (reply["message_id"] is not JsonValue value || !value.TryGetValue<int>(out var id))
        {
            throw TelegramErrors.Bad("can't parse reply parameters JSON object");
        }
        return store.Find(chat.Id, id) is not null ? id
            : reply["allow_sending_without_reply"] is JsonValue allowed && allowed.TryGetValue<bool>(out var without) && without ? null
            : throw TelegramErrors.Bad("message to be replied not found");
    }

    private void Pace(TelegramCall call, TelegramChat chat, int messages)
    {
        if (flood.Take(call.Bot, chat, messages) is { } wait)
        {
            throw new RefusedException(TelegramErrors.TooMany(wait));
        }
    }
}
