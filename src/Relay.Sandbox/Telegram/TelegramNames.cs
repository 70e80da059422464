namespace Relay.Sandbox.Telegram;

/// <summary>Finds what a deed names: bots by user name or number, chats by number, <c>@name</c> or title, topics by name or number.</summary>
internal sealed class TelegramNames(TelegramRoster roster)
{
    /// <summary>A bot; the first for null.</summary>
    public TelegramBot Bot(string? name) => name is null ? roster.Bots[0]
        : roster.Bots.FirstOrDefault(bot => bot.Username == name.TrimStart('@') || $"{bot.Id}" == name) ?? throw new ArgumentException($"There is no bot {name}.", nameof(name));

    public TelegramChat Chat(string name)
        => roster.Chats.FirstOrDefault(chat => $"{chat.Id}" == name || (chat.Username is { } username && "@" + username == name)) ?? roster.Chats.FirstOrDefault(chat => chat.Title == name)
            ?? throw new ArgumentException($"There is no chat {name}.", nameof(name));

    /// <summary>A topic; null for null.</summary>
    public static int? Topic(TelegramChat chat, string? name) => name is null ? null
        : chat.Topics.FirstOrDefault(topic => topic.Name == name || $"{topic.Id}" == name)?.Id ?? throw new ArgumentException($"The chat has no topic {name}.", nameof(name));
}
