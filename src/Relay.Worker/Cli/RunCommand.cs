using System.CommandLine;
using Relay.Worker.Hosting;
using Relay.Worker.Service.Windows;

namespace Relay.Worker.Cli;

/// <summary><c>relay run</c>: works until it is told to stop, in a terminal, under systemd or as a Windows service.</summary>
internal static class RunCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var service = new Option<string?>("--service")
        {
            HelpName = globals.Of("NOM", "NAME"),
            Hidden = !OperatingSystem.IsWindows(),
            Description = globals.Of("Mis par « relay install » sous Windows : c'est le gestionnaire de services qui démarre et arrête Relay.", "Put there by \"relay install\" on Windows: the service control manager starts and stops Relay."),
        };
        var command = new Command("run", globals.Of("Travailler : lire la base, planifier, publier, jusqu'à l'arrêt.", "Work: read the database, plan and publish until stopped.")) { service };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(service) is null)
            {
                return await RunAsync(parsed, globals, around, () => { }, stop);
            }
            if (!OperatingSystem.IsWindows())
            {
                throw new CommandFailure(ExitCode.Usage, new("« --service » est pour Windows : lancez « relay run » sans lui.", "\"--service\" is for Windows: start \"relay run\" without it."));
            }
            return await RunAsServiceAsync(parsed, globals, around);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, GlobalOptions globals, Surroundings around, Action ready, CancellationToken stop)
    {
        var screen = globals.ScreenOf(parsed, around);
        var loaded = await ConfigurationLoader.LoadForWorkAsync(parsed.GetValue(globals.Config), around, stop);
        var (file, configuration) = loaded;
        screen.Follow(configuration);
        if (!loaded.StoreIsOlder)
        {
            SomethingToDo.Require(file, configuration);
        }
        await using var run = await WorkerRun.StartAsync(file, configuration, screen, around, stop);
        screen.Say("Relay travaille ; Ctrl+C l'arrête.", "Relay works; Ctrl+C stops it.");
        screen.Answer(new RunShown(Environment.ProcessId, file.Path, configuration.Store.ToString()), CliJson.Out.RunShown);
        ready();
        var why = await run.UntilAsync(stop);
        if (why is null)
        {
            screen.Say("Relay s'arrête : ce qui est en cours se termine, rien de nouveau ne part…", "Relay is stopping: what is under way ends, nothing new leaves…");
        }
        await run.DisposeAsync();
        if (why is not null)
        {
            throw new CommandFailure(ExitCode.Store, new("Un autre processus de Relay a pris ce magasin ; celui-ci s'arrête.", why));
        }
        screen.Say("Relay est arrêté. Ce qui attend repartira au prochain « relay run ».", "Relay has stopped. What waits leaves with the next \"relay run\".");
        return ExitCode.Done;
    }

    /// <summary>A service has no screen: what it says goes into a log beside the configuration, what ends it too.</summary>
    private static async Task<int> RunAsServiceAsync(ParseResult parsed, GlobalOptions globals, Surroundings around)
    {
        var folder = Path.GetDirectoryName(ConfigurationLoader.Find(parsed.GetValue(globals.Config), around))!;
        await using var log = new DailyLog(Path.Combine(folder, "logs"), around.Time);
        var silent = around with { Output = log, Error = log };
        return await WindowsService.RunAsync(
            async (ready, stop) =>
            {
                try
                {
                    return await RunAsync(parsed, globals, silent, ready, stop);
                }
                catch (CommandFailure failure)
                {
                    return Complaints.Failure(globals.ScreenOf(parsed, silent), failure);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return ExitCode.Interrupted;
                }
            },
            around.Time);
    }
}
