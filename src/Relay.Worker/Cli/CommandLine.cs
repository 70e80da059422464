using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using Relay.Core.Channels;
using Relay.Worker.Cli.Connect;

namespace Relay.Worker.Cli;

/// <summary>The whole command line: <c>relay run</c>, <c>relay demo</c> and the rest.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command and returns its exit code; complaints are one sentence each.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, CancellationToken stop)
    {
        var language = LanguageOf(args, around);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var globals = new GlobalOptions(language);
        var root = Create(args, globals, around);
        var parsed = root.Parse(args);
        var screen = globals.ScreenOf(parsed, around);
        try
        {
            if (parsed.Errors.Count > 0)
            {
                return Complaints.Usage(screen, parsed);
            }
            var configuration = new InvocationConfiguration { Output = around.Output, Error = around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop);
        }
        catch (CommandFailure failure)
        {
            return Complaints.Failure(screen, failure);
        }
        catch (SecretMissingException missing)
        {
            return Complaints.Failure(screen, new CommandFailure(ExitCode.Configuration, new(missing.French, missing.Message)));
        }
        catch (OperationCanceledException end) when (stop.IsCancellationRequested || end is InterruptedException)
        {
            around.Error.WriteLine(); // below a question that was left open
            screen.Note("Interrompu.", "Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            return Complaints.Fault(screen, fault, parsed.GetValue(globals.Trace), around.Error);
        }
    }

    /// <summary>Says why no command can be run at all on this machine.</summary>
    public static int Refuse(IReadOnlyList<string> args, Surroundings around, CommandFailure failure)
    {
        var globals = new GlobalOptions(LanguageOf(args, around));
        return Complaints.Failure(globals.ScreenOf(Create(args, globals, around).Parse(args), around), failure);
    }

    private static RootCommand Create(IReadOnlyList<string> args, GlobalOptions globals, Surroundings around)
    {
        var root = new RootCommand(globals.Of("Relay reporte les initiatives et les événements du parti sur Facebook, X et Telegram, une fois et une seule.",
            "Relay mirrors the party's initiatives and events to Facebook, X and Telegram, exactly once."));
        root.HelpName = "relay"; // whatever the program's file is called
        foreach (var option in globals.All)
        {
            root.Add(option);
        }
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = globals.Of("Montrer cette aide.", "Show this help.");
            if (globals.IsFrench && help.Action is HelpAction page)
            {
                help.Action = new SpokenHelp(page);
            }
        }
        root.Add(RunCommand.Create(globals, around));
        root.Add(InstallCommand.Install(globals, around));
        root.Add(InstallCommand.Uninstall(globals, around));
        root.Add(DemoCommand.Create(globals, around));
        root.Add(ConnectCommand.Create(globals, around, asked: args.Contains("connect")));
        root.Add(AccountsCommand.Create(globals, around));
        root.Add(DisconnectCommand.Create(globals, around));
        root.Add(ChannelCommand.Create(globals, around));
        root.Add(CheckCommand.Create(globals, around));
        root.Add(CsvTemplateCommand.Create(globals, around));
        root.Add(PlanCommand.Create(globals, around));
        root.Add(GoLiveCommand.Create(globals, around));
        root.Add(TestPostCommand.Create(globals, around));
        root.Add(StatusCommand.Create(globals, around));
        root.Add(WhyCommand.Create(globals, around));
        root.Add(UncertainCommand.Create(globals, around));
        root.Add(InboxCommand.Create(globals, around));
        root.Add(ContactsCommand.Create(globals, around));
        root.Add(BroadcastCommand.Create(globals, around));
        root.Add(AttendanceCommand.Create(globals, around));
        root.Add(SpreadCommand.Create(globals, around));
        root.Add(RegisterCommand.Create(globals, around));
        root.Add(LinkCommand.Create(globals, around));
        root.Add(WebhooksCommand.Create(globals, around));
        root.Add(PauseCommand.Pause(globals, around));
        root.Add(PauseCommand.Resume(globals, around));
        root.Add(BrakeCommand.Create(globals, around));
        root.Add(AuditCommand.Create(globals, around));
        root.Add(UnderstandCommand.Create(globals, around));
        root.Add(TerritoryCommand.Create(globals, around));
        return root;
    }

    /// <summary>By <c>--lang</c>, else by the locale; French where no locale is set, since coordinators read French.</summary>
    private static string LanguageOf(IReadOnlyList<string> args, Surroundings around)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var chosen = args[i] == "--lang" && i + 1 < args.Count ? args[i + 1] : args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i]["--lang=".Length..] : null;
            if (chosen is "fr" or "en")
            {
                return chosen;
            }
        }
        return around.Locale.Length == 0 || around.Locale.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? "fr" : "en";
    }
}
