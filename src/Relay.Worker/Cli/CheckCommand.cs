using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Worker.Hosting;
using Relay.Worker.Plans;

namespace Relay.Worker.Cli;

/// <summary><c>relay check</c>: reads the configuration and says what is wrong with it, all at once; then proves live what each account can do. Publishes nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var offline = new Option<bool>("--offline") { Description = globals.Of("Vérifier la configuration seule, sans appeler personne.", "Check the configuration alone, calling nobody.") };
        var account = new Option<string?>("--account") { Description = globals.Of("Un seul compte.", "One account only.") };
        var require = new Option<string[]>("--require")
        {
            Description = globals.Of($"Capacité dont le manque est une faute, en plus d'identifier et de publier : {string.Join(", ", CapabilityNames.Keys)}.",
                $"A capability whose lack is a fault, besides authenticating and posting: {string.Join(", ", CapabilityNames.Keys)}."),
            AllowMultipleArgumentsPerToken = true,
        };
        require.AcceptOnlyFromAmong([.. CapabilityNames.Keys]);
        var command = new Command("check", globals.Of("Vérifier la configuration, puis ce que chaque compte peut faire, sans rien publier.", "Check the configuration, then what each account can do, publishing nothing."))
        {
            offline,
            account,
            require,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadForWorkAsync(parsed.GetValue(globals.Config), around, cancel);
            var (file, configuration) = loaded;
            screen.Follow(configuration);
            if (!loaded.StoreIsOlder)
            {
                SomethingToDo.Require(file, configuration);
            }
            var only = parsed.GetValue(account);
            if (only is not null && !configuration.Accounts.ContainsKey(only))
            {
                throw new CommandFailure(ExitCode.Refused, new($"Aucun compte ne s'appelle « {only} » : il y a {string.Join(", ", configuration.Accounts.Keys)}.",
                    $"No account is called '{only}': there are {string.Join(", ", configuration.Accounts.Keys)}."));
            }
            CheckWords.Configuration(screen, file, configuration);
            var silent = parsed.GetValue(offline) ? [] : (await SourceAnswers.AskAsync(configuration.Sources.Values, around.Time, cancel)).Where(answer => answer.Reason is not null).ToList();
            foreach (var (source, reason) in silent)
            {
                screen.Note($"NON        la source « {source} » ne répond pas : {reason!.Value.French}", $"NO         the source '{source}' does not answer: {reason.Value.English}");
            }
            var looks = parsed.GetValue(offline) ? [] : await SourceLook.LookAsync(configuration, cancel);
            foreach (var look in looks)
            {
                look.Say(screen);
            }
            var ladders = parsed.GetValue(offline) ? [] : Ladder.Of(configuration, await LiveAccess.ProveAsync(loaded, only, around, cancel), only);
            CheckWords.Ladders(screen, ladders);
            screen.Answer(CheckWords.Shown(file, configuration, ladders, looks, screen.Language), CliJson.Out.CheckShown);
            var exit = configuration.LeftOut.Count > 0 ? ExitCode.Configuration : ExitOf(ladders, [.. (parsed.GetValue(require) ?? []).Select(key => CapabilityNames.Find(key)!.Value)]);
            return exit == ExitCode.Done && silent.Count > 0 ? ExitCode.Unreachable : exit;
        });
        return command;
    }

    /// <summary>Drafts need nothing: they publish nothing. A lack stands before what could not be found out.</summary>
    private static int ExitOf(IReadOnlyList<Ladder> ladders, IReadOnlyList<Capability> required)
    {
        var needed = ladders.SelectMany(ladder => ladder.Needed(required)).ToList();
        return needed.Contains(ProofResult.Missing) ? ExitCode.Fault : needed.Contains(ProofResult.Unknown) ? ExitCode.Unreachable : ExitCode.Done;
    }
}
