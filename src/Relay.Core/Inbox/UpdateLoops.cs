using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;

namespace Relay.Core.Inbox;

/// <summary>Makes the loop that reads for an account. Thread-safe.</summary>
public sealed class UpdateLoops(
    IEnumerable<IReadUpdates> networks, PressDesk desk, IReadingMarks marks, IInbox inbox, InboxBell bell, ReaderTurns turns, HaltBoard halts, TimeProvider time, ILoggerFactory logs)
{
    private readonly Dictionary<string, IReadUpdates> _networks = networks.ToDictionary(network => network.Network, StringComparer.Ordinal);

    /// <summary>Who would be read for; null when nothing that Relay makes use of can come for the account.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="all">Every account in force.</param>
    /// <exception cref="SecretMissingException">When a secret is needed to know it and can't be had.</exception>
    public string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _networks.GetValueOrDefault(account.Network)?.ReaderOf(account, all) is { } reader ? $"{account.Network}:{reader}" : null;
    }

    /// <summary>Reads until <paramref name="enough"/> fires.</summary>
    /// <param name="account">For whom.</param>
    /// <param name="reader">As <see cref="ReaderOf"/> told.</param>
    /// <param name="enough">Ends the waiting at once, and a press under way at its end.</param>
    /// <param name="abort">Gives up a press under way too; it comes again.</param>
    public Task RunAsync(Account account, string reader, CancellationToken enough, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new UpdateLoop(account, reader, _networks[account.Network], desk, marks, inbox, bell, turns, halts, time, logs.CreateLogger<UpdateLoop>()).RunAsync(enough, abort);
    }
}
