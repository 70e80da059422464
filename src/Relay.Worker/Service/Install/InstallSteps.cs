namespace Relay.Worker.Service.Install;

/// <summary>What installing or uninstalling comes to on one kind of machine: a file to write, and commands in order.</summary>
/// <param name="FilePath">The file that is written or deleted; null for none.</param>
/// <param name="FileText">Its text; null when it is deleted.</param>
/// <param name="Before">Commands before that.</param>
/// <param name="After">Commands after it.</param>
/// <param name="MayFail">Commands of <see cref="Before"/> whose failure says only that there was nothing to do.</param>
internal sealed record InstallSteps(string? FilePath, string? FileText, IReadOnlyList<IReadOnlyList<string>> Before, IReadOnlyList<IReadOnlyList<string>> After, bool MayFail = false)
{
    /// <summary>Installs under systemd.</summary>
    public static InstallSteps Systemd(ServicePlan plan, IMachine machine)
    {
        var before = new List<IReadOnlyList<string>>();
        if (!machine.HasUser(plan.User))
        {
            before.Add(["useradd", "--system", "--user-group", "--home-dir", $"/var/lib/{plan.Name}", "--no-create-home", "--shell", "/usr/sbin/nologin", plan.User]);
        }
        before.AddRange(plan.Writable.Where(folder => !machine.Exists(folder)).Select(folder => (IReadOnlyList<string>)["install", "-d", "-m", "0700", "-o", plan.User, folder]));
        return new($"{SystemdUnit.Folder}/{plan.Name}.service", SystemdUnit.Of(plan), before, [["systemctl", "daemon-reload"], ["systemctl", "enable", "--now", plan.Name]]);
    }

    /// <summary>Takes the unit away; store, configuration and user stay.</summary>
    public static InstallSteps NoSystemd(string name)
        => new($"{SystemdUnit.Folder}/{name}.service", null, [["systemctl", "disable", "--now", name]], [["systemctl", "daemon-reload"]], MayFail: true);

    /// <summary>Registers with Windows' service control manager: starts with the machine, again after a failure, three times slower each.</summary>
    public static InstallSteps Windows(ServicePlan plan)
    {
        var line = string.Join(' ', plan.Program.Append("run").Append("--service").Append(plan.Name).Append("--config").Append(plan.Config).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));
        return new(null, null, [],
        [
            ["sc.exe", "create", plan.Name, "binPath=", line, "start=", "delayed-auto", "obj=", plan.User, "DisplayName=", "Relay"],
            ["sc.exe", "description", plan.Name, plan.Language == "fr" ? "Reporte les initiatives et les événements du parti sur les réseaux sociaux." : "Mirrors the party's initiatives and events to social networks."],
            ["sc.exe", "failure", plan.Name, "reset=", "86400", "actions=", "restart/10000/restart/60000/restart/300000"],
            ["sc.exe", "failureflag", plan.Name, "1"],
            .. plan.Writable.Select(folder => (IReadOnlyList<string>)["icacls.exe", folder, "/grant", $"{plan.User}:(OI)(CI)M"]),
            ["sc.exe", "start", plan.Name],
        ]);
    }

    /// <summary>Takes the service away; store and configuration stay.</summary>
    public static InstallSteps NoWindows(string name) => new(null, null, [["sc.exe", "stop", name]], [["sc.exe", "delete", name]], MayFail: true);
}
