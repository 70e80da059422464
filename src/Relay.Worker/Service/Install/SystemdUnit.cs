using Relay.Worker.Cli;

namespace Relay.Worker.Service.Install;

/// <summary>The unit that systemd runs Relay by: told how it fares, restarted after a failure, and shut off from everything it does not need.</summary>
internal static class SystemdUnit
{
    /// <summary>Where units of this machine's administrator stand.</summary>
    public const string Folder = "/etc/systemd/system";

    private const string StateRoot = "/var/lib/";

    /// <summary>The unit's text.</summary>
    public static string Of(ServicePlan plan)
    {
        var state = StateRoot + plan.Name;
        var own = plan.Writable.Where(folder => folder == state || folder.StartsWith(state + "/", StringComparison.Ordinal)).ToList();
        var elsewhere = plan.Writable.Except(own, StringComparer.Ordinal).ToList();
        return $"""
            # Written by "relay install". What you change here is overwritten by the next one: use "systemctl edit {plan.Name}" instead.
            [Unit]
            Description=Relay mirrors the party's initiatives and events to social networks
            Wants=network-online.target
            After=network-online.target
            # Never give up: a database that is away for a night comes back.
            StartLimitIntervalSec=0

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart={string.Join(' ', plan.Program.Select(Quoted))} run --config {Quoted(plan.Config)}
            User={plan.User}
            {(own.Count > 0 ? $"StateDirectory={plan.Name}\nStateDirectoryMode=0700" : "# The store stands outside /var/lib: see ReadWritePaths.")}
            UMask=0077

            # A worker whose pumps, scheduler or store hang gives no sign of life and is started anew; what was in flight is found out.
            WatchdogSec=60
            Restart=on-failure
            RestartSec=10
            # 2 and 3: the command line or the configuration is at fault, and trying again mends neither. 130: stopped while it started.
            RestartPreventExitStatus={ExitCode.Usage} {ExitCode.Configuration}
            SuccessExitStatus={ExitCode.Interrupted}
            TimeoutStartSec=180
            # Relay lets calls in flight end for up to 18 s and is over within 20.
            TimeoutStopSec=25
            # Memory holds secrets.
            LimitCORE=0

            # Secrets from the service manager, readable by this service alone: take the mark off and give each its file.
            {string.Join('\n', plan.Secrets.Select(secret => $"#LoadCredential={secret}:/etc/{plan.Name}/secrets/{secret["Relay__Accounts__".Length..].Replace("__", "-", StringComparison.Ordinal)}").DefaultIfEmpty("#LoadCredential=NAME:/path"))}

            # Reads the machine, writes only here.
            ProtectSystem=strict
            {(elsewhere.Count > 0 ? $"ReadWritePaths={string.Join(' ', elsewhere.Select(Quoted))}" : "# ReadWritePaths is not needed: StateDirectory is writable.")}
            ProtectHome={(InHome(plan) ? "read-only" : "yes")}
            PrivateTmp=yes
            PrivateDevices=yes
            DevicePolicy=closed
            PrivateUsers=yes
            PrivateIPC=yes
            RemoveIPC=yes
            KeyringMode=private
            ProtectProc=invisible
            ProtectClock=yes
            ProtectHostname=yes
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            AmbientCapabilities=
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            # .NET writes its machine code while it runs.
            MemoryDenyWriteExecute=no
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallErrorNumber=EPERM

            [Install]
            WantedBy=multi-user.target

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Home folders are hidden from the service unless something it needs stands in one.</summary>
    private static bool InHome(ServicePlan plan) => plan.Program.Append(plan.Config).Concat(plan.Writable)
        .Any(path => path.StartsWith("/home/", StringComparison.Ordinal) || path.StartsWith("/root/", StringComparison.Ordinal));

    /// <summary>As systemd reads a word: percent signs doubled, quoted where there is a space or a quote.</summary>
    private static string Quoted(string word)
    {
        var safe = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return safe == word && !word.Contains(' ', StringComparison.Ordinal) ? word : $"\"{safe}\"";
    }
}
