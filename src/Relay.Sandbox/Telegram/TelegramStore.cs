namespace Relay.Sandbox.Telegram;

/// <summary>Messages by chat; ids of a chat count up by one and are never used again. Thread-safe.</summary>
internal sealed class TelegramStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<TelegramMessage>> _chats = [];

    /// <summary>Keeps a message under the next id of its chat.</summary>
    public TelegramMessage Add(TelegramMessage message) => AddAll([message])[0];

    /// <summary>Keeps messages of one chat under consecutive ids.</summary>
    public IReadOnlyList<TelegramMessage> AddAll(IReadOnlyList<TelegramMessage> messages)
    {
        lock (_gate)
        {
            var chat = Chat(messages[0].Chat.Id);
            var kept = messages.Select((message, index) => message with { Id = chat.Count + index + 1 }).ToList();
            chat.AddRange(kept);
            return kept;
        }
    }

    /// <summary>The greatest id given out in a chat; 0 for none.</summary>
    public int LastId(long chat)
    {
        lock (_gate)
        {
            return _chats.TryGetValue(chat, out var messages) ? messages.Count : 0;
        }
    }

    /// <summary>Leaves ids out, so that the next message has <paramref name="id"/>: what stood there was never seen by a bot.</summary>
    public void SkipTo(TelegramChat chat, int id)
    {
        lock (_gate)
        {
            var messages = Chat(chat.Id);
            while (messages.Count < id - 1)
            {
                messages.Add(new TelegramMessage(messages.Count + 1, chat, null, "", [], DateTimeOffset.UnixEpoch) { Deleted = true });
            }
        }
    }

    /// <summary>A message that is there; null when it never was or was deleted.</summary>
    public TelegramMessage? Find(long chat, int id)
    {
        lock (_gate)
        {
            return _chats.TryGetValue(chat, out var messages) && id >= 1 && id <= messages.Count && messages[id - 1] is { Deleted: false } message ? message : null;
        }
    }

    public TelegramMessage Replace(TelegramMessage message)
    {
        lock (_gate)
        {
            return Chat(message.Chat.Id)[message.Id - 1] = message;
        }
    }

    public IReadOnlyList<TelegramMessage> All()
    {
        lock (_gate)
        {
            return [.. _chats.Values.SelectMany(messages => messages)];
        }
    }

    private List<TelegramMessage> Chat(long id)
    {
        if (!_chats.TryGetValue(id, out var messages))
        {
            _chats[id] = messages = [];
        }
        return messages;
    }
}
