using System.Collections.Concurrent;
using Relay.Sandbox.Militants;

namespace Relay.Sandbox.Telegram;

/// <summary>Which chats there are, and what each bot is in them. Both change while the rehearsal runs. Thread-safe.</summary>
internal sealed class TelegramRoster(SandboxWorld world)
{
    private readonly Lock _gate = new();
    private readonly List<TelegramChat> _chats = [.. world.Chats];
    private readonly ConcurrentDictionary<long, TelegramPerson> _people = new();
    private readonly Dictionary<(long Bot, long Chat), BotStanding> _changed = [];

    /// <summary>Every chat now; a copy.</summary>
    public IReadOnlyList<TelegramChat> Chats
    {
        get
        {
            lock (_gate)
            {
                return [.. _chats];
            }
        }
    }

    public IReadOnlyList<TelegramBot> Bots => world.Bots;

    /// <summary>The person whom a private chat is with; by default the first who has not blocked anybody, and who owns every chat.</summary>
    public TelegramPerson Person(long? id = null)
        => Chats.Where(chat => chat.Kind == ChatKind.Private && (id is null ? chat.Standing == ChatStanding.Open : chat.Id == id))
            .Select(chat => _people.GetValueOrDefault(chat.Id) ?? new TelegramPerson(chat.Id, chat.Title, chat.Username)).FirstOrDefault() ?? new TelegramPerson(id ?? 700_000_007, "Camille", null);

    /// <summary>Adds a chat that no bot is in yet.</summary>
    public TelegramChat Add(ChatKind kind, string title, string? username, int people)
    {
        lock (_gate)
        {
            var number = _chats.Count + 1;
            var id = kind is ChatKind.Group ? -900_000_000L - number : kind is ChatKind.Private ? 700_000_000L + number : -1_009_000_000_000L - number;
            var chat = new TelegramChat(id, kind, title, "FR", username) { Members = [0], People = people };
            _chats.Add(chat);
            return chat;
        }
    }

    /// <summary>The chat of a person with the bots; no bot is in it yet.</summary>
    public TelegramChat Add(Militant person)
    {
        lock (_gate)
        {
            var chat = new TelegramChat(person.TelegramId, ChatKind.Private, person.Name, "FR", person.Handle) { Members = [0] };
            _people[chat.Id] = TelegramPerson.Of(person);
            _chats.Add(chat);
            return chat;
        }
    }

    public void Replace(TelegramChat chat)
    {
        lock (_gate)
        {
            _chats[_chats.FindIndex(known => known.Id == chat.Id)] = chat;
        }
    }

    public BotStanding Of(TelegramBot bot, TelegramChat chat)
    {
        lock (_gate)
        {
            return _changed.TryGetValue((bot.Id, chat.Id), out var standing) ? standing : AtFirst(bot, chat);
        }
    }

    /// <summary>Makes a bot something else in a chat; gives what it was.</summary>
    public BotStanding Change(TelegramBot bot, TelegramChat chat, BotStanding standing)
    {
        lock (_gate)
        {
            var before = _changed.TryGetValue((bot.Id, chat.Id), out var known) ? known : AtFirst(bot, chat);
            _changed[(bot.Id, chat.Id)] = standing;
            return before;
        }
    }

    private static BotStanding AtFirst(TelegramBot bot, TelegramChat chat) => chat switch
    {
        { Standing: ChatStanding.Kicked or ChatStanding.Blocked } => BotStanding.Kicked,
        { Members: { Count: > 0 } members } when !members.Contains(bot.Id) => BotStanding.Left,
        { Kind: ChatKind.Channel } or { IsForum: true } or { Linked: not null } => BotStanding.Administrator,
        _ => BotStanding.Member,
    };
}
