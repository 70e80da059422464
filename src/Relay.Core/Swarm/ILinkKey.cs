namespace Relay.Core.Swarm;

/// <summary>Keeps the key that buttons and deep links are signed with. Thread-safe.</summary>
public interface ILinkKey
{
    /// <summary>The key, 32 bytes; made at the first call.</summary>
    /// <exception cref="Channels.SecretMissingException">When it was made and can't be read.</exception>
    Task<byte[]> SigningKeyAsync(DateTimeOffset now, CancellationToken cancel);
}
