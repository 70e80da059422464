namespace Relay.Sandbox.Telegram;

/// <summary>The Bot API's pace: 30 messages a second for a bot, 1 a second in a chat with half a second of grace, 20 a minute in a group. Thread-safe.</summary>
internal sealed class FloodControl(TimeProvider clock, bool enforce)
{
    private const int PerBot = 30;
    private const int PerGroup = 20;
    private static readonly TimeSpan BotWindow = TimeSpan.FromSeconds(0.95);
    private static readonly TimeSpan GroupWindow = TimeSpan.FromSeconds(59.5);
    private static readonly TimeSpan ChatGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> _bots = [];
    private readonly Dictionary<long, Queue<DateTimeOffset>> _groups = [];
    private readonly Dictionary<long, DateTimeOffset> _due = [];

    /// <summary>Takes room for messages in a chat; how long to wait when there is none.</summary>
    public TimeSpan? Take(TelegramBot bot, TelegramChat chat, int messages)
    {
        if (!enforce)
        {
            return null;
        }
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var due = _due.GetValueOrDefault(chat.Id, now);
            var sent = Recent(_bots, bot.Id, now - BotWindow);
            var group = chat.Kind is ChatKind.Group or ChatKind.Supergroup ? Recent(_groups, chat.Id, now - GroupWindow) : null;
            TimeSpan?[] waits =
            [
                due - now > Grace ? due - now : null,
                Wait(sent, PerBot, messages, BotWindow, now),
                group is null ? null : Wait(group, PerGroup, messages, GroupWindow, now),
            ];
            if (waits.Max() is { } wait)
            {
                return wait;
            }
            _due[chat.Id] = (due > now ? due : now) + ChatGap;
            for (var message = 0; message < messages; message++)
            {
                sent.Enqueue(now);
                group?.Enqueue(now);
            }
            return null;
        }
    }

    private static Queue<DateTimeOffset> Recent(Dictionary<long, Queue<DateTimeOffset>> all, long key, DateTimeOffset since)
    {
        if (!all.TryGetValue(key, out var recent))
        {
            all[key] = recent = new Queue<DateTimeOffset>();
        }
        while (recent.TryPeek(out var oldest) && oldest <= since)
        {
            recent.Dequeue();
        }
        return recent;
    }

    /// <summary>Until enough of the oldest leave the window.</summary>
    private static TimeSpan? Wait(Queue<DateTimeOffset> recent, int most, int messages, TimeSpan window, DateTimeOffset now)
    {
        var surplus = recent.Count + messages - most;
        return surplus <= 0 ? null : recent.ElementAt(Math.Min(surplus, recent.Count) - 1) + window - now;
    }
}
