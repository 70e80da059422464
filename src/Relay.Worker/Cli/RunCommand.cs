using System.CommandLine;
using Relay.Core.Channels;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay run</c>: works until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("run", globals.Of("Travailler : lire la base, planifier, publier, jusqu'à l'arrêt.", "Work: read the database, plan and publish until stopped."));
        command.SetAction(async (parsed, stop) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (file, configuration) = ConfigurationLoader.Load(parsed.GetValue(globals.Config), around);
            screen.Rehearsal = configuration.Rehearsal;
            RequireSomethingToDo(file, configuration);
            await using var run = await WorkerRun.StartAsync(file, configuration, screen, around, stop);
            screen.Say("Relay travaille ; Ctrl+C l'arrête.", "Relay works; Ctrl+C stops it.");
            screen.Answer(new RunShown(Environment.ProcessId, file.Path, configuration.Store.ToString()), CliJson.Out.RunShown);
            return await run.UntilAsync(stop) is { } reason
                ? throw new CommandFailure(ExitCode.Store, new("Un autre processus de Relay a pris ce magasin ; celui-ci s'arrête.", reason))
                : ExitCode.Done;
        });
        return command;
    }

    private static void RequireSomethingToDo(ConfigurationFile file, ConfigurationInForce configuration)
    {
        if (configuration.Accounts.Count == 0)
        {
            throw new CommandFailure(ExitCode.Configuration, new(
                $"Aucun compte n'est configuré dans {file.Path} : ajoutez-en un sous Relay:Accounts (voir docs/configuration.md), ou lancez « relay demo » pour une répétition sans rien publier.",
                $"No account is configured in {file.Path}: add one under Relay:Accounts (see docs/configuration.md), or run \"relay demo\" for a rehearsal that publishes nothing."));
        }
        if (configuration.Sources.Count == 0)
        {
            throw new CommandFailure(ExitCode.Configuration, new(
                $"Aucune source n'est configurée dans {file.Path} : ajoutez la base du parti sous Relay:Sources (voir docs/sources/sql.md), ou lancez « relay demo ».",
                $"No source is configured in {file.Path}: add the party's database under Relay:Sources (see docs/sources/sql.md), or run \"relay demo\"."));
        }
    }
}
