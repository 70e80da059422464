using Relay.Core.Channels;
using Relay.Core.Swarm;

namespace Relay.Worker.Hosting;

/// <summary>The accounts and channels in force in a running worker: a snapshot that a change swaps for the next. Thread-safe.</summary>
internal sealed class LiveChannels(ConfigurationInForce start) : IChannels
{
    private volatile ConfigurationInForce _now = start;

    /// <summary>The snapshot now.</summary>
    public ConfigurationInForce Now => _now;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Channel> Channels => _now.Channels;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Account> Accounts => _now.Accounts;

    /// <inheritdoc/>
    public IReadOnlyList<Space> Spaces => _now.Spaces;

    /// <summary>Puts the next snapshot in force. Accounts that were not touched stay the very same, so that their pumps go on.</summary>
    /// <param name="next">As read anew.</param>
    /// <param name="touched">Ids of the accounts whose settings or secrets changed.</param>
    public void Swap(ConfigurationInForce next, IReadOnlySet<string> touched)
    {
        var before = _now.Accounts;
        _now = next with
        {
            Accounts = next.Accounts.ToDictionary(
                pair => pair.Key, pair => !touched.Contains(pair.Key) && before.TryGetValue(pair.Key, out var same) ? same : pair.Value, StringComparer.Ordinal),
        };
    }
}
