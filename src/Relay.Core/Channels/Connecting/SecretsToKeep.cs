namespace Relay.Core.Channels.Connecting;

/// <summary>Secrets that are about to be kept, over those that are, so that a change can be judged before it is made.</summary>
/// <param name="fresh">By the full names of their settings.</param>
/// <param name="under">What is kept; null for nothing.</param>
/// <param name="forgotten">Which of those are about to go; null for none.</param>
public sealed class SecretsToKeep(IReadOnlyDictionary<string, string> fresh, IKeptSecrets? under, IReadOnlyList<string>? forgotten = null) : IKeptSecrets
{
    private readonly HashSet<string> _forgotten = new(forgotten ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _fresh = new(fresh, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string? Find(string setting) => _fresh.TryGetValue(setting, out var secret) ? secret : _forgotten.Contains(setting) ? null : under?.Find(setting);

    /// <inheritdoc/>
    public bool Holds(string setting) => _fresh.ContainsKey(setting) || !_forgotten.Contains(setting) && under?.Holds(setting) == true;
}
