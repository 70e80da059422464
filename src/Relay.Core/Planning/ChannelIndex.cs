using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Planning;

/// <summary>
/// Which channels may have something to say of an item: those of its territory, of its region, and of everywhere, by kind. An item costs the channels that are near it and
/// not all there are. Sorted anew only when the channels change. Thread-safe.
/// </summary>
internal sealed class ChannelIndex(IChannels channels)
{
    private const string Everywhere = "";
    private volatile Sorted? _sorted;

    /// <summary>Every channel. Of two on one target the live one speaks, then the first by id: the publication is one.</summary>
    public IReadOnlyList<Channel> All => Now().All;

    /// <summary>The channels that may take an item, and those that have told of it, in the order of <see cref="All"/>. Some may not take it after all.</summary>
    public IEnumerable<Channel> For(Item item, IReadOnlySet<(string Network, string Target)> told)
    {
        var sorted = Now();
        var ranks = new SortedSet<int>();
        foreach (var place in new[] { Everywhere, item.Territory.Code, item.Territory.Region ?? Everywhere })
        {
            ranks.UnionWith(sorted.ByReach[(item.Key.Kind, place)]);
        }
        foreach (var place in told)
        {
            ranks.UnionWith(sorted.ByPlace[place]);
        }
        return ranks.Select(rank => sorted.All[rank]);
    }

    private Sorted Now()
    {
        var now = channels.Channels;
        if (_sorted is not { } sorted || !ReferenceEquals(sorted.Of, now))
        {
            _sorted = sorted = Sort(now);
        }
        return sorted;
    }

    private static Sorted Sort(IReadOnlyDictionary<string, Channel> channels)
    {
        IReadOnlyList<Channel> all = [.. channels.Values.OrderByDescending(channel => channel.Stage).ThenBy(channel => channel.Id, StringComparer.Ordinal)];
        var ranked = all.Select((channel, rank) => (Channel: channel, Rank: rank)).ToList();
        return new(
            channels,
            all,
            ranked.SelectMany(one => Reach(one.Channel).SelectMany(place => one.Channel.Kinds.Select(kind => (Key: (kind, place), one.Rank)))).ToLookup(one => one.Key, one => one.Rank),
            ranked.ToLookup(one => (one.Channel.Network, one.Channel.Place.Key), one => one.Rank));
    }

    private static IEnumerable<string> Reach(Channel channel) => channel.Territories.Count == 0 ? [Everywhere] : channel.Territories.Select(territory => territory.Code);

    private sealed record Sorted(
        IReadOnlyDictionary<string, Channel> Of,
        IReadOnlyList<Channel> All,
        ILookup<(ItemKind Kind, string Place), int> ByReach,
        ILookup<(string Network, string Place), int> ByPlace);
}
