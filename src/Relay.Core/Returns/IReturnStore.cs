using Relay.Core.Items;

namespace Relay.Core.Returns;

/// <summary>The outbox of what the party is to be told, filled in the same commit as the acts themselves. Each write is durable when its task ends.</summary>
public interface IReturnStore
{
    /// <summary>What was not taken yet: oppositions first, then in order.</summary>
    Task<IReadOnlyList<ReturnedAct>> WaitingAsync(int limit, CancellationToken cancel);

    /// <summary>How many oppositions were not taken yet, and how long.</summary>
    Task<WaitingOppositions> OppositionsAsync(CancellationToken cancel);

    /// <summary>The party has these.</summary>
    Task TakeAsync(IReadOnlyCollection<ReturnedAct> taken, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Who has answered an invitation, in the order of the answers.</summary>
    Task<IReadOnlyList<Attendee>> AttendeesAsync(ItemKey of, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Oppositions that wait for the party.</summary>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the first of them was said; null for none.</param>
public sealed record WaitingOppositions(int Count, DateTimeOffset? Oldest);
