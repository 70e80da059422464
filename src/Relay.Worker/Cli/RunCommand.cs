using System.CommandLine;
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
            var loaded = await ConfigurationLoader.LoadForWorkAsync(parsed.GetValue(globals.Config), around, stop);
            var (file, configuration) = loaded;
            screen.Rehearsal = configuration.Rehearsal;
            if (!loaded.StoreIsOlder)
            {
                SomethingToDo.Require(file, configuration);
            }
            await using var run = await WorkerRun.StartAsync(file, configuration, screen, around, stop);
            screen.Say("Relay travaille ; Ctrl+C l'arrête.", "Relay works; Ctrl+C stops it.");
            screen.Answer(new RunShown(Environment.ProcessId, file.Path, configuration.Store.ToString()), CliJson.Out.RunShown);
            return await run.UntilAsync(stop) is { } reason
                ? throw new CommandFailure(ExitCode.Store, new("Un autre processus de Relay a pris ce magasin ; celui-ci s'arrête.", reason))
                : ExitCode.Done;
        });
        return command;
    }
}
