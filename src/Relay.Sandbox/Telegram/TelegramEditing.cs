using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>Changes to messages that the bot sent, and their deletion within 48 hours.</summary>
internal sealed class TelegramEditing(TelegramStore store, TelegramChats chats, TelegramRoster roster, TelegramSending sending, TimeProvider clock)
{
    private const string NotModified =
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

    private static readonly TimeSpan Deletable = TimeSpan.FromHours(48);

    public JsonNode Text(TelegramCall call)
    {
        var message = Own(call);
        var text = FormattedText.OfMessage(call.Text("text"), call.Text("parse_mode"), call.Array("entities"));
        if (message.Photo is not null || message.Document is not null)
        {
            throw TelegramErrors.Bad("there is no text in the message to edit");
        }
        return Change(message, message with
        {
            Text = text.Text, Entities = text.Entities, LinkPreview = TelegramSending.Preview(call), ReplyMarkup = InlineKeyboard.Of(call),
        });
    }

    public JsonNode Caption(TelegramCall call)
    {
        var message = Own(call);
        var caption = FormattedText.OfCaption(call.Text("caption"), call.Text("parse_mode"), call.Array("caption_entities"));
        if (message.Photo is null && message.Document is null)
        {
            throw TelegramErrors.Bad("there is no caption in the message to edit");
        }
        return Change(message, message with
        {
            Text = caption.Text, Entities = caption.Entities, CaptionAbove = call.Flag("show_caption_above_media"), ReplyMarkup = InlineKeyboard.Of(call),
        });
    }

    public async Task<JsonNode> MediaAsync(TelegramCall call, CancellationToken cancel)
    {
        var message = Own(call);
        var (caption, photo, above) = await sending.ItemAsync(call, call.Object("media"), cancel);
        return Change(message, message with
        {
            Text = caption.Text, Entities = caption.Entities, Photo = photo, CaptionAbove = above, LinkPreview = null, ReplyMarkup = InlineKeyboard.Of(call),
        });
    }

    public JsonNode Buttons(TelegramCall call)
    {
        var message = Own(call);
        return Change(message, message with { ReplyMarkup = InlineKeyboard.Of(call) });
    }

    public JsonNode Delete(TelegramCall call)
    {
        var message = store.Find(chats.Open(call).Id, call.MessageId()) ?? throw TelegramErrors.Bad("message to delete not found");
        if (clock.GetUtcNow() - message.Date >= Deletable || (message.Bot?.Id != call.Bot.Id && !roster.Of(call.Bot, message.Chat).Delete))
        {
            throw TelegramErrors.Bad("message can't be deleted");
        }
        store.Replace(message with { Deleted = true });
        return JsonValue.Create(true);
    }

    /// <summary>Deletes 1 to 100 messages; those that are missing or too old are skipped.</summary>
    public JsonNode DeleteSeveral(TelegramCall call)
    {
        var chat = chats.Open(call);
        var ids = call.Array("message_ids") ?? throw TelegramErrors.Bad("message identifiers are not specified");
        if (ids.Count is 0 or > 100)
        {
            throw TelegramErrors.Bad(ids.Count == 0 ? "message identifiers are not specified" : "too many message identifiers specified");
        }
        foreach (var value in ids)
        {
            if (value is not JsonValue number || number.GetValueKind() != JsonValueKind.Number || !number.TryGetValue<int>(out var id))
            {
                throw TelegramErrors.Bad("message identifier must be a Number");
            }
            if (store.Find(chat.Id, id) is { } message && clock.GetUtcNow() - message.Date < Deletable)
            {
                store.Replace(message with { Deleted = true });
            }
        }
        return JsonValue.Create(true);
    }

    private TelegramMessage Own(TelegramCall call)
    {
        var message = store.Find(chats.Open(call).Id, call.MessageId()) ?? throw TelegramErrors.Bad("message to edit not found");
        return message.Bot?.Id == call.Bot.Id && message.ForwardOf is null ? message : throw TelegramErrors.Bad("message can't be edited");
    }

    private JsonObject Change(TelegramMessage before, TelegramMessage after)
    {
        if (before.Text == after.Text && before.Entities.SequenceEqual(after.Entities) && before.Photo == after.Photo && before.CaptionAbove == after.CaptionAbove
            && JsonNode.DeepEquals(before.LinkPreview, after.LinkPreview) && JsonNode.DeepEquals(before.ReplyMarkup, after.ReplyMarkup))
        {
            throw TelegramErrors.Bad(NotModified);
        }
        return TelegramJson.Message(store.Replace(after with { Edited = clock.GetUtcNow() }));
    }
}
