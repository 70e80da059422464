using Relay.Core.Channels;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Control;

namespace Relay.Worker.Hosting;

/// <summary>Opens the configured store; what keeps it from opening becomes one sentence and an exit code.</summary>
internal static class StoreAccess
{
    /// <summary>Opens it for the one worker, or for a command that changes something while no worker runs.</summary>
    public static Task<RelayStore> OpenForWorkAsync(ConfigurationInForce configuration, TimeProvider time, ILogger? logger, CancellationToken cancel)
        => OpenAsync(() => RelayStore.OpenForWorkAsync(OptionsOf(configuration), time, logger, cancel));

    /// <summary>Opens it for reading, beside a worker or without one.</summary>
    public static Task<RelayStore> OpenReadOnlyAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
        => OpenAsync(() => RelayStore.OpenReadOnlyAsync(OptionsOf(configuration), time, logger: null, cancel));

    /// <summary>Whether there is a store already.</summary>
    public static async Task<bool> ExistsAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var store = await RelayStore.OpenReadOnlyAsync(OptionsOf(configuration), time, logger: null, cancel);
            return true;
        }
        catch (StoreMissingException)
        {
            return false;
        }
        catch (StoreTooOldException)
        {
            return true; // whoever opens it for work brings it up to date
        }
    }

    /// <summary>Where the worker of this store takes commands.</summary>
    public static ControlAddress ControlOf(ConfigurationInForce configuration) => ControlAddress.Beside(configuration.Store.Path ?? Path.Combine(configuration.Folder, "relay"));

    private static StoreOptions OptionsOf(ConfigurationInForce configuration) => configuration.Store.Path is { } path
        ? new() { Engine = StoreEngine.Sqlite, Path = path }
        : new() { Engine = StoreEngine.PostgreSql, ConnectionString = configuration.Store.ConnectionString };

    private static async Task<RelayStore> OpenAsync(Func<Task<RelayStore>> open)
    {
        try
        {
            return await open();
        }
        catch (StoreException fault)
        {
            throw new CommandFailure(ExitCode.Store, new(French(fault), fault.Message));
        }
        catch (SecretMissingException fault)
        {
            throw new CommandFailure(ExitCode.Configuration, new($"La chaîne de connexion du magasin manque : {fault.Message}", fault.Message));
        }
    }

    private static string French(StoreException fault) => fault switch
    {
        StoreBusyException { Holder: { } holder } => $"Un autre processus de Relay (numéro {holder}) travaille déjà avec ce magasin : arrêtez-le d'abord.",
        StoreBusyException => "Un autre processus de Relay travaille déjà avec ce magasin : arrêtez-le d'abord.",
        StoreMissingException => "Il n'y a pas encore de magasin Relay à cet endroit : « relay run » le crée.",
        StoreTooNewException => "Ce magasin vient d'un Relay plus récent : installez cette version ou une plus récente.",
        StoreTooOldException => "Ce magasin vient d'un Relay plus ancien : lancez « relay run » une fois pour le mettre à jour.",
        StoreRolledBackException => "Ce magasin est une copie plus ancienne : ce qui a été publié depuis le serait de nouveau. Remettez le fichier le plus récent.",
        StoreAlteredException => "Ce magasin a été modifié, ou fait par un autre programme : il ne faut pas travailler avec.",
        _ => $"Le magasin ne peut pas être utilisé : {fault.Message}",
    };
}
