using System.Collections.Concurrent;

namespace Relay.Networks.Transport;

/// <summary>
/// Which servers may be called again over a connection that was kept: the networks' own. Any other, such as a Bot API server of the federation's, may reset what it has kept,
/// and gets a new connection for each call; so does one of the networks' own that cut a connection under a call, for a while. Thread-safe.
/// </summary>
internal sealed class ConnectionTrust(IEnumerable<OwnServer> own, TimeProvider time)
{
    /// <summary>How long a server that cut a connection gets a new one for each call.</summary>
    public static TimeSpan Caution { get; } = TimeSpan.FromHours(1);

    private readonly HashSet<string> _own = own.Select(server => server.Authority).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, long> _cut = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a server may be called over a kept connection.</summary>
    /// <param name="server">Its name and port.</param>
    public bool Keeps(string server) => _own.Contains(server) && (!_cut.TryGetValue(server, out var at) || time.GetElapsedTime(at) >= Caution);

    /// <summary>A server cut a connection under a call.</summary>
    public void Lost(string server) => _cut[server] = time.GetTimestamp();
}
