using System.CommandLine;
using Relay.Core.Channels.Connecting;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Webhooks;
using Relay.Worker.Hosting;
using Relay.Worker.Inbox;

namespace Relay.Worker.Cli.Connect;

/// <summary><c>relay connect NETWORK</c>: from what a coordinator has to an account that works, without an identifier to type.</summary>
internal static class ConnectCommand
{
    private static readonly Question Theme = new("theme", new("Thème que prennent les nouveaux canaux", "Theme that the new channels take"), QuestionKind.Choices);

    /// <param name="globals">Options of every command.</param>
    /// <param name="around">The machine.</param>
    /// <param name="asked">Whether the call names this command: only then are the networks made, to know their questions.</param>
    public static Command Create(GlobalOptions globals, Surroundings around, bool asked)
    {
        var command = new Command("connect", globals.Of("Relier un compte (telegram, facebook, x, assisted) pas à pas, sans identifiant à taper.", "Connect an account (telegram, facebook, x, assisted) step by step, with no identifier to type."));
        if (!asked)
        {
            return command;
        }
        var turn = new WorkerTurn(around.Time);
        var parts = new ServiceCollection().AddLogging().AddSingleton(around.Time).AddSingleton<IReaderTurn>(turn).AddSetups().BuildServiceProvider();
        foreach (var connector in parts.GetServices<IConnector>().OrderBy(connector => connector.Network, StringComparer.Ordinal))
        {
            command.Add(Of(connector, parts.GetServices<IRegisterWebhooks>().FirstOrDefault(calls => calls.Network == connector.Network), turn, globals, around));
        }
        command.SetAction(parsed => List([.. parts.GetServices<IConnector>().OrderBy(connector => connector.Network, StringComparer.Ordinal)], globals.ScreenOf(parsed, around)));
        return command;
    }

    /// <summary>Without a network: which there are, and what each needs.</summary>
    private static int List(IReadOnlyList<IConnector> connectors, Screen screen)
    {
        screen.Say("Que voulez-vous relier ?", "What do you want to connect?");
        foreach (var connector in connectors)
        {
            screen.Say($"  relay connect {connector.Network,-9} {connector.Needs.French}", $"  relay connect {connector.Network,-9} {connector.Needs.English}");
        }
        screen.Say("Chacune pose ses questions une à une, et rien n'est gardé avant la fin (docs/first-post.md).", "Each asks its questions one by one, and keeps nothing before the end (docs/first-post.md).");
        screen.Answer(connectors.ToDictionary(connector => connector.Network, connector => connector.Needs.In(screen.Language), StringComparer.Ordinal), CliJson.Out.IReadOnlyDictionaryStringString);
        return ExitCode.Done;
    }

    private static Command Of(IConnector connector, IRegisterWebhooks? webhooks, WorkerTurn turn, GlobalOptions globals, Surroundings around)
    {
        var answers = new Answers([FirstFile.Folder, .. connector.Questions, .. webhooks is null ? [] : new[] { CallsStep.Wanted, CallsStep.Secret }, ConnectRun.Territory, Theme]);
        var name = new Option<string?>("--name") { HelpName = "ID", Description = globals.Of("Identifiant du compte ; celui d'un compte relié le renouvelle. Par défaut, d'après son nom sur le réseau.", "Id of the account; that of a connected one renews it. By default after its name at the network.") };
        var address = new Option<Uri?>("--base-address") { HelpName = "URL", CustomParser = result => Address(result, globals), Description = globals.Of(connector.Elsewhere.French, connector.Elsewhere.English) };
        var yes = new Option<bool>("--yes") { Description = globals.Of("Ne rien demander : prendre les réponses données et, pour le reste, celles par défaut.", "Ask nothing: take the answers given and, for the rest, the usual ones.") };
        var patience = new Option<TimeSpan?>("--patience") { HelpName = "HH:MM:SS", Description = globals.Of("Attente la plus longue d'une chose à faire ailleurs.", "Longest wait for something to be done elsewhere.") };
        var command = new Command(connector.Network, globals.Of($"Relier un compte {connector.Network}.", $"Connect a {connector.Network} account.")) { name, address, yes, patience };
        foreach (var option in answers.Options(globals))
        {
            command.Add(option);
        }
        command.SetAction((parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var dialogue = new CommandDialogue(screen, around, question => answers.Given(parsed, question), around.Input is not null && !parsed.GetValue(yes) && !screen.Json, parsed.GetValue(patience));
            var wishes = new ConnectWishes(parsed.GetValue(globals.Config), parsed.GetValue(name), parsed.GetValue(address), answers.Given(parsed, Theme) ?? []);
            return new ConnectRun(connector, dialogue, screen, around) { Turn = turn, Webhooks = webhooks }.RunAsync(wishes, cancel);
        });
        return command;
    }

    /// <summary>Refused here already: by the time the account is judged, its secrets have been sent there.</summary>
    private static Uri? Address(System.CommandLine.Parsing.ArgumentResult result, GlobalOptions globals)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }
        result.AddError(globals.Of("--base-address prend une adresse complète, en https ou de cette machine comme http://127.0.0.1:8081/ : ailleurs, http enverrait les secrets en clair.",
            "--base-address takes a full address, https or of this machine like http://127.0.0.1:8081/: elsewhere http would send the secrets in the clear."));
        return null;
    }
}
