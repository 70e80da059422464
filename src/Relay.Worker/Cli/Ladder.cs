using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;

namespace Relay.Worker.Cli;

/// <summary>What an account can do at one target, and the channels that are served by it.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Target">Where; null for an account without a channel.</param>
/// <param name="Channels">Those on the target.</param>
/// <param name="Rungs">From the first.</param>
internal sealed record Ladder(Account Account, Target? Target, IReadOnlyList<Channel> Channels, IReadOnlyList<KeptProof> Rungs)
{
    /// <summary>Every ladder of the configuration, in its order.</summary>
    /// <param name="configuration">The accounts and channels.</param>
    /// <param name="proofs">What was seen; what concerns nothing configured is left out.</param>
    /// <param name="only">Id of one account; null for all.</param>
    public static IReadOnlyList<Ladder> Of(ConfigurationInForce configuration, IReadOnlyList<KeptProof> proofs, string? only)
    {
        var ladders = new List<Ladder>();
        foreach (var account in configuration.Accounts.Values.Where(account => only is null || account.Id == only))
        {
            var targets = configuration.Channels.Values.Where(channel => channel.Account == account.Id).GroupBy(channel => channel.Target.Key, StringComparer.Ordinal).ToList();
            ladders.AddRange(targets.Select(group => new Ladder(account, group.First().Target, [.. group], RungsOf(account, group.Key, proofs))));
            if (targets.Count == 0)
            {
                ladders.Add(new(account, null, [], RungsOf(account, "", proofs)));
            }
        }
        return ladders;
    }

    /// <summary>How the rungs stand that this account must have: identifying itself, posting where a channel is shown or live, and what a script asked for. One that was never looked at is not known.</summary>
    public IEnumerable<ProofResult> Needed(IReadOnlyList<Capability> required)
    {
        var needed = new List<Capability> { Capability.Authenticate };
        if (Channels.Any(channel => channel.Stage != Stage.Draft))
        {
            needed.AddRange([Capability.Post, .. required]);
        }
        return Rungs.Count == 0 ? [] : needed.Distinct().Select(capability => Rungs.FirstOrDefault(rung => rung.Proof.Capability == capability)?.Proof.Result ?? ProofResult.Unknown);
    }

    private static IReadOnlyList<KeptProof> RungsOf(Account account, string target, IReadOnlyList<KeptProof> proofs)
        => [.. proofs.Where(proof => proof.Account == account.Id && proof.Target == target).OrderBy(proof => proof.Proof.Capability)];
}
