using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Whether a message of a group names the bot: <c>@name</c>, a name without one, or a command for it alone.</summary>
internal static class BotMention
{
    public static bool IsIn(Piece message, ReadBot bot)
        => Names(message["entities"], message["text"].Text, bot) || Names(message["caption_entities"], message["caption"].Text, bot);

    private static bool Names(Piece entities, string? text, ReadBot bot) => entities.Elements.Any(entity
        => entity["type"].Says("text_mention") ? entity["user"]["id"].Id == bot.Number
            : bot.Handle is { } handle && Written(entity, text) is { } written && (
                (entity["type"].Says("mention") && written.Equals($"@{handle}", StringComparison.OrdinalIgnoreCase))
                || (entity["type"].Says("bot_command") && written.EndsWith($"@{handle}", StringComparison.OrdinalIgnoreCase))));

    // Offsets count UTF-16 units, as strings do here.
    private static string? Written(Piece entity, string? text)
        => text is not null && entity["offset"].Whole is { } offset and >= 0 && entity["length"].Whole is { } length and > 0 && offset <= text.Length && length <= text.Length - offset
            ? text.Substring((int)offset, (int)length)
            : null;
}
