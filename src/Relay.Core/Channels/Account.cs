using Relay.Core.Texts;

namespace Relay.Core.Channels;

/// <summary>Credentials at one network, with its limits. Its secrets are read when a call is made, never kept or printed.</summary>
/// <param name="Id">The stable id of the configuration.</param>
/// <param name="Network">Key of the network.</param>
/// <param name="BaseAddress">Where calls go; ends in a slash.</param>
public sealed record Account(string Id, string Network, Uri BaseAddress)
{
    /// <summary>Reads a secret by the name of its setting (<c>Token</c>); throws <see cref="SecretMissingException"/> when it can't be had.</summary>
    public required Func<string, string> Secret { get; init; }

    /// <summary>Whether <see cref="BaseAddress"/> is the network's own. When false, every screen and log says where calls go.</summary>
    public required bool IsNetworksOwn { get; init; }

    /// <summary>The network's further settings, by name (<c>PageId</c>, <c>Journal</c>); no secrets.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where it stands when that is the operator's file or the environment, which no command changes, like <c>Relay:Accounts:bot33 (appsettings.json, line 3)</c>; null for one that is kept in the store.</summary>
    public Phrase? Provisioned { get; init; }

    /// <summary>The address under which its network reaches us, once it is told to call; null while Relay listens nowhere (<c>Relay:Webhooks</c>).</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Longest wait for one call. Default 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the pump may do with it.</summary>
    public required AccountLimits Limits { get; init; }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => IsNetworksOwn ? $"{Id} ({Network})" : $"{Id} ({Network} at {BaseAddress})";

    /// <inheritdoc/>
    public bool Equals(Account? other) => Id == other?.Id && Network == other.Network;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}

/// <summary>The documented limits of an account and of one of its targets, each settable. A bucket refills evenly.</summary>
/// <param name="PerAccount">Calls of the whole account; null when only the network's headers tell.</param>
/// <param name="PerTarget">Calls to one target, all buckets at once (1/s and 20/min).</param>
/// <param name="PerGroup">Further buckets where the target is a group.</param>
/// <param name="InFlight">How many targets may be served at the same time, 1 to 64.</param>
public sealed record AccountLimits(RateLimit? PerAccount, IReadOnlyList<RateLimit> PerTarget, IReadOnlyList<RateLimit> PerGroup, int InFlight = 4)
{
    /// <summary>Private messages of the whole account, all buckets at once, where the network counts them apart from everything else (X): then neither waits for the other. Null where it counts all together.</summary>
    public IReadOnlyList<RateLimit>? PerPrivate { get; init; }

    /// <summary>Whether a place is served from a bucket of its own, beside that of the account.</summary>
    public bool IsApart(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return PerPrivate is not null && target.Kind == TargetKind.Private;
    }
}

/// <summary>At most <paramref name="Calls"/> in any <paramref name="Period"/>.</summary>
public sealed record RateLimit(int Calls, TimeSpan Period);

/// <summary>A secret could not be read; the message names the setting, never the value.</summary>
/// <param name="message">In English.</param>
/// <param name="french">The same in French; null where only English was written.</param>
public sealed class SecretMissingException(string message, string french) : Exception(message)
{
    /// <summary>The sentence in French.</summary>
    public string French => french;
}
