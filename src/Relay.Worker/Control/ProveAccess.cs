using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Proves live what accounts can do, and keeps what was seen. Runs where the store is held, since a network may rotate a token on the way.</summary>
internal sealed class ProveAccess(IChannels channels, AccessCheck check, IProofStore proofs, TimeProvider time, CancellationToken stopping) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "access.prove";

    /// <summary>Argument: id of one account; without it, all of them.</summary>
    public const string Account = "account";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var only = arguments.GetValueOrDefault(Account);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping); // networks may take their time, a stop may not
        var climbs = await check.RunAsync([.. channels.Accounts.Values.Where(account => only is null || account.Id == only)], either.Token);
        var now = time.GetUtcNow();
        foreach (var climb in climbs)
        {
            await proofs.KeepAsync(climb.Account.Id, climb.Target?.Key ?? "", climb.Proofs, now, cancel);
        }
        return new(ExitCode.Done, "Les accès ont été vérifiés.", "Access was checked.", new Dictionary<string, string>(StringComparer.Ordinal) { ["at"] = $"{now:O}" });
    }
}
