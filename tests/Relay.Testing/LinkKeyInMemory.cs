using Relay.Core.Channels;
using Relay.Core.Swarm;

namespace Relay.Testing;

/// <summary>The key of links in memory, always the same one; lost when a test says so.</summary>
public sealed class LinkKeyInMemory : ILinkKey
{
    /// <summary>What is signed with.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    /// <summary>Whether somebody lost the keys.</summary>
    public bool IsLost { get; set; }

    /// <inheritdoc/>
    public Task<byte[]> SigningKeyAsync(DateTimeOffset now, CancellationToken cancel)
        => IsLost ? throw new SecretMissingException("the keys are gone", "les clés ont disparu") : Task.FromResult(Key);
}
