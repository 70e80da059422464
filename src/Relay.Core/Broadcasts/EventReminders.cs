using Relay.Core.Audit;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Broadcasts;

/// <summary>Reminds those who mean to come to an event, once, on the day before it: a broadcast of Relay's own, known by the event and its start. Whoever answers later needs no reminder. Run by one task.</summary>
public sealed class EventReminders(IBroadcastStore store, IConversationStore conversations, TimeProvider time)
{
    /// <summary>Hour of the day before, on the event's clock, from which it is reminded of.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(10);

    /// <summary>Later than so long before the start it helps nobody.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(2);

    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    /// <summary>Makes those whose time has come.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var made = 0;
        foreach (var item in (await conversations.OpenItemsAsync(now, cancel)).Where(item => IsDue(item, now)))
        {
            var key = $"reminder/{item.Item.Key}/{Occurrence.Of(((Event)item.Face).Starts)}";
            if (_kept.Contains(key))
            {
                continue;
            }
            var held = (Event)item.Face;
            if (!await store.IsAwaitedAsync(item.Item.Key, DueOf(held), cancel))
            {
                continue; // whoever comes has said so since
            }
            var reminder = new Broadcast
            {
                Number = 0, Kind = BroadcastKind.Reminder, Audience = new Audience.Attendees(item.Item.Key), Item = item.Item.Key, Told = ToldFacts.Where(item), Words = BroadcastWords.Reminding(item), MadeBy = $"{Actor.System}", MadeAt = now,
                Expires = held.Starts - TooLate,
            };
            made += (await store.KeepAsync(key, reminder, Actor.System, cancel)).IsNew ? 1 : 0;
            _kept.Add(key);
        }
        return made;
    }

    private static DateTimeOffset DueOf(Event held) => WallClock.Resolve(held.StartsLocal.Date.AddDays(-1) + Hour, held.Zone);

    private static bool IsDue(StoredItem item, DateTimeOffset now)
        => item is { Presence: ItemPresence.Present, Face: Event held } && Publishable.WhyNot(item) is null
            && DueOf(held) <= now && now < held.Starts - TooLate;
}
