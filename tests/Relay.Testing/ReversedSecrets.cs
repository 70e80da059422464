using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;

namespace Relay.Testing;

/// <summary>Stands in for encryption where tests look at what is stored: the secret backwards, bound to its setting.</summary>
public sealed class ReversedSecrets : IProtectSecrets
{
    /// <inheritdoc/>
    public string Place => "memory";

    /// <inheritdoc/>
    public string Protect(string setting, string secret) => $"{setting}={string.Concat(secret.Reverse())}";

    /// <inheritdoc/>
    public string Unprotect(string setting, string cipher)
        => cipher.StartsWith($"{setting}=", StringComparison.OrdinalIgnoreCase) ? string.Concat(cipher[(setting.Length + 1)..].Reverse()) : throw new SecretMissingException($"{setting} has no key.", $"{setting} has no key.");
}
