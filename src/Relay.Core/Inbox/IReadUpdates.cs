using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Core.Inbox;

/// <summary>Reads what waits for an account at its network, oldest first. Implemented by networks beside their adapter; stateless, thread-safe, never retries.</summary>
public interface IReadUpdates
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Who is read for, as the network knows it (a bot's number); null when nothing that Relay makes use of can come for this account.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="all">Every account in force: one may carry what another says.</param>
    /// <exception cref="SecretMissingException">When it can't be told without a secret that can't be had.</exception>
    string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all);

    /// <summary>Waits a while for something to come, and reads it.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="handled">The mark after the last update whose effect is durable, which the network then forgets; null leaves everything there.</param>
    /// <param name="abort">Gives up at once; nothing is lost.</param>
    Task<Reading> ReadAsync(Account account, string? handled, CancellationToken abort);

    /// <summary>Shows a line to the person who pressed. One that comes too late for the network is done.</summary>
    /// <returns>What kept it from being shown; null when nothing did.</returns>
    Task<Outcome.Failed?> AnswerAsync(Account account, Press press, string line, CancellationToken abort);
}

/// <summary>What one reading gave. Closed.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>What came, possibly nothing.</summary>
    public sealed record Came(IReadOnlyList<Update> Updates) : Reading;

    /// <summary>Somebody else reads for this account: the sentence says who and what to do.</summary>
    /// <param name="Words">For an operator; no secret.</param>
    /// <param name="Rest">When to try again.</param>
    public sealed record Taken(Phrase Words, TimeSpan Rest) : Reading;

    /// <summary>The network calls Relay for this account and is not to be asked meanwhile.</summary>
    /// <param name="Rest">When to try again.</param>
    public sealed record Called(TimeSpan Rest) : Reading;

    /// <summary>The reading failed.</summary>
    public sealed record Failed(Outcome.Failed Failure) : Reading;
}

/// <summary>One thing that came.</summary>
/// <param name="Mark">Says, given back, that this and everything before it was handled.</param>
/// <param name="Press">The button that was pressed; null for everything else.</param>
public sealed record Update(string Mark, Press? Press)
{
    /// <summary>As received, for the inbox; null where there is nothing to keep.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }
}
