using System.Security.Cryptography;
using System.Text;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Learns from updates which chats a bot is in, their topics, and who has pressed <i>Start</i>. Of messages it keeps a chat's, a topic's and a private writer's name, nothing else, and those only while it is asked. Not thread-safe.</summary>
internal sealed class SeenChats
{
    private readonly Dictionary<string, SeenChat> _chats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenPerson> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenPerson> _starts = new(StringComparer.Ordinal);

    /// <summary>Channels and groups that the bot is in, by name.</summary>
    public IReadOnlyList<SeenChat> Chats => [.. _chats.Values.OrderBy(chat => chat.Title, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>People who wrote to the bot in private, by name.</summary>
    public IReadOnlyList<SeenPerson> People => [.. _people.Values.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>Learns from one update; from the same one again, nothing more.</summary>
    public void Take(TelegramUpdate update)
    {
        if (update.MyChatMember is { Chat: { } chat, NewChatMember: { } member })
        {
            if (BotStanding.Of(member, isChannel: false).IsIn)
            {
                Meet(chat);
            }
            else if (chat.Id is { } left)
            {
                _chats.Remove(left);
            }
        }
        if (update.ChannelPost?.Chat is { } channel)
        {
            Meet(channel);
        }
        if (update.Message is { Chat: { } place } message)
        {
            Hear(place, message);
        }
    }

    /// <summary>The person who pressed <i>Start</i> behind a link with a code; null while nobody has.</summary>
    public SeenPerson? Starter(string code) => _starts
        .Where(start => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(start.Key), Encoding.UTF8.GetBytes(code))).Select(start => start.Value).FirstOrDefault();

    private void Hear(InboundChat place, InboundMessage message)
    {
        if (place.Type == "private")
        {
            if (place.Id is { } id)
            {
                _people[id] = new(id, Name(message.From) ?? Name(place) ?? id);
                if (message.Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["/start", var code])
                {
                    _starts[code] = _people[id];
                }
            }
            return;
        }
        if (message.MigrateToChatId is not null)
        {
            _chats.Remove(place.Id ?? "");
            return;
        }
        var chat = Meet(place);
        // Telegram lists no topics. A message that makes or renames one names it; any other of a topic answers the one that made it.
        var topic = message.ForumTopicCreated ?? message.ForumTopicEdited ?? message.ReplyToMessage?.ForumTopicCreated;
        if (chat is not null && message.MessageThreadId is { } number && topic?.Name is { Length: > 0 } name && (message.ReplyToMessage?.ForumTopicCreated != topic || !chat.Topics.ContainsKey(number)))
        {
            _chats[chat.Id] = chat with { IsForum = true, Topics = new Dictionary<string, string>(chat.Topics, StringComparer.Ordinal) { [number] = name } };
        }
    }

    private SeenChat? Meet(InboundChat chat)
    {
        if (chat is not { Id: { Length: > 0 } id, Type: "channel" or "group" or "supergroup" })
        {
            return null;
        }
        var topics = _chats.TryGetValue(id, out var known) ? known.Topics : new Dictionary<string, string>(StringComparer.Ordinal);
        return _chats[id] = new(id, chat.Type, chat.Title is { Length: > 0 } title ? title : id, chat.Username, chat.IsForum == true || topics.Count > 0, topics);
    }

    private static string? Name(InboundUser? user) => Joined(user?.FirstName, user?.LastName);

    private static string? Name(InboundChat chat) => Joined(chat.FirstName, chat.LastName);

    private static string? Joined(string? first, string? last) => $"{first} {last}".Trim() is { Length: > 0 } name ? name : null;
}

/// <summary>A channel or group that a bot is in.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type"><c>channel</c>, <c>group</c> or <c>supergroup</c>.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Username">Its public name without <c>@</c>; null when it is private.</param>
/// <param name="IsForum">Whether it has topics.</param>
/// <param name="Topics">Names of the topics heard of, by number.</param>
internal sealed record SeenChat(string Id, string Type, string Title, string? Username, bool IsForum, IReadOnlyDictionary<string, string> Topics)
{
    /// <summary>Whether only administrators write there.</summary>
    public bool IsChannel => Type == "channel";

    /// <summary>As a channel's <c>Target</c>: its public name, else its number.</summary>
    public string Target => Username is { Length: > 0 } name ? "@" + name.ToLowerInvariant() : Id;
}

/// <summary>A person's own chat with the bot.</summary>
/// <param name="Chat">Its number.</param>
/// <param name="Name">Of the person.</param>
internal sealed record SeenPerson(string Chat, string Name);
