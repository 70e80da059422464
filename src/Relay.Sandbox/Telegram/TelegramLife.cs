using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>What people do on Telegram: make chats, add and remove bots, write, press buttons. Bots hear of it as they would. Thread-safe.</summary>
internal sealed class TelegramLife(TelegramRoster roster, TelegramStore store, TelegramHearing hearing, TelegramDiscussion discussion, TimeProvider clock)
{
    private readonly Lock _topics = new();

    /// <summary>Makes a chat that no bot is in yet; with topics it is a forum.</summary>
    public TelegramChat Make(ChatKind kind, string title, string? username, int people, IReadOnlyList<string> topics, bool isForum = false)
    {
        var chat = roster.Add(topics.Count > 0 || isForum ? ChatKind.Supergroup : kind, title, username, people);
        roster.Replace(chat with { IsForum = isForum });
        foreach (var topic in topics)
        {
            AddTopic(chat.Id, topic);
        }
        return Chat(chat.Id);
    }

    /// <summary>Makes a topic; its number is that of the message that says so.</summary>
    /// <param name="id">The forum.</param>
    /// <param name="name">As shown.</param>
    /// <param name="bot">Who makes it; null for the chat's owner.</param>
    /// <param name="colour">Of its icon; null for blue.</param>
    public int AddTopic(long id, string name, TelegramBot? bot = null, int? colour = null)
    {
        lock (_topics)
        {
            var chat = Chat(id);
            var number = Math.Max(store.LastId(id), chat.Topics.Select(topic => topic.Id).DefaultIfEmpty(1).Max()) + 1;
            store.SkipTo(chat, number);
            chat = chat with { Topics = [.. chat.Topics, new(number, name)] };
            roster.Replace(chat);
            var said = New(chat, "") with { Topic = number, TopicCreated = name };
            hearing.Service(store.Add(bot is null ? said with { TopicColour = colour ?? said.TopicColour } : said with { Bot = bot, Person = null, TopicColour = colour ?? said.TopicColour }));
            return number;
        }
    }

    /// <summary>Closes or opens a topic, or takes it away with everything in it, when <paramref name="isClosed"/> is null.</summary>
    public void ChangeTopic(long id, int topic, bool? isClosed)
    {
        lock (_topics)
        {
            var chat = Chat(id);
            roster.Replace(chat with
            {
                IsForum = true,
                Topics = [.. chat.Topics.Where(known => known.Id != topic || isClosed is not null).Select(known => known.Id == topic ? known with { IsClosed = isClosed == true } : known)],
            });
        }
        foreach (var message in isClosed is null ? store.All().Where(message => message.Chat.Id == id && message.Topic == topic) : [])
        {
            store.Replace(message with { Deleted = true });
        }
    }

    /// <summary>Makes a bot something in a chat: adds, promotes, demotes or removes it.</summary>
    public void Place(TelegramBot bot, long id, BotStanding standing, TelegramPerson? by = null)
    {
        var chat = Chat(id);
        hearing.Moved(bot, chat, roster.Change(bot, chat, standing), standing, by ?? roster.Person(chat.Kind == ChatKind.Private ? id : null));
    }

    /// <summary>A person writes in a chat. In a private one with a bot, this opens it.</summary>
    /// <param name="bot">Whose private chat; of no matter elsewhere.</param>
    /// <param name="id">The chat.</param>
    /// <param name="text">As written; <c>/start code</c> is what the button <i>Start</i> sends.</param>
    /// <param name="topic">In which topic; null for none.</param>
    /// <param name="person">Who; null for the one whose private chat it is, or who owns the chat.</param>
    /// <param name="replyTo">The message that it answers; null for none.</param>
    public TelegramMessage Write(TelegramBot bot, long id, string text, int? topic, TelegramPerson? person = null, int? replyTo = null)
    {
        var chat = Chat(id);
        var answered = replyTo is { } number ? store.Find(id, number) ?? throw new ArgumentException($"There is no message {number} in {chat.Title}.", nameof(replyTo)) : null;
        if (topic is { } wanted && chat.Topics.All(known => known.Id != wanted))
        {
            throw new ArgumentException($"The chat has no topic {wanted}.", nameof(topic));
        }
        Open(bot, chat);
        var message = New(chat, text, person) with { Topic = topic ?? answered?.Topic, ReplyTo = replyTo, Thread = answered is { IsAutomaticForward: true } ? answered.Id : answered?.Thread };
        return Tell(bot, message);
    }

    /// <summary>A person gives her own phone number in her private chat, with the button made for it.</summary>
    public TelegramMessage Share(TelegramBot bot, long id, string phone)
    {
        var chat = Chat(id);
        Open(bot, chat);
        return Tell(bot, New(chat, "", null) with { Phone = phone });
    }

    /// <summary>A person changes what she wrote; the bots hear of it.</summary>
    public TelegramMessage Edit(TelegramBot bot, long chat, int message, string text)
    {
        var before = Written(chat, message);
        var after = store.Replace(before with { Text = text, Entities = Entities(text), Edited = clock.GetUtcNow() });
        hearing.Written(after, bot, isEdit: true);
        return after;
    }

    /// <summary>A person takes back what she wrote. Telegram tells no bot of it.</summary>
    public void Delete(long chat, int message) => store.Replace(Written(chat, message) with { Deleted = true });

    /// <summary>A person presses a button under a bot's message.</summary>
    /// <param name="chat">Where it stands.</param>
    /// <param name="message">Under which message.</param>
    /// <param name="button">Its label or its data.</param>
    /// <returns>The query's id; its answer can be looked up by it.</returns>
    /// <param name="person">Who; null for the one whose private chat it is, or who owns the chat.</param>
    public string Press(long chat, int message, string button, TelegramPerson? person = null)
    {
        var found = store.Find(chat, message) ?? throw new ArgumentException($"There is no message {message} in {chat}.", nameof(message));
        var data = (found.ReplyMarkup?["inline_keyboard"] as JsonArray ?? [])
            .SelectMany(row => row!.AsArray()).FirstOrDefault(key => key!["text"]?.GetValue<string>() == button || key["callback_data"]?.GetValue<string>() == button)?["callback_data"]?.GetValue<string>();
        return found.Bot is not null && data is not null
            ? hearing.Pressed(found, data, person ?? roster.Person(found.Chat.Kind == ChatKind.Private ? chat : null))
            : throw new ArgumentException($"There is no button {button} to press under message {message}.", nameof(button));
    }

    private TelegramChat Chat(long id) => roster.Chats.FirstOrDefault(chat => chat.Id == id) ?? throw new ArgumentException($"There is no chat {id}.", nameof(id));

    private TelegramMessage Written(long chat, int message) => store.Find(chat, message) is { Person: not null, TopicCreated: null } found ? found
        : throw new ArgumentException($"Nobody wrote a message {message} in {chat}.", nameof(message));

    private void Open(TelegramBot bot, TelegramChat chat)
    {
        if (chat.Kind == ChatKind.Private && !roster.Of(bot, chat).IsIn)
        {
            Place(bot, chat.Id, BotStanding.Member);
        }
    }

    private TelegramMessage Tell(TelegramBot bot, TelegramMessage message)
    {
        var kept = store.Add(message);
        hearing.Written(kept, bot);
        discussion.Bring([kept]);
        return kept;
    }

    private static IReadOnlyList<MessageEntity> Entities(string text)
        => [.. text.StartsWith('/') ? [new MessageEntity("bot_command", 0, text.Split(' ', '\n')[0].Length)] : Array.Empty<MessageEntity>(), .. FormattedText.Found(text)];

    private TelegramMessage New(TelegramChat chat, string text, TelegramPerson? person = null)
        => new(0, chat, null, text, Entities(text), clock.GetUtcNow())
        {
            Person = person ?? roster.Person(chat.Kind == ChatKind.Private ? chat.Id : null),
        };
}
