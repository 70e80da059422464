using Microsoft.Extensions.Logging;
using Relay.Core.Texts;

namespace Relay.Core.Channels.Proofs;

/// <summary>Climbs the ladder of every account at the targets it serves. Accounts are asked at the same time, the targets of one in turn; nothing is published. Thread-safe.</summary>
public sealed partial class AccessCheck(IChannels channels, IEnumerable<IProveAccess> provers, TimeProvider time, ILogger<AccessCheck> logger)
{
    /// <summary>Longest look at one target; what is not known by then is <see cref="ProofResult.Unknown"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, IProveAccess> _provers = provers.ToDictionary(prover => prover.Network, StringComparer.Ordinal);

    /// <summary>Looks at some accounts.</summary>
    /// <param name="accounts">Which of them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>By account and target, an account without a channel under an empty target; accounts of networks that can't prove anything are left out.</returns>
    public async Task<IReadOnlyList<Climb>> RunAsync(IReadOnlyCollection<Account> accounts, CancellationToken cancel)
    {
        var climbs = await Task.WhenAll(accounts.Where(account => _provers.ContainsKey(account.Network)).Select(account => ClimbAsync(account, cancel)));
        return [.. climbs.SelectMany(climb => climb)];
    }

    private async Task<IReadOnlyList<Climb>> ClimbAsync(Account account, CancellationToken cancel)
    {
        await Task.Yield();
        // Asking at a target tells of the account too, and some networks bill each reading.
        var targets = channels.Channels.Values.Where(channel => channel.Account == account.Id).Select(channel => channel.Target).DistinctBy(target => target.Key).ToList<Target?>();
        var climbs = new List<Climb>();
        foreach (var target in targets.Count == 0 ? [null] : targets)
        {
            climbs.Add(new(account, target, await ProveAsync(account, target, cancel)));
        }
        return climbs;
    }

    private async Task<IReadOnlyList<Proof>> ProveAsync(Account account, Target? target, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return await _provers[account.Network].ProveAsync(account, target, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [new(Capability.Authenticate, ProofResult.Unknown, new(
                $"{account.Network} n'a pas répondu en {Patience.TotalSeconds:0} secondes : recommencez plus tard.", $"{account.Network} did not answer within {Patience.TotalSeconds:0} seconds: try again later."))];
        }
        catch (SecretMissingException fault)
        {
            return [new(Capability.Authenticate, ProofResult.Missing, new($"Un secret du compte {account.Id} ne peut pas être lu : {fault.French}", $"A secret of the account {account.Id} can't be read: {fault.Message}"))];
        }
#pragma warning disable CA1031 // A fault of ours in one prover must not hide what the others saw; it is shown as not known, and logged.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // Only the type: a message may hold an address with a token.
            Log.Unexpected(logger, account.Id, fault.GetType().Name);
            return [new(Capability.Authenticate, ProofResult.Unknown, new(
                $"une faute de Relay lui-même ({fault.GetType().Name}) a interrompu la vérification.", $"a fault of Relay itself ({fault.GetType().Name}) broke the check off."))];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Error, "Account {Account}: unexpected {Fault} while its access was proven.")]
        public static partial void Unexpected(ILogger logger, string account, string fault);
    }
}

/// <summary>What was seen of one account at one target.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Target">Where; null for an account without a channel.</param>
/// <param name="Proofs">In the order of the rungs.</param>
public sealed record Climb(Account Account, Target? Target, IReadOnlyList<Proof> Proofs);
