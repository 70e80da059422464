using Relay.Core.Audit;

namespace Relay.Core.Conversations.Settling;

/// <summary>Those who wait for a person of the federation. A look-up costs as much with a long list as with a short one.</summary>
public interface IWaitingList
{
    /// <summary>How many wait by when, by reason; reasons for which nobody does are left out.</summary>
    /// <param name="by">Only those whose deadline is not after it.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyDictionary<WaitReason, WaitingCount>> CountAsync(DateTimeOffset by, CancellationToken cancel);

    /// <summary>Those of one reason, the most urgent first.</summary>
    Task<IReadOnlyList<WaitingInteraction>> OfAsync(WaitReason reason, int limit, CancellationToken cancel);

    /// <summary>Ids of the interactions that wait and begin so.</summary>
    Task<IReadOnlyList<string>> FindAsync(string begins, int limit, CancellationToken cancel);

    /// <summary>A person has seen to an interaction: it waits no more. Durable, with its line in the audit, when the task ends.</summary>
    /// <returns>False when it does not wait.</returns>
    Task<bool> EndAsync(string interaction, Actor actor, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>How many wait for one reason.</summary>
/// <param name="Count">At least one.</param>
/// <param name="Since">Since when the first of them waits.</param>
/// <param name="Deadline">The first of their deadlines.</param>
public sealed record WaitingCount(int Count, DateTimeOffset Since, DateTimeOffset Deadline);
