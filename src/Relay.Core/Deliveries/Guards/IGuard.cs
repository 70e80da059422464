using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Deliveries.Guards;

/// <summary>One rule that is asked just before each attempt, while nothing has been committed. The chain asks in order and stops at the first that does not let pass.</summary>
public interface IGuard
{
    /// <summary>Judges one delivery as it stands now.</summary>
    Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel);
}

/// <summary>A delivery about to be attempted.</summary>
/// <param name="Delivery">As the ledger keeps it.</param>
/// <param name="Channel">The channel that serves its target now; null when none does.</param>
/// <param name="Account">The account it would go through.</param>
/// <param name="Items">Its items in their present state; shorter than the delivery's list where one is unknown.</param>
/// <param name="SourceSilent">Whether a source of its items has been out of reach for too long.</param>
/// <param name="Now">The present.</param>
public sealed record Candidate(Delivery Delivery, Channel? Channel, Account Account, IReadOnlyList<StoredItem> Items, bool SourceSilent, DateTimeOffset Now)
{
    /// <summary>The parts as they would leave; empty while they are not composed.</summary>
    public IReadOnlyList<DeliveryPart> Parts { get; init; } = [];
}

/// <summary>What a guard says. Closed.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Nothing against it.</summary>
    public sealed record Pass : Verdict
    {
        /// <summary>The only one.</summary>
        public static Pass Instance { get; } = new();
    }

    /// <summary>Not now; asked again later.</summary>
    /// <param name="Rule">One of <see cref="Planning.Rules"/>.</param>
    /// <param name="Until">When to ask again; null after the usual rest.</param>
    public sealed record Hold(string Rule, DateTimeOffset? Until = null) : Verdict;

    /// <summary>Never: it ends.</summary>
    /// <param name="State">Cancelled, Expired or Refused.</param>
    /// <param name="Rule">One of <see cref="Planning.Rules"/>.</param>
    public sealed record End(DeliveryState State, string Rule) : Verdict;
}
