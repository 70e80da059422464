using Relay.Core.Channels;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Control;
using Relay.Worker.Keys;

namespace Relay.Worker.Hosting;

/// <summary>Opens the configured store; what keeps it from opening becomes one sentence and an exit code.</summary>
internal static class StoreAccess
{
    /// <summary>Opens it for the one worker, or for a command that changes something while no worker runs.</summary>
    public static Task<RelayStore> OpenForWorkAsync(ConfigurationInForce configuration, TimeProvider time, ILogger? logger, CancellationToken cancel)
        => OpenAsync(() => RelayStore.OpenForWorkAsync(OptionsOf(configuration.Store), time, logger, cancel));

    /// <summary>Opens it for reading, beside a worker or without one.</summary>
    public static Task<RelayStore> OpenReadOnlyAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
        => OpenAsync(() => RelayStore.OpenReadOnlyAsync(OptionsOf(configuration.Store), time, logger: null, cancel));

    /// <summary>What the store keeps beside the file. Never makes or changes it; nothing is kept where there is no store yet.</summary>
    public static async Task<(KeptSettings Kept, bool OfOlderVersion)> KeptAsync(StoreSettings settings, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var store = await OpenAsync(() => RelayStore.OpenReadOnlyAsync(OptionsOf(settings), time, logger: null, cancel), passOn: true);
            return (new(await store.Settings.SectionsAsync(cancel), store.Secrets), false);
        }
        catch (StoreMissingException)
        {
            return (KeptSettings.None, false);
        }
        catch (StoreTooOldException)
        {
            return (KeptSettings.None, true); // only a worker may bring it up to date
        }
    }

    /// <summary>Whether there is a store already.</summary>
    public static async Task<bool> ExistsAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var store = await RelayStore.OpenReadOnlyAsync(OptionsOf(configuration.Store), time, logger: null, cancel);
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

    private static StoreOptions OptionsOf(StoreSettings settings) => settings.Path is { } path
        ? new() { Engine = StoreEngine.Sqlite, Path = path, Protection = new KeyRing(settings.Keys) }
        : new() { Engine = StoreEngine.PostgreSql, ConnectionString = settings.ConnectionString, Protection = new KeyRing(settings.Keys) };

    private static async Task<RelayStore> OpenAsync(Func<Task<RelayStore>> open, bool passOn = false)
    {
        try
        {
            return await open();
        }
        catch (StoreException fault) when (!passOn || fault is not (StoreMissingException or StoreTooOldException))
        {
            throw new CommandFailure(ExitCode.Store, new(French(fault), fault.Message));
        }
        catch (SecretMissingException fault)
        {
            throw new CommandFailure(ExitCode.Configuration, new($"La chaîne de connexion du magasin manque : {fault.French}", fault.Message));
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
