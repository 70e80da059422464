using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Rates;

namespace Relay.Core.Inbox.Polling;

/// <summary>Makes the loop that reads the streams of an account. Thread-safe.</summary>
public sealed class PollLoops(
    IEnumerable<IPollStreams> networks, EngineOptions options, IOwnPosts posts, IReadingMarks marks, IInbox inbox, InboxBell bell, RateBooks books, PollPurse purse, PollBoard board, TimeProvider time, ILoggerFactory logs)
{
    private readonly Dictionary<string, IPollStreams> _networks = networks.ToDictionary(network => network.Network, StringComparer.Ordinal);

    /// <summary>Whether there is anything to ask for.</summary>
    public bool Reads(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _networks.ContainsKey(account.Network);
    }

    /// <summary>How often the streams of an account are read.</summary>
    public PollRhythm RhythmOf(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(options.PollEvery ?? _networks[account.Network].Usual);
    }

    /// <summary>Reads until <paramref name="enough"/> fires.</summary>
    /// <exception cref="OperationCanceledException">When it fired.</exception>
    public Task RunAsync(Account account, CancellationToken enough)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new PollLoop(account, _networks[account.Network], RhythmOf(account), posts, marks, inbox, bell, books, purse, board, time, logs.CreateLogger<PollLoop>()).RunAsync(enough);
    }
}
