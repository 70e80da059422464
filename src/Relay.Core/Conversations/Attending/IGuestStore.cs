using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Attending;

/// <summary>Those who answered an invitation, and what of the event each was last told. Written with the settlements of <see cref="IConversationStore"/>.</summary>
public interface IGuestStore
{
    /// <summary>Events that somebody has answered.</summary>
    Task<IReadOnlyList<ItemKey>> EventsAsync(CancellationToken cancel);

    /// <summary>Who of an event's guests was told something else than what stands, comes, may come or waits, and can be written to now; in the order of their answers.</summary>
    /// <param name="of">The event.</param>
    /// <param name="facts">What stands, as <see cref="Deliveries.Copies.ToldFacts.Where(StoredItem)"/> has it. Of whom it was not kept what they were told, that is taken as told.</param>
    /// <param name="now">The present.</param>
    /// <param name="after">Only those whose answer has a higher <see cref="Guest.Number"/>; 0 for all.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancel">Ends it.</param>
    Task<IReadOnlyList<Guest>> BehindAsync(ItemKey of, string facts, DateTimeOffset now, long after, int limit, CancellationToken cancel);

    /// <summary>Cancels what has not left to those who were told something else than what stands: news of the event, and seats given where it does not take place.</summary>
    /// <returns>How many letters.</returns>
    Task<int> TakeBackAsync(ItemKey of, string facts, DateTimeOffset now, CancellationToken cancel);

    /// <summary>How many of those who come, may come or wait were told something else than what stands, whether or not they can be written to.</summary>
    Task<int> UntoldAsync(ItemKey of, string facts, CancellationToken cancel);

    /// <summary>Who waits for a seat and can be written to now, those first who have waited longest.</summary>
    Task<IReadOnlyList<Guest>> QueueAsync(ItemKey of, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Somebody who answered an invitation, with where they can be told of it: through the account that they answered through.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Identity">That person's account.</param>
/// <param name="Account">Id of ours.</param>
/// <param name="Network">Key of its network.</param>
/// <param name="Person">Id of the person there; empty where it can't be read.</param>
/// <param name="WritableUntil">Until when the network lets us write; null for no such end.</param>
/// <param name="Language">To write in, <c>fr</c> or <c>en</c>.</param>
/// <param name="Answer">The last answer.</param>
/// <param name="Number">Number of the act that it is.</param>
/// <param name="Told">How often news was told already.</param>
/// <param name="Facts">What of the event was told last.</param>
public sealed record Guest(Guid Contact, Guid Identity, string Account, string Network, string Person, DateTimeOffset? WritableUntil, string Language, Act.Rsvp Answer, long Number, int Told, string Facts)
{
    /// <summary>Where the person wants to be told of things; null when not told.</summary>
    public Territory? Territory { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"guest {Contact}";
}
