namespace Relay.Core.Channels.Proofs;

/// <summary>What the last look at each rung showed, and when a rung last held. Thread-safe.</summary>
public interface IProofStore
{
    /// <summary>Keeps what was just seen at one place, in place of what was seen there before; a rung that does not hold keeps the instant at which it last did.</summary>
    /// <param name="account">Id of the account.</param>
    /// <param name="target">Key of the target; empty for the account alone.</param>
    /// <param name="proofs">All of them.</param>
    /// <param name="now">When they were seen.</param>
    /// <param name="cancel">Abandons the write.</param>
    Task KeepAsync(string account, string target, IReadOnlyList<Proof> proofs, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Everything that is kept, by account, target and rung.</summary>
    Task<IReadOnlyList<KeptProof>> AllAsync(CancellationToken cancel);
}

/// <summary>A proof as it is kept.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Target">Key of the target; empty for the account alone.</param>
/// <param name="Proof">What the last look showed.</param>
/// <param name="SeenAt">When that was.</param>
/// <param name="ProvenAt">When the rung last held; null when it never did.</param>
public sealed record KeptProof(string Account, string Target, Proof Proof, DateTimeOffset SeenAt, DateTimeOffset? ProvenAt);
