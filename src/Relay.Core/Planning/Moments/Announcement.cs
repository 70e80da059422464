using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning.Moments;

/// <summary>
/// Makes an item known, once in its life: an event that moves is not announced anew. What is new goes out at the next slot; of what was there before the channel,
/// events go out when they come within reach (<see cref="Channels.Channel.Backlog"/>) and open initiatives as the caps allow; the past never.
/// </summary>
public sealed class Announcement : IMoment
{
    /// <summary>Its key.</summary>
    public const string Name = "announce";

    /// <summary>An announcement so near the start is of little use.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(2);

    /// <summary>How long an initiative waits for a slot of its own before a digest may take it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>How long an open-ended initiative stays news.</summary>
    private static readonly TimeSpan Newsworthy = TimeSpan.FromDays(30);

    /// <summary>A row created so long before the channel is backlog, even when a second source brings it later.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public Priority Priority => Priority.Announcement;

    /// <inheritdoc/>
    public bool Paced => true;

    /// <inheritdoc/>
    public Wish Consider(Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        return Publishable.WhyNot(occasion.Stored) is { } rule ? new Wish.NotWanted(rule)
            : occasion.Stored.Item switch
            {
                Event meeting => Of(meeting, occasion),
                Initiative initiative => Of(initiative, occasion),
                var other => throw new InvalidOperationException($"No announcement is known for a {other.GetType().Name}."),
            };
    }

    private static Wish Of(Event meeting, Occasion occasion)
    {
        var starts = meeting.Starts;
        if (starts <= occasion.Now)
        {
            return new Wish.NotWanted(Rules.Past);
        }
        var from = IsBacklog(occasion) && starts - occasion.Channel.Backlog > occasion.Met ? starts - occasion.Channel.Backlog : occasion.Met;
        var until = starts - Notice > from ? starts - Notice : starts;
        return new Wish.Wanted("-", from, until, starts, starts);
    }

    private static Wish Of(Initiative initiative, Occasion occasion)
    {
        var from = occasion.Met;
        var expires = from + Newsworthy;
        if (initiative.ClosesOn is { } day)
        {
            var closes = WallClock.Resolve(day.AddDays(1).ToDateTime(TimeOnly.MinValue), initiative.Territory.Zones[0]);
            expires = closes < expires ? closes : expires;
        }
        if (expires <= occasion.Now)
        {
            return new Wish.NotWanted(Rules.Past);
        }
        var until = from + Patience < expires ? from + Patience : expires;
        return new Wish.Wanted("-", from, until, expires, until);
    }

    private static bool IsBacklog(Occasion occasion)
        => occasion.Stored.FirstSeen <= occasion.ChannelSeen || occasion.Stored.Item.CreatedAt < occasion.ChannelSeen - Old;
}
