using Relay.Core.Channels;
using Relay.Core.Contacts.Retention;
using Relay.Core.Texts;
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
        => OpenAsync(() => RelayStore.OpenForWorkAsync(OptionsOf(configuration.Store, configuration.Retention), time, logger, cancel), configuration.File);

    /// <summary>Opens it for reading, beside a worker or without one.</summary>
    public static Task<RelayStore> OpenReadOnlyAsync(ConfigurationInForce configuration, TimeProvider time, CancellationToken cancel)
        => OpenAsync(() => RelayStore.OpenReadOnlyAsync(OptionsOf(configuration.Store), time, logger: null, cancel), configuration.File);

    /// <summary>What the store keeps beside the file. Never makes or changes it; nothing is kept where there is no store yet.</summary>
    public static async Task<(KeptSettings Kept, bool OfOlderVersion)> KeptAsync(StoreSettings settings, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var store = await OpenAsync(() => RelayStore.OpenReadOnlyAsync(OptionsOf(settings), time, logger: null, cancel), file: null);
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

    /// <summary>That what a command will have to keep can be kept: said before anything is asked.</summary>
    /// <exception cref="CommandFailure">When this user may not write where the store is, or would be made.</exception>
    public static void RequireWritable(ConfigurationInForce configuration)
    {
        if (configuration.Store.Path is { } path)
        {
            RequireWritable(Path.GetDirectoryName(path)!, new($"le magasin {path}", $"the store {path}"));
        }
        RequireWritable(configuration.Store.Keys, new($"les clés dans {configuration.Store.Keys}", $"the keys in {configuration.Store.Keys}"));
    }

    /// <summary>That a folder can be written to, or made.</summary>
    /// <param name="folder">In full.</param>
    /// <param name="what">What would be kept there.</param>
    /// <exception cref="CommandFailure">When it can't.</exception>
    public static void RequireWritable(string folder, Phrase what)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }
        try
        {
            var probe = Path.Combine(there, $".relay-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = FileFault.Why(fault);
            throw new CommandFailure(ExitCode.Store, new(
                $"Relay ne pourrait pas garder {what.French} : {there} n'est pas inscriptible par l'utilisateur {Environment.UserName} ({why.French}). Donnez-lui-en le droit, ou lancez cette commande sous l'utilisateur de Relay.",
                $"Relay could not keep {what.English}: user {Environment.UserName} can't write to {there} ({why.English}). Give this user the right to, or run this command as Relay's own user."));
        }
    }

    /// <summary>Where the worker of this store takes commands.</summary>
    /// <exception cref="CommandFailure">When what names the store can't be read.</exception>
    public static ControlAddress ControlOf(ConfigurationInForce configuration)
    {
        if (configuration.Store.Path is { } path)
        {
            return ControlAddress.Beside(path);
        }
        try
        {
            return ControlAddress.Of(configuration.Folder, RelayStore.PlaceOf(OptionsOf(configuration.Store)));
        }
        catch (StoreEngineException fault)
        {
            throw new CommandFailure(ExitCode.Store, new(French(fault, file: null), fault.Message));
        }
    }

    // Only who writes has to know how long it is for.
    private static StoreOptions OptionsOf(StoreSettings settings, RetentionSettings? kept = null)
    {
        var words = TimeSpan.FromDays((kept ?? new()).PassageDays);
        return settings.Path is { } path
            ? new() { Engine = StoreEngine.Sqlite, Path = path, Protection = new KeyRing(settings.Keys), KeepWords = words }
            : new() { Engine = StoreEngine.PostgreSql, ConnectionString = settings.ConnectionString, Protection = new KeyRing(settings.Keys), KeepWords = words };
    }

    /// <summary>Opens it.</summary>
    /// <param name="open">How.</param>
    /// <param name="file">The configuration it is named by; null where a store that is missing or older is no fault.</param>
    private static async Task<RelayStore> OpenAsync(Func<Task<RelayStore>> open, string? file)
    {
        try
        {
            return await open();
        }
        catch (StoreException fault) when (file is not null || fault is not (StoreMissingException or StoreTooOldException))
        {
            throw new CommandFailure(ExitCode.Store, new(French(fault, file), fault is StoreMissingException missing ? English(missing, file) : fault.Message));
        }
        catch (SecretMissingException fault)
        {
            throw new CommandFailure(ExitCode.Configuration, new($"La chaîne de connexion du magasin manque : {fault.French}", fault.Message));
        }
    }

    private static string English(StoreMissingException missing, string? file)
        => $"There is no Relay store at {missing.Place} yet, where {file} has it: \"relay connect\" or \"relay run\" makes it. If you have one, go to the folder of its configuration, or name that with --config.";

    private static string French(StoreException fault, string? file) => fault switch
    {
        StoreBusyException { Holder: { } holder } => $"Un autre processus de Relay (numéro {holder}) travaille déjà avec ce magasin : arrêtez-le d'abord.",
        StoreBusyException => "Un autre processus de Relay travaille déjà avec ce magasin : arrêtez-le d'abord.",
        StoreMissingException missing => $"Il n'y a pas encore de magasin Relay en {missing.Place}, là où {file} le situe : « relay connect » ou « relay run » le crée. Si vous en avez un, placez-vous dans le dossier de sa configuration, ou nommez-la avec --config.",
        StoreDeniedException denied => $"L'utilisateur {Environment.UserName} n'a pas accès au magasin {denied.Place} : lancez cette commande sous l'utilisateur de Relay, par exemple avec « sudo -u relay », ou donnez-lui-en le droit.",
        StoreEngineException { Place: { } place, Why: { } why } => $"Le magasin {place} ne peut pas être ouvert : {why.French}.",
        StoreTooNewException => "Ce magasin vient d'un Relay plus récent : installez cette version ou une plus récente.",
        StoreTooOldException => "Ce magasin vient d'un Relay plus ancien : lancez « relay run » une fois pour le mettre à jour.",
        StoreRolledBackException => "Ce magasin est une copie plus ancienne : ce qui a été publié depuis le serait de nouveau. Remettez le fichier le plus récent.",
        StoreAlteredException => "Ce magasin a été modifié, ou fait par un autre programme : il ne faut pas travailler avec.",
        _ => $"Le magasin ne peut pas être utilisé : {fault.Message}",
    };
}
