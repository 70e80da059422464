using Relay.Core.Texts;

namespace Relay.Core.Channels.Proofs;

/// <summary>Proves live what an account can do, without publishing anything. Implemented by networks beside their adapter; stateless, thread-safe.</summary>
public interface IProveAccess
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Climbs the ladder for one account and, when given, one target on it. Every rung that the network knows comes back, also those it does not offer; a network that is out of reach is a result, not an exception.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">A channel's target; null for what concerns the account alone.</param>
    /// <param name="abort">Gives up.</param>
    Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken abort);
}

/// <summary>What a look at one rung showed.</summary>
/// <param name="Capability">The rung.</param>
/// <param name="Result">Whether it holds.</param>
/// <param name="Words">What was seen, and when it does not hold the setting or permission at fault and the next step; one sentence or two, no secret.</param>
public sealed record Proof(Capability Capability, ProofResult Result, Phrase Words);

/// <summary>The rungs, from the first that everything needs.</summary>
public enum Capability
{
    /// <summary>The network knows our credentials, and they will not run out.</summary>
    Authenticate,

    /// <summary>We may create posts at the target.</summary>
    Post,

    /// <summary>We may change posts of ours in place.</summary>
    Edit,

    /// <summary>We can find our own posts, which ends doubts without a person.</summary>
    ReadOwnPosts,

    /// <summary>We see comments and replies of others.</summary>
    ReadComments,

    /// <summary>We see private messages.</summary>
    ReadMessages,

    /// <summary>The network calls us when something happens.</summary>
    HearWebhooks,
}

/// <summary>Whether a rung holds.</summary>
public enum ProofResult
{
    /// <summary>It was seen to hold.</summary>
    Proven,

    /// <summary>It was seen not to hold: a setting or permission is at fault.</summary>
    Missing,

    /// <summary>It could not be found out now: the network is out of reach, or an earlier rung does not hold.</summary>
    Unknown,

    /// <summary>The network has no such thing, or Relay makes no use of it here.</summary>
    NotOffered,
}
