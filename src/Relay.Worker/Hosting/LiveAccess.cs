using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Control;

namespace Relay.Worker.Hosting;

/// <summary>Has access proven where the store is: in the worker that runs, else here under the store's own lock; without a store nothing is kept.</summary>
internal static class LiveAccess
{
    /// <summary>Accounts are asked at the same time, and each has half a minute a target.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Proves, and returns everything that is known now.</summary>
    /// <param name="loaded">The accounts and channels.</param>
    /// <param name="only">Id of one account; null for all.</param>
    /// <param name="around">The clock and the variables.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<KeptProof>> ProveAsync(LoadedConfiguration loaded, string? only, Surroundings around, CancellationToken cancel)
    {
        var (configuration, time) = (loaded.InForce, around.Time);
        var request = new ControlRequest(ProveAccess.Name, only is null ? new Dictionary<string, string>() : new Dictionary<string, string>(StringComparer.Ordinal) { [ProveAccess.Account] = only });
        if (await BesideAsync(configuration, request, time, cancel) is { } reply)
        {
            await using var read = await StoreAccess.OpenReadOnlyAsync(configuration, time, cancel);
            return reply.Exit == ExitCode.Done ? await read.Proofs.AllAsync(cancel) : throw new CommandFailure(reply.Exit, new(reply.French, reply.English));
        }
        if (!await StoreAccess.ExistsAsync(configuration, time, cancel))
        {
            return await AloneAsync(configuration, only, time, cancel);
        }
        await using var store = await StoreAccess.OpenForWorkAsync(configuration, time, logger: null, cancel);
        configuration = await ConfigurationLoader.ReadAsync(loaded.File, around, store, cancel);
        await using var parts = new ServiceCollection().AddLogging().AddRelayParts(configuration, store, time).BuildServiceProvider();
        await new ProveAccess(configuration, parts.GetRequiredService<AccessCheck>(), store.Proofs, time, CancellationToken.None).RunAsync(request.Arguments, Core.Audit.Actor.System, cancel);
        return await store.Proofs.AllAsync(cancel);
    }

    private static async Task<IReadOnlyList<KeptProof>> AloneAsync(ConfigurationInForce configuration, string? only, TimeProvider time, CancellationToken cancel)
    {
        await using var parts = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton<IChannels>(configuration).AddSetups().AddSingleton<AccessCheck>().BuildServiceProvider();
        var climbs = await parts.GetRequiredService<AccessCheck>().RunAsync([.. configuration.Accounts.Values.Where(account => only is null || account.Id == only)], cancel);
        var now = time.GetUtcNow();
        return [.. climbs.SelectMany(climb => climb.Proofs.Select(proof => new KeptProof(climb.Account.Id, climb.Target?.Key ?? "", proof, now, proof.Result == ProofResult.Proven ? now : null)))];
    }

    private static async Task<ControlReply?> BesideAsync(ConfigurationInForce configuration, ControlRequest request, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            return await ControlClient.SendAsync(StoreAccess.ControlOf(configuration), request, time, cancel, Patience);
        }
        catch (UnauthorizedAccessException)
        {
            throw WorkerLook.Refuse(StoreAccess.ControlOf(configuration));
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Unreachable, new("Le processus de Relay n'a pas répondu : voyez « relay status », puis recommencez.", "The Relay worker did not answer: look at \"relay status\", then try again."));
        }
    }
}
