using System.CommandLine;
using System.Text.RegularExpressions;
using Relay.Core.Channels;
using Relay.Worker.Hosting;
using Relay.Worker.Service.Install;

namespace Relay.Worker.Cli;

/// <summary><c>relay install</c> and <c>relay uninstall</c>: run by systemd or Windows from now on, or no more.</summary>
internal static partial class InstallCommand
{
    private const string Usual = "relay";

    /// <summary><c>relay install</c>.</summary>
    public static Command Install(GlobalOptions globals, Surroundings around)
    {
        var (name, dry) = (Name(globals), Dry(globals));
        var user = new Option<string?>("--user")
        {
            HelpName = globals.Of("COMPTE", "USER"),
            Description = globals.Of("Compte de la machine sous lequel Relay travaille ; par défaut relay, créé au besoin (sous Windows, le compte propre au service).",
                "Account of the machine that Relay works as; by default relay, made if need be (on Windows the service's own account)."),
        };
        var command = new Command("install", globals.Of("Faire de Relay un service de cette machine (systemd ou Windows).", "Make Relay a service of this machine (systemd or Windows).")) { name, user, dry };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (file, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            SomethingToDo.Require(file, configuration);
            var service = parsed.GetValue(name)!;
            await using var parts = new ServiceCollection().AddSetups().BuildServiceProvider();
            var plan = ServicePlan.Of(service, parsed.GetValue(user) ?? (OperatingSystem.IsWindows() ? $"NT SERVICE\\{service}" : Usual), file.Path, configuration, parts.GetServices<INetworkSetup>()) with { Language = screen.Language };
            var steps = OperatingSystem.IsWindows() ? InstallSteps.Windows(plan) : InstallSteps.Systemd(plan, around.Machine);
            if (parsed.GetValue(dry))
            {
                Print(around.Output, steps, globals);
                return ExitCode.Done;
            }
            await CarryOutAsync(screen, steps, around.Machine, cancel);
            screen.Say($"Commandes de cette machine : sudo -u {plan.User} relay status --config {plan.Config}", $"Commands on this machine: sudo -u {plan.User} relay status --config {plan.Config}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary><c>relay uninstall</c>.</summary>
    public static Command Uninstall(GlobalOptions globals, Surroundings around)
    {
        var (name, dry) = (Name(globals), Dry(globals));
        var command = new Command("uninstall", globals.Of("Ne plus faire de Relay un service ; le magasin et la configuration restent.", "Make Relay a service no more; store and configuration stay.")) { name, dry };
        command.SetAction(async (parsed, cancel) =>
        {
            var steps = OperatingSystem.IsWindows() ? InstallSteps.NoWindows(parsed.GetValue(name)!) : InstallSteps.NoSystemd(parsed.GetValue(name)!);
            if (parsed.GetValue(dry))
            {
                Print(around.Output, steps, globals);
                return ExitCode.Done;
            }
            await CarryOutAsync(globals.ScreenOf(parsed, around), steps, around.Machine, cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task CarryOutAsync(Screen screen, InstallSteps steps, IMachine machine, CancellationToken cancel)
    {
        if (!machine.IsAdministrator)
        {
            throw new CommandFailure(ExitCode.Refused, new("Un service s'installe en administrateur : recommencez avec sudo (sous Windows, dans une invite « administrateur »), ou voyez ce qui serait fait avec --dry-run.",
                "A service is installed by an administrator: try again with sudo (on Windows in an elevated prompt), or see what would be done with --dry-run."));
        }
        var booted = OperatingSystem.IsWindows() || machine.IsSystemdBooted;
        foreach (var command in steps.Before.Where(command => booted || command[0] != "systemctl"))
        {
            await RunAsync(screen, command, machine, steps.MayFail, cancel);
        }
        if (steps is { FilePath: { } path, FileText: { } text })
        {
            machine.Write(path, text);
            screen.Say($"Écrit : {path}", $"Written: {path}");
        }
        else if (steps.FilePath is { } gone)
        {
            machine.Delete(gone);
            screen.Say($"Effacé : {gone}", $"Deleted: {gone}");
        }
        foreach (var command in steps.After)
        {
            if (booted)
            {
                await RunAsync(screen, command, machine, mayFail: false, cancel);
            }
            else
            {
                screen.Say($"systemd ne dirige pas cette machine ; sur une machine qu'il dirige : {Line(command)}", $"systemd does not run this machine; on one that it runs: {Line(command)}");
            }
        }
    }

    private static async Task RunAsync(Screen screen, IReadOnlyList<string> command, IMachine machine, bool mayFail, CancellationToken cancel)
    {
        screen.Say($"> {Line(command)}", $"> {Line(command)}");
        var (exit, said) = await machine.RunAsync(command, cancel);
        if (exit != 0 && !mayFail)
        {
            throw new CommandFailure(ExitCode.Refused, new($"« {Line(command)} » a échoué ({exit}) : {said}", $"\"{Line(command)}\" has failed ({exit}): {said}"));
        }
    }

    /// <summary>On systemd the unit, all else as its comments, so that it can be piped into a file; on Windows the commands.</summary>
    private static void Print(TextWriter to, InstallSteps steps, GlobalOptions globals)
    {
        var mark = steps.FileText is null ? "" : "# ";
        if (steps.FileText is not null)
        {
            to.WriteLine(globals.Of("# Serait fait, dans cet ordre :", "# Would be done, in this order:"));
        }
        foreach (var line in steps.Before.Select(Line))
        {
            to.WriteLine(mark + line);
        }
        if (steps.FilePath is { } path)
        {
            to.WriteLine(steps.FileText is null ? globals.Of($"# Serait effacé : {path}", $"# Would be deleted: {path}") : globals.Of($"# Écriture de {path}, ce qui suit.", $"# Writing {path}, what follows."));
        }
        foreach (var line in steps.After.Select(Line))
        {
            to.WriteLine(mark + line);
        }
        if (steps.FileText is { } text)
        {
            to.WriteLine(text.TrimEnd('\n'));
        }
    }

    private static string Line(IReadOnlyList<string> command) => string.Join(' ', command.Select(word => word.Contains(' ', StringComparison.Ordinal) || word.Contains('(', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    private static Option<string> Name(GlobalOptions globals)
    {
        var name = new Option<string>("--name") { HelpName = globals.Of("NOM", "NAME"), DefaultValueFactory = _ => Usual, Description = globals.Of("Nom du service ; par défaut relay.", "Name of the service; by default relay.") };
        name.Validators.Add(result =>
        {
            if (!Shape().IsMatch(result.GetValue(name) ?? ""))
            {
                result.AddError(globals.Of("--name prend des lettres, des chiffres et des tirets.", "--name takes letters, digits and dashes."));
            }
        });
        return name;
    }

    private static Option<bool> Dry(GlobalOptions globals)
        => new("--dry-run") { Description = globals.Of("Montrer ce qui serait écrit ou lancé, sans rien changer.", "Show what would be written or run, and change nothing.") };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,31}$", RegexOptions.None, 5_000)]
    private static partial Regex Shape();
}
