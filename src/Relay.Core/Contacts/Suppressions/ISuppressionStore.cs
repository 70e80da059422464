using Relay.Core.Audit;

namespace Relay.Core.Contacts.Suppressions;

/// <summary>Whom we may not write to, as keyed hashes and nothing else (DP-22). Each write is durable, with its line in the audit, when its task ends.</summary>
public interface ISuppressionStore
{
    /// <summary>Those of some hashes that are on the list, in no order. Costs as much with a million rows as with ten.</summary>
    Task<IReadOnlyList<Suppression>> FindAsync(IReadOnlyCollection<KeyedHash> hashes, CancellationToken cancel);

    /// <summary>A page of the list, in the order of the hashes.</summary>
    /// <param name="after">The hash of the last row of the page before; empty for the first.</param>
    /// <param name="limit">Most rows.</param>
    /// <param name="cancel">Ends it.</param>
    Task<IReadOnlyList<Suppression>> ListAsync(string after, int limit, CancellationToken cancel);

    /// <summary>Puts points on the list. One that is there stays there since it was, with the stronger reason; being put there again counts as a hit.</summary>
    /// <param name="rows">By the newest key.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="cancel">Ends it.</param>
    Task KeepAsync(IReadOnlyCollection<Suppression> rows, Actor actor, CancellationToken cancel);

    /// <summary>Something was kept back because of these: they are kept on for their time.</summary>
    Task HitAsync(IReadOnlyCollection<Suppression> rows, SuppressionMoment moment, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Takes points off the list of those who objected, because the person said a new yes. What stands there for another reason stays.</summary>
    /// <returns>How many went.</returns>
    Task<int> LiftAsync(IReadOnlyCollection<KeyedHash> hashes, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Ids of the keys that anything of the store was hashed with: without one of them, people would be written to who must not be.</summary>
    Task<IReadOnlyList<string>> KeysInUseAsync(CancellationToken cancel);
}

/// <summary>A row of the list.</summary>
/// <param name="Hash">Whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
/// <param name="LastHit">When it last kept something back; null for never.</param>
public sealed record Suppression(KeyedHash Hash, SuppressionReason Reason, DateTimeOffset Since, DateTimeOffset? LastHit = null);

/// <summary>Why somebody is on the list; the higher is the stronger.</summary>
public enum SuppressionReason
{
    /// <summary>Messages come back.</summary>
    Bounce,

    /// <summary>Said STOP.</summary>
    Objection,

    /// <summary>Asked to be erased.</summary>
    Erasure,

    /// <summary>Is said to have died.</summary>
    Deceased,
}

/// <summary>When the list is asked (DP-24).</summary>
public enum SuppressionMoment
{
    /// <summary>The party database brings somebody.</summary>
    Import,

    /// <summary>A message is about to be queued.</summary>
    Enqueue,

    /// <summary>A message is about to leave.</summary>
    Call,
}
