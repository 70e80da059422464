using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>Topics that bots make: <c>createForumTopic</c>, in forums alone and with the right to.</summary>
internal sealed class TelegramTopics(TelegramRoster roster, TelegramChats chats, TelegramLife life, FloodControl flood)
{
    private const int Blue = 0x6FB9F0;
    private static readonly int[] Colours = [Blue, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F];

    public JsonNode Make(TelegramCall call)
    {
        var chat = chats.Open(call);
        var (name, colour) = (call.Text("name")?.Trim() ?? "", call.Integer("icon_color") ?? Blue);
        var fault = !chat.IsForum ? "the chat is not a forum"
            : roster.Of(call.Bot, chat) is not { IsAdministrator: true, Topics: true } ? "not enough rights to create a topic"
            : name.Length is 0 or > 128 ? "TOPIC_TITLE_INVALID"
            : !Colours.Contains(colour) ? "invalid forum topic icon color specified"
            : null;
        if (fault is not null)
        {
            throw TelegramErrors.Bad(fault);
        }
        if (flood.Take(call.Bot, chat, 1) is { } wait)
        {
            throw new RefusedException(TelegramErrors.TooMany(wait));
        }
        return new JsonObject { ["message_thread_id"] = life.AddTopic(chat.Id, name, call.Bot, colour), ["name"] = name, ["icon_color"] = colour };
    }
}
