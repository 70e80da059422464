using Relay.Core.Channels;

namespace Relay.Core.Deliveries;

/// <summary>The channels in force by where they go, sorted anew only when they change: a pump asks once a delivery. Thread-safe.</summary>
internal sealed class ChannelsByTarget(IChannels channels)
{
    private volatile Sorted? _sorted;

    /// <summary>The channels of one target of a network; empty when none serves it.</summary>
    public IEnumerable<Channel> Of(string network, string target)
    {
        var now = channels.Channels;
        if (_sorted is not { } sorted || !ReferenceEquals(sorted.Of, now))
        {
            _sorted = sorted = new(now, now.Values.ToLookup(channel => (channel.Network, channel.Target.Key)));
        }
        return sorted.ByTarget[(network, target)];
    }

    /// <summary>The channel that serves the delivery's target now: one whose stage is the delivery's, its own first, or after a renaming another of the same target, a live one first. Null when none does.</summary>
    public Channel? Serving(Delivery delivery) => Of(delivery.Key.Network, delivery.Target.Real.Key)
        .OrderByDescending(channel => channel.Stage != Stage.Draft && channel.Place.Key == delivery.Target.Key)
        .ThenByDescending(channel => channel.Id == delivery.Channel).ThenByDescending(channel => channel.Stage).ThenBy(channel => channel.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private sealed record Sorted(IReadOnlyDictionary<string, Channel> Of, ILookup<(string Network, string Target), Channel> ByTarget);
}
