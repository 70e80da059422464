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

    private sealed record Sorted(IReadOnlyDictionary<string, Channel> Of, ILookup<(string Network, string Target), Channel> ByTarget);
}
