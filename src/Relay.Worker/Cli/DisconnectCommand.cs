using System.CommandLine;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay disconnect ACCOUNT</c>: takes an account, its channels and its secrets out of the store. What is on the networks stays there.</summary>
internal static class DisconnectCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var account = new Argument<string>("account") { HelpName = globals.Of("COMPTE", "ACCOUNT"), Description = globals.Of("Identifiant du compte.", "Id of the account.") };
        var yes = new Option<bool>("--yes") { Description = globals.Of("Ne pas demander.", "Do not ask.") };
        var command = new Command("disconnect", globals.Of("Retirer un compte relié, ses canaux et ses secrets.", "Remove a connected account, its channels and its secrets.")) { account, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(loaded.InForce);
            SomethingToDo.RequireAccounts(loaded);
            var id = parsed.GetRequiredValue(account);
            if (!loaded.InForce.Kept.Any(section => section.Kind == SectionKind.Account && section.Id == id))
            {
                throw Provisioned.Refuse(loaded.File, SectionKind.Account, id);
            }
            var channels = loaded.InForce.Kept.Where(section => section.Kind == SectionKind.Channel && section.Values.GetValueOrDefault("Account") == id).Select(section => section.Id).ToList();
            var change = new SettingsChange([], [(SectionKind.Account, id), .. channels.Select(channel => (SectionKind.Channel, channel))], new Dictionary<string, string>());
            SettingsDesk.Judge(loaded.File, around, loaded.Kept, change);
            await AskAsync(id, channels, new CommandDialogue(screen, around, _ => parsed.GetValue(yes) ? ["yes"] : null, around.Input is not null && !screen.Json, patience: null), cancel);
            await Changes.ApplyAsync(loaded, KeepSettings.Request(change), makesStore: false, around, cancel);
            screen.Say($"Le compte {id}, {Counted.French(channels.Count, "canal", "canaux")} et ses secrets sont retirés. Ce qui est publié reste sur le réseau ; ce qui attendait ne partira pas. L'autorisation elle-même se retire auprès du réseau.",
                $"Account {id}, {Counted.English(channels.Count, "channel")} and its secrets are removed. What was published stays on the network; what waited will not go. The authorisation itself is withdrawn at the network.");
            screen.Answer(new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = id, ["channels"] = string.Join(',', channels) }, CliJson.Out.IReadOnlyDictionaryStringString);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task AskAsync(string id, List<string> channels, CommandDialogue dialogue, CancellationToken cancel)
    {
        var (french, english) = channels.Count == 0 ? ("", "") : ($" et {Counted.French(channels.Count, "canal", "canaux")} ({string.Join(", ", channels)})", $" and {Counted.English(channels.Count, "channel")} ({string.Join(", ", channels)})");
        var question = new Question("yes", new Phrase($"Retirer le compte {id}{french} ?", $"Remove account {id}{english}?"), QuestionKind.Confirm);
        try
        {
            if (!await dialogue.ConfirmAsync(question, cancel))
            {
                throw new CommandFailure(ExitCode.Refused, new("Rien n'a été retiré.", "Nothing was removed."));
            }
        }
        catch (ConnectException fault)
        {
            throw new CommandFailure(ExitCode.Refused, fault.Sentence);
        }
    }
}
