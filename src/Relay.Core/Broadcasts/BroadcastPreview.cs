using Relay.Core.Channels;

namespace Relay.Core.Broadcasts;

/// <summary>What a broadcast would be, before anybody decides. Reads only.</summary>
/// <param name="Subscribers">How many people, by network.</param>
/// <param name="Reached">How many of them on networks that let us write first; some of these may be out of reach when their turn comes.</param>
/// <param name="Text">The first message, whole.</param>
/// <param name="Leaves">When the first may leave, by the clocks of the list.</param>
/// <param name="Takes">How long it takes at the pace of the fastest account, quiet hours aside; null where no account can.</param>
public sealed record BroadcastPreview(IReadOnlyDictionary<string, int> Subscribers, int Reached, string Text, DateTimeOffset Leaves, TimeSpan? Takes)
{
    /// <summary>What it costs, in the currency that the networks bill: nothing, on Telegram as in Messenger.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Looks ahead.</summary>
    public static async Task<BroadcastPreview> OfAsync(Broadcast broadcast, IBroadcastStore store, IChannels channels, PartySettings party, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(channels);
        var count = await store.CountAsync(broadcast.Audience, cancel);
        var reached = count.Where(pair => BroadcastConduct.Offers(pair.Key, DateTimeOffset.MaxValue, now)).ToDictionary();
        return new(
            count, reached.Values.Sum(), BroadcastWords.Message(broadcast, "fr", party, 4096).Text, QuietHours.Next(now, broadcast.Place), TakesOf(reached, channels));
    }

    private static TimeSpan? TakesOf(Dictionary<string, int> reached, IChannels channels)
    {
        var able = channels.Accounts.Values.Where(account => reached.ContainsKey(account.Network)).ToList();
        var perSecond = able.Where(account => account.Limits.PerAccount is not null).Select(account => account.Limits.PerAccount!.Calls / account.Limits.PerAccount.Period.TotalSeconds).DefaultIfEmpty(0).Max();
        return able.Count == 0 ? null : perSecond > 0 ? TimeSpan.FromSeconds(Math.Ceiling(reached.Values.Sum() / perSecond)) : TimeSpan.Zero;
    }
}
