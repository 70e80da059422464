using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>One occasion to tell of an item. Pure and thread-safe. A further moment is one class and one line of <see cref="MomentBook"/>.</summary>
public interface IMoment
{
    /// <summary>As written in a channel's <c>Moments</c> and stored for ever, <c>announce</c>, <c>J-1</c>.</summary>
    string Key { get; }

    /// <summary>Its place among others that are due.</summary>
    Priority Priority { get; }

    /// <summary>Whether it counts against the channel's gap and daily maximum.</summary>
    bool Paced { get; }

    /// <summary>Whether it follows what was told: it concerns every place that was told of the item, also where the channel does not take it any more.</summary>
    bool FollowsWhatWasTold => false;

    /// <summary>Whether, and in which window, the moment comes for an item on a channel that takes it.</summary>
    Wish Consider(Occasion occasion);
}

/// <summary>What a moment looks at.</summary>
/// <param name="Stored">The item as last harvested.</param>
/// <param name="Channel">A channel that takes it.</param>
/// <param name="ChannelSeen">When the channel was first seen; what was there before it is its backlog.</param>
/// <param name="Told">Whether something of ours about the item may stand on the channel's target.</param>
/// <param name="Now">The present.</param>
public sealed record Occasion(StoredItem Stored, Channel Channel, DateTimeOffset ChannelSeen, bool Told, DateTimeOffset Now)
{
    /// <summary>When the target was last told of another time or place than is so now, where its copy cannot be changed; null where it was not.</summary>
    public DateTimeOffset? Outdated { get; init; }

    /// <summary>The zone of the channel's readers.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Channel.Zone);

    /// <summary>When both the item and the channel were there.</summary>
    public DateTimeOffset Met => Stored.FirstSeen > ChannelSeen ? Stored.FirstSeen : ChannelSeen;

    /// <summary>The first instant at or after another that lies in a slot of the channel.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant)
        => Channel.Slots.NextOpen(WallClock.Local(instant, Zone)) is { } local ? WallClock.Resolve(local, Zone) : instant;

    /// <summary>The last instant at or before another that lies in a slot of the channel.</summary>
    public DateTimeOffset LastOpen(DateTimeOffset instant)
        => Channel.Slots.LastOpen(WallClock.Local(instant, Zone)) is { } local ? WallClock.Resolve(local, Zone) : instant;
}

/// <summary>What a moment asks for. Closed.</summary>
public abstract record Wish
{
    private Wish()
    {
    }

    /// <summary>It should be told.</summary>
    /// <param name="Occurrence">Which time of the item, <c>-</c> where there is one only.</param>
    /// <param name="From">No slot before this instant.</param>
    /// <param name="Until">The latest instant of full use.</param>
    /// <param name="Expires">Of no use from here on; null for never.</param>
    /// <param name="Order">Its place among others that wait, nearest first.</param>
    public sealed record Wanted(string Occurrence, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? Expires, DateTimeOffset Order) : Wish;

    /// <summary>It should not.</summary>
    /// <param name="Rule">Why, one of <see cref="Rules"/>.</param>
    public sealed record NotWanted(string Rule) : Wish;
}
