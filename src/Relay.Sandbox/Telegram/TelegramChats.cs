using System.Globalization;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>Finds the chat that a call names, and whether its bot may write there.</summary>
internal sealed class TelegramChats(TelegramRoster roster)
{
    /// <summary>The chat, whatever the bot may do in it.</summary>
    public TelegramChat Find(TelegramCall call, string parameter = "chat_id")
    {
        var given = call.Text(parameter);
        if (string.IsNullOrEmpty(given))
        {
            throw TelegramErrors.Bad("chat_id is empty");
        }
        var chats = roster.Chats;
        var chat = given[0] == '@'
            ? chats.FirstOrDefault(known => known.Kind != ChatKind.Private && string.Equals(known.Username, given[1..], StringComparison.OrdinalIgnoreCase))
            : chats.FirstOrDefault(known => long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && known.Id == id);
        return chat ?? throw TelegramErrors.Bad("chat not found");
    }

    /// <summary>The chat, when the bot is in it.</summary>
    public TelegramChat Open(TelegramCall call, string parameter = "chat_id")
    {
        var chat = Find(call, parameter);
        var kind = chat.Kind.ToString().ToLowerInvariant();
        var standing = roster.Of(call.Bot, chat);
        return chat.Standing switch
        {
            ChatStanding.Upgraded => throw new Wire.RefusedException(TelegramErrors.Error(
                400, "Bad Request: group chat was upgraded to a supergroup chat", new JsonObject { ["migrate_to_chat_id"] = chat.UpgradedTo })),
            _ when standing.Status == "kicked" => throw TelegramErrors.Forbidden(chat.Kind == ChatKind.Private ? "bot was blocked by the user" : $"bot was kicked from the {kind} chat"),
            _ when !standing.IsIn => throw TelegramErrors.Forbidden(
                chat.Kind == ChatKind.Private ? "bot can't initiate conversation with a user" : $"bot is not a member of the {kind} chat"),
            _ => chat,
        };
    }

    /// <summary>The chat, when the bot may write in it.</summary>
    public TelegramChat Writable(TelegramCall call)
    {
        var chat = Open(call);
        return (chat.Kind, roster.Of(call.Bot, chat)) switch
        {
            (ChatKind.Channel, { IsAdministrator: false }) => throw TelegramErrors.Bad("need administrator rights in the channel chat"),
            (ChatKind.Channel, { Post: false }) => throw TelegramErrors.Bad("not enough rights to send text messages to the chat"),
            _ => chat,
        };
    }

    /// <summary>The topic that a call names; null for none. The general one is named by nobody.</summary>
    public int? Topic(TelegramCall call, TelegramChat chat) => call.Integer("message_thread_id") is not { } number ? null
        : chat.Topics.FirstOrDefault(known => known.Id == number) switch
        {
            null => throw TelegramErrors.Bad("message thread not found"),
            { IsClosed: true } when roster.Of(call.Bot, chat) is not { IsAdministrator: true, Topics: true } => throw TelegramErrors.Bad("TOPIC_CLOSED"),
            { } topic => topic.Id,
        };
}
