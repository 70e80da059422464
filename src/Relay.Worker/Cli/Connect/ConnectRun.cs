using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Inbox;

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

    /// <summary>Takes the place of the worker's reader while the connector looks; null where none can run beside.</summary>
    public WorkerTurn? Turn { get; init; }

    /// <summary>Goes through the steps.</summary>
    public async Task<int> RunAsync(ConnectWishes wishes, CancellationToken cancel)
    {
        var path = await FileAsync(wishes, cancel);
        var loaded = await ConfigurationLoader.LoadAsync(path, around, cancel);
        screen.Rehearsal = loaded.InForce.Rehearsal;
        Turn?.Beside(StoreAccess.ControlOf(loaded.InForce));
        var existing = Existing(loaded, wishes.Name);
        try
        {
            Step(2, $"le compte {connector.Network}", $"the {connector.Network} account");
            var address = wishes.BaseAddress ?? (existing is { IsNetworksOwn: false } ? existing.BaseAddress : null);
            var connection = await connector.ConnectAsync(dialogue, new(address, existing), cancel);
            Step(3, "ce que les canaux prennent", "what the channels take");
            var territories = connection.Channels.Count > 0 ? Territories(await dialogue.AskAsync(Territory, cancel)) : [];
            var kept = new KeptConnection(connector.Network, connection, loaded, new(territories, wishes.Themes));
            var change = kept.Change(wishes.Name);
            SettingsDesk.Judge(loaded.File, around, loaded.Kept, change);
            Step(4, "tout garder", "keep everything");
            await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: true, around, cancel);
            ConnectWords.Show(screen, kept, connection, loaded);
            return ExitCode.Done;
        }
        catch (ConnectException fault)
        {
            throw new CommandFailure(ExitCode.Refused, fault.Sentence);
        }
    }

    private async Task<string> FileAsync(ConnectWishes wishes, CancellationToken cancel)
    {
        var (path, missing) = FirstFile.Find(wishes.Configuration, around);
        screen.Rehearsal = missing && wishes.IsRehearsal;
        Step(1, "le fichier de configuration", "the configuration file");
        if (missing)
        {
            var folder = await dialogue.AskAsync(FirstFile.Folder, cancel);
            await FirstFile.WriteAsync(path, folder, wishes.IsRehearsal, around, cancel);
            dialogue.Say(new($"  {path} est écrit ; vos événements et initiatives iront dans {folder}/ (docs/sources/csv.md).", $"  {path} is written; your events and initiatives go into {folder}/ (docs/sources/csv.md)."));
        }
        else
        {
            dialogue.Say(new($"  {path}", $"  {path}"));
        }
        return path;
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
        var account = loaded.InForce.Accounts.GetValueOrDefault(name);
        return account is null || account.Network == connector.Network ? account : throw new CommandFailure(ExitCode.Refused, new(
            $"Le compte « {name} » est un compte {account.Network} : choisissez un autre nom.", $"Account '{name}' is a {account.Network} account: choose another name."));
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
