using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Reads a message of a private chat, a group, a topic or a channel, and its edits.</summary>
internal static class MessageReading
{
    // What somebody says: everything else that a message may hold tells what happened in the chat.
    private static readonly string[] Contents =
    [
        "text", "rich_message", "caption", "photo", "live_photo", "video", "animation", "audio", "voice", "video_note", "document", "paid_media", "sticker", "story", "contact", "location", "venue", "poll", "checklist", "dice", "game",
    ];

    private static readonly string[] Envelope =
    [
        "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count", "sender_business_bot", "sender_tag", "date", "business_connection_id", "chat", "forward_origin",
        "forward_from", "forward_date", "is_topic_message", "is_automatic_forward", "reply_to_message", "external_reply", "quote", "via_bot", "edit_date", "has_protected_content", "is_from_offline",
        "author_signature", "media_group_id", "entities", "caption_entities", "reply_markup", "receiver_user", "ephemeral_message_id", "guest_query_id", "reply_to_story", "reply_to_checklist_task_id",
        "reply_to_poll_option_id", "guest_bot_caller_user", "guest_bot_caller_chat", "is_paid_post", "paid_star_count", "link_preview_options", "suggested_post_info", "effect_id",
        "show_caption_above_media", "has_media_spoiler",
    ];

    /// <summary>Reads one message.</summary>
    /// <param name="bot">Who reads.</param>
    /// <param name="update">Name of the field of the update.</param>
    /// <param name="message">The message.</param>
    /// <param name="number">Of the update: it orders edits of one second; null when it has none.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadBot bot, string update, Piece message, long? number, Findings findings)
    {
        var chat = message["chat"];
        if (message["message_id"].Id is not { } id || chat["id"].Id is not { } place)
        {
            findings.Broken(update, "A message of Telegram lacks its number or its chat.");
            return;
        }
        // All that pass away have the number 0, and so has what Telegram has not sent yet: one would be taken for the other, and an answer to one would be read by the whole group.
        if (id == "0")
        {
            findings.Other(message["ephemeral_message_id"].Is ? "ephemeral_message" : "unsent_message");
            return;
        }
        if (!Contents.Any(content => message[content].Is))
        {
            findings.Other(message.Fields.FirstOrDefault(field => field.Value.Is && !Envelope.Contains(field.Name)).Name ?? update);
            return;
        }
        var isChannel = update is "channel_post" or "edited_channel_post" || chat["type"].Says("channel");
        var isPrivate = chat["type"].Says("private") || chat["is_direct_messages"].Flag;
        var author = TelegramAuthor.OfMessage(message);
        var at = message["date"].Instant;
        var parent = message["reply_to_message"];
        var thread = message["message_thread_id"].Id;
        var origin = ForwardedPost(message) ?? ForwardedPost(parent);
        findings.Add(new Happening.Said(
            new(bot.Reader, place, isPrivate ? InteractionRealm.Private : InteractionRealm.Public, id),
            isPrivate ? InteractionKind.PrivateMessage : isChannel || message["is_automatic_forward"].Flag ? InteractionKind.Post : InGroup(bot, message, parent),
            author,
            message["text"].Text ?? message["caption"].Text ?? RichWords.Of(message["rich_message"]) ?? "",
            at,
            Revision(message, update, number))
        {
            InReplyTo = parent["message_id"].Id,
            Post = origin?.Id,
            PostChat = origin?.Chat,
            Thread = message["is_topic_message"].Flag ? null : thread ?? (message["is_automatic_forward"].Flag ? id : null),
            Topic = message["is_topic_message"].Flag ? thread : message["direct_messages_topic"]["topic_id"].Id,
            IsOurs = isChannel || message["is_automatic_forward"].Flag || author.Id == bot.Number,
            SharedPhone = isPrivate ? OwnPhone(message) : null,
        });
    }

    // Telegram counts edits in seconds; the number of the update says which of one second came last.
    private static long Revision(Piece message, string update, long? number)
        => ((message["edit_date"].Instant ?? message["date"].Instant)?.ToUnixTimeMilliseconds() ?? 0)
            + (update.StartsWith("edited_", StringComparison.Ordinal) ? 1 + Math.Abs((number ?? 0) % 999) : 0);

    private static InteractionKind InGroup(ReadBot bot, Piece message, Piece parent)
        => parent["is_automatic_forward"].Flag ? InteractionKind.Comment
            : parent["from"]["id"].Id == bot.Number ? InteractionKind.Reply
            : BotMention.IsIn(message, bot) ? InteractionKind.Mention : InteractionKind.GroupMessage;

    // The post of a channel as it came to the group where it is discussed.
    private static (string Id, string Chat)? ForwardedPost(Piece message)
    {
        if (!message["is_automatic_forward"].Flag)
        {
            return null;
        }
        var origin = message["forward_origin"];
        var (id, chat) = origin.IsObject ? (origin["message_id"].Id, origin["chat"]) : (message["forward_from_message_id"].Id, message["forward_from_chat"]);
        var from = chat["id"].Id is null ? message["sender_chat"] : chat;
        // A configuration may know a channel by either.
        return id is not null && from["id"].Id is { } channel ? (id, from["username"].Text is { Length: > 0 and <= 64 } name && !name.Contains(' ', StringComparison.Ordinal) ? $"{channel} @{name}" : channel) : null;
    }

    // A contact of somebody else, or one that is passed on, was not given by the person whose number it is.
    private static string? OwnPhone(Piece message)
    {
        var contact = message["contact"];
        if (contact["user_id"].Id is not { } owner || owner != message["from"]["id"].Id || message["forward_origin"].Is || message["forward_date"].Is)
        {
            return null;
        }
        var digits = string.Concat((contact["phone_number"].Text ?? "").Where(char.IsAsciiDigit));
        return digits.Length is >= 5 and <= 15 ? $"+{digits}" : null;
    }
}
