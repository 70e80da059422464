namespace Relay.Core.Deliveries.Answers;

/// <summary>What the ledger keeps of people because it answers them: forgotten in time, and told on when a person has shut us out. Each write is durable when its task ends.</summary>
public interface IAnswerStore
{
    /// <summary>
    /// Forgets what is due: the words, the person, and what was answered. What had not left by then never will; what is in doubt is taken as sent. That there was an answer, when and
    /// what became of it stays.
    /// </summary>
    /// <returns>How many answers, and how many <see cref="ShutOut"/> nobody took in time.</returns>
    Task<PurgedAnswers> PurgeAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Those who shut us out and whose contact has not been moved for it yet, oldest first.</summary>
    Task<IReadOnlyList<ShutOut>> ShutOutsAsync(int limit, CancellationToken cancel);

    /// <summary>A shut-out was taken in: an opposition stands, or the contact is known to be gone. Once; again does nothing.</summary>
    Task TakeShutOutAsync(Guid delivery, CancellationToken cancel);
}

/// <summary>What a purge took away.</summary>
public sealed record PurgedAnswers(int Answers, int ShutOuts);

/// <summary>
/// A network has said that a person can't be written to any more. Written in the commit that ends the attempt, and kept until the conversation side has taken it in: a block is an
/// opposition (DP-18). The same person may be told of once for each delivery, and by the inbox as well.
/// </summary>
/// <param name="Delivery">The private delivery that was refused.</param>
/// <param name="Account">Through which account.</param>
/// <param name="Network">Key of its network.</param>
/// <param name="Person">Id of the person there.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When the network said so.</param>
public sealed record ShutOut(Guid Delivery, string Account, string Network, string Person, PersonStatus Reason, DateTimeOffset At)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"{Reason} on {Network}, by {Delivery}";
}
