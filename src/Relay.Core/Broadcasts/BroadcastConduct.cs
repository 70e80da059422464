using Relay.Core.Contacts;
using Relay.Core.Deliveries;

namespace Relay.Core.Broadcasts;

/// <summary>What a broadcast may do (PF-01, PF-06, DP-36): where, to whom, how often. Pure.</summary>
public static class BroadcastConduct
{
    /// <summary>How many may go to one list within <see cref="Span"/>.</summary>
    public const int MostInSpan = 3;

    /// <summary>Time within which <see cref="MostInSpan"/> counts.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(7);

    /// <summary>At least this lies between two to one list.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    /// <summary>Its place in the queue: news after everything else, reminders with the like.</summary>
    public static Priority PriorityOf(BroadcastKind kind) => kind switch
    {
        BroadcastKind.News => Priority.Broadcast,
        BroadcastKind.Reminder => Priority.Reminder,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a place."),
    };

    /// <summary>Refuses news for a list that has had its share.</summary>
    /// <param name="sent">What went to it within <see cref="Span"/>, the newest first.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="BroadcastRefusedException">When it has.</exception>
    public static void RequireRest(IReadOnlyList<Broadcast> sent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (sent.FirstOrDefault(one => one.MadeAt > now - Apart) is { } last)
        {
            throw new BroadcastRefusedException(new($"Cette liste a déjà reçu la diffusion {last.Number} depuis moins de 24 heures : une par jour au plus.", $"This list has had broadcast {last.Number} within the last 24 hours: one a day at most."));
        }
        if (sent.Count >= MostInSpan)
        {
            throw new BroadcastRefusedException(new($"Cette liste a déjà reçu {sent.Count} diffusions en 7 jours : trois au plus.", $"This list has had {sent.Count} broadcasts in 7 days: three at most."));
        }
    }

    /// <summary>Whether a network lets us write first: Telegram to whoever opened the bot, Messenger within its window, no other.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="writableUntil">The end of the window; null for none.</param>
    /// <param name="at">When it would leave.</param>
    public static bool Offers(string network, DateTimeOffset? writableUntil, DateTimeOffset at) => network switch
    {
        "telegram" => true,
        "facebook" => writableUntil > at,
        _ => false,
    };

    /// <summary>Whether a broadcast of a kind may go to somebody who stands there and said to be of that age; the young get what they signed up for and no news (DP-35).</summary>
    public static bool MayReach(BroadcastKind kind, ContactState state, AgeBand age)
        => Receivable.May(state, MessageKinds.Of(PriorityOf(kind))) && age != AgeBand.Under15 && (age != AgeBand.From15To16 || kind != BroadcastKind.News);
}
