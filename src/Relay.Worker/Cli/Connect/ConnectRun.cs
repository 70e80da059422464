using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Inbox;
using Relay.Worker.Service;

namespace Relay.Worker.Cli.Connect;

/// <summary>One run of <c>relay connect</c>, from the file to what is kept: all or nothing.</summary>
/// <param name="connector">Of the network.</param>
/// <param name="dialogue">With the coordinator.</param>
/// <param name="screen">Where results go.</param>
/// <param name="around">The machine.</param>
internal sealed class ConnectRun(IConnector connector, CommandDialogue dialogue, Screen screen, Surroundings around)
{
    private const int Steps = 4;

    /// <summary>Which territory the new channels serve.</summary>
    public static readonly Question Territory = new("territory", new(
        "Quel territoire ces canaux servent-ils ? Un département comme 33 ou Gironde, une région, FR ; rien pour tout prendre",
        "Which territory do these channels serve? A department like 33 or Gironde, a region, FR; nothing to take everything")) { Optional = true };

    private static readonly Question Again = new("again", new("Réessayer ?", "Try again?"), QuestionKind.Confirm) { Default = "yes" };

    /// <summary>Takes the place of the worker's reader while the connector looks; null where none can run beside.</summary>
    public WorkerTurn? Turn { get; init; }

    /// <summary>Tells the network to call Relay for the account; null where it can't be told.</summary>
    public IRegisterWebhooks? Webhooks { get; init; }

    /// <summary>Goes through the steps. Whatever is given up, by her or for a fault, leaves nothing behind.</summary>
    public async Task<int> RunAsync(ConnectWishes wishes, CancellationToken cancel)
    {
        try
        {
            var (first, loaded) = await FileAsync(wishes, cancel);
            Turn?.Beside(StoreAccess.ControlOf(loaded.InForce));
            var existing = Existing(loaded, wishes.Name);
            Step(2, $"le compte {connector.Network}", $"the {connector.Network} account");
            var address = wishes.BaseAddress ?? (existing is { IsNetworksOwn: false } ? existing.BaseAddress : null);
            var connection = await PatientlyAsync(new(address, existing) { Others = [.. loaded.InForce.Accounts.Values], HaltedAsync = abort => HaltedAsync(loaded, existing, abort), IsCalled = loaded.InForce.Webhooks is not null }, cancel);
            var kept = new KeptConnection(connector.Network, connection, loaded, wishes.Name);
            var calls = Webhooks is null ? null : new CallsStep(Webhooks, dialogue, around);
            var secrets = calls is null ? null : await calls.AskAsync(loaded, connection, loaded.InForce.Accounts.GetValueOrDefault(kept.Account), cancel);
            Step(3, "ce que les canaux prennent", "what the channels take");
            var change = kept.Change(new(await TerritoriesAsync(kept, cancel), wishes.Themes), secrets ?? new Dictionary<string, string>());
            SettingsDesk.Judge(loaded.File, around, loaded.Kept, change);
            Step(4, "tout garder", "keep everything");
            await KeepAsync(first, loaded, change, cancel);
            var called = secrets is null ? null : await calls!.TellAsync(loaded, kept.Account, cancel);
            ConnectWords.Show(screen, kept, connection, loaded, called);
            return ExitCode.Done;
        }
        catch (ConnectException fault)
        {
            throw new CommandFailure(ExitCode.Refused, fault.Sentence);
        }
        catch (OperationCanceledException)
        {
            around.Error.WriteLine(); // below the question that is left open
            screen.Note("Abandonné : rien n'a été gardé.", "Given up: nothing was kept.");
            throw;
        }
    }

    /// <summary>Goes through the connector's steps; at a terminal, a step that could not be passed is tried again until it is, or she gives up, and what she answered before is not asked twice.</summary>
    private async Task<Connection> PatientlyAsync(ConnectPlace place, CancellationToken cancel)
    {
        var remembering = new RememberingDialogue(dialogue);
        while (true)
        {
            try
            {
                var connection = await connector.ConnectAsync(remembering, place, cancel);
                remembering.SpeakUp();
                return connection;
            }
            catch (ConnectException fault) when (dialogue.Asks)
            {
                remembering.SpeakUp();
                dialogue.Say(fault.Sentence);
                if (!remembering.StartOver(fault.Questions) && !await dialogue.ConfirmAsync(Again, cancel))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// Writes the first file and keeps the account; at a terminal, tries again as long as she wants: a worker that is busy must not cost her the way here. What is being kept is kept or
    /// undone to its end: giving up is for the question between two tries.
    /// </summary>
    private async Task KeepAsync(FirstFile? first, LoadedConfiguration loaded, SettingsChange change, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await KeepOnceAsync(first, loaded, change);
                return;
            }
            catch (CommandFailure failure)
            {
                if (!dialogue.Asks)
                {
                    throw;
                }
                dialogue.Say(failure.Sentence);
                if (!await dialogue.ConfirmAsync(Again, cancel))
                {
                    throw;
                }
            }
        }
    }

    private async Task KeepOnceAsync(FirstFile? first, LoadedConfiguration loaded, SettingsChange change)
    {
        var kept = false;
        try
        {
            if (first is not null)
            {
                await first.WriteAsync(around.Time);
            }
            await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: true, around, CancellationToken.None);
            kept = true;
        }
        finally
        {
            if (!kept)
            {
                first?.Undo();
            }
        }
        if (first is not null)
        {
            dialogue.Say(new($"  {loaded.File.Path} est écrit ; vos événements et initiatives vont dans {first.Place} (docs/sources/csv.md).",
                $"  {loaded.File.Path} is written; your events and initiatives go into {first.Place} (docs/sources/csv.md)."));
        }
    }

    private async Task<(FirstFile? First, LoadedConfiguration Loaded)> FileAsync(ConnectWishes wishes, CancellationToken cancel)
    {
        var (path, missing) = FirstFile.Find(wishes.Configuration, around);
        if (!missing)
        {
            var there = await ConfigurationLoader.LoadAsync(path, around, cancel);
            screen.Follow(there.InForce);
            StoreAccess.RequireWritable(there.InForce);
            Step(1, "le fichier de configuration", "the configuration file");
            dialogue.Say(new($"  {path}", $"  {path}"));
            return (null, there);
        }
        screen.Rehearsal = wishes.IsRehearsal;
        StoreAccess.RequireWritable(Path.GetDirectoryName(path)!, new(path, path));
        Step(1, "le fichier de configuration", "the configuration file");
        var first = new FirstFile(path, await dialogue.AskAsync(FirstFile.Folder, typed => FirstFile.FolderOf(typed, path), cancel), wishes.IsRehearsal);
        dialogue.Say(new($"  {path} sera écrit à la fin.", $"  {path} will be written at the end."));
        var loaded = await ConfigurationLoader.LoadFileAsync(first.Read(), around, cancel);
        screen.Follow(loaded.InForce);
        StoreAccess.RequireWritable(loaded.InForce);
        return (first, loaded);
    }

    /// <summary>The account to renew; null for a new one.</summary>
    private Account? Existing(LoadedConfiguration loaded, string? name)
    {
        if (name is null)
        {
            return null;
        }
        if (loaded.File.LineOf($"Relay:Accounts:{name}") is not null)
        {
            throw Provisioned.Refuse(loaded.File, SectionKind.Account, name);
        }
        if (!ConfigurationReader.IsId(name))
        {
            throw new CommandFailure(ExitCode.Usage, new(
                $"--name : « {name} » n'est pas un identifiant ; il compte 1 à 64 lettres sans accent, chiffres, points, tirets ou tirets bas, et commence par une lettre.",
                $"--name: '{name}' is not an id; it is made of 1 to 64 letters without accents, digits, dots, dashes and underscores, and starts with a letter."));
        }
        var account = loaded.InForce.Accounts.GetValueOrDefault(name);
        return account is null || account.Network == connector.Network ? account : throw new CommandFailure(ExitCode.Refused, new(
            $"Le compte « {name} » est un compte {account.Network} : choisissez un autre nom.", $"Account '{name}' is a {account.Network} account: choose another name."));
    }

    /// <summary>Asked only where a channel is made: those that are there keep what they take.</summary>
    private async Task<IReadOnlyList<string>> TerritoriesAsync(KeptConnection kept, CancellationToken cancel)
    {
        if (kept.MakesChannels)
        {
            var chosen = await dialogue.AskAsync(Territory, Territories, cancel);
            var words = string.Join(", ", chosen.Select(code => TerritoryWords.Said(Core.Territories.Territory.Parse(code))));
            dialogue.Say(chosen.Count == 0 ? new("  Ils prennent tout.", "  They take everything.") : new($"  Ils prennent ce qui concerne {words}.", $"  They take what concerns {words}."));
            return chosen;
        }
        dialogue.Say(new("  Aucun nouveau canal ; ceux qui sont là gardent ce qu'ils prennent (« relay channel set » le change).",
            "  No new channel; those that are there keep what they take (\"relay channel set\" changes it)."));
        return [];
    }

    /// <summary>What keeps everything from leaving at this moment: the kill switch's file, or a pause that the store keeps.</summary>
    private async Task<Phrase?> HaltedAsync(LoadedConfiguration loaded, Account? existing, CancellationToken cancel)
    {
        var halts = new HaltBoard();
        halts.Switch(KillSwitch.Read(loaded.InForce.KillSwitch));
        if (halts.All.Count == 0 && !loaded.StoreIsOlder && await StoreAccess.ExistsAsync(loaded.InForce, around.Time, cancel))
        {
            await using var store = await StoreAccess.OpenReadOnlyAsync(loaded.InForce, around.Time, cancel);
            await halts.ReadAsync(store, loaded.InForce, cancel);
        }
        return halts.OfAccount(existing?.Id ?? "") is { } halt ? halt.Say(new(screen.At(halt.Since), screen.At(halt.Since))) : null;
    }

    private static IReadOnlyList<string> Territories(string text)
        => [.. text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TerritoryWords.Code).Distinct(StringComparer.Ordinal)];

    private void Step(int number, string french, string english)
        => dialogue.Say(new Phrase($"Étape {number} sur {Steps} : {french}", $"Step {number} of {Steps}: {english}"));
}

/// <summary>What a call of <c>relay connect</c> asks for.</summary>
/// <param name="Configuration">The file; null for the usual one.</param>
/// <param name="Name">Id of the account; null for the network's proposal.</param>
/// <param name="BaseAddress">Instead of the network's own.</param>
/// <param name="Themes">Of the new channels.</param>
internal sealed record ConnectWishes(string? Configuration, string? Name, Uri? BaseAddress, IReadOnlyList<string> Themes)
{
    /// <summary>Whether a first file is one of a rehearsal: its account calls this machine.</summary>
    public bool IsRehearsal => BaseAddress?.IsLoopback == true;
}
