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
        string Say(string french, string english) => plan.Language == "fr" ? french : english;
        return $"""
            # {Say($"Écrit par « relay install ». Ce que vous changez ici, le prochain l'écrase : employez « systemctl edit {plan.Name} ».", $"Written by \"relay install\". What you change here is overwritten by the next one: use \"systemctl edit {plan.Name}\" instead.")}
            [Unit]
            Description={Say("Relay reporte les initiatives et les événements du parti sur les réseaux sociaux", "Relay mirrors the party's initiatives and events to social networks")}
            Wants=network-online.target
            After=network-online.target
            # {Say("Ne jamais renoncer : une base absente une nuit revient.", "Never give up: a database that is away for a night comes back.")}
            StartLimitIntervalSec=0

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart={string.Join(' ', plan.Program.Select(Quoted))} run --config {Quoted(plan.Config)}
            User={plan.User}
            {(own.Count > 0 ? $"StateDirectory={plan.Name}\nStateDirectoryMode=0700" : "# " + Say("Le magasin est hors de /var/lib : voyez ReadWritePaths.", "The store stands outside /var/lib: see ReadWritePaths."))}
            UMask=0077

            # {Say("Un Relay dont les pompes, l'horloge ou le magasin se figent ne donne plus signe de vie : il est relancé, et vérifie ce qui était en vol.", "A worker whose pumps, scheduler or store hang gives no sign of life and is started anew; what was in flight is found out.")}
            WatchdogSec=60
            Restart=on-failure
            RestartSec=10
            # {Say("2 et 3 : la ligne de commande ou la configuration est en faute, et recommencer ne répare ni l'une ni l'autre. 130 : arrêté pendant son démarrage.", "2 and 3: the command line or the configuration is at fault, and trying again mends neither. 130: stopped while it started.")}
            RestartPreventExitStatus={ExitCode.Usage} {ExitCode.Configuration}
            SuccessExitStatus={ExitCode.Interrupted}
            TimeoutStartSec=180
            # {Say("Relay laisse finir les appels en vol pendant 18 s au plus et s'arrête en moins de 20.", "Relay lets calls in flight end for up to 18 s and is over within 20.")}
            TimeoutStopSec=25
            # {Say("La mémoire contient des secrets.", "Memory holds secrets.")}
            LimitCORE=0

            # {Say("Secrets confiés par systemd, lisibles par ce seul service : retirez le # et donnez à chacun son fichier.", "Secrets from the service manager, readable by this service alone: take the mark off and give each its file.")}
            {string.Join('\n', plan.Secrets.Select(secret => $"#LoadCredential={secret}:/etc/{plan.Name}/secrets/{secret["Relay__Accounts__".Length..].Replace("__", "-", StringComparison.Ordinal)}").DefaultIfEmpty(Say("#LoadCredential=NOM:/chemin", "#LoadCredential=NAME:/path")))}

            # {Say("Lit la machine, n'écrit qu'ici.", "Reads the machine, writes only here.")}
            ProtectSystem=strict
            {(elsewhere.Count > 0 ? $"ReadWritePaths={string.Join(' ', elsewhere.Select(Quoted))}" : "# " + Say("ReadWritePaths est inutile : StateDirectory est accessible en écriture.", "ReadWritePaths is not needed: StateDirectory is writable."))}
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
            # {Say(".NET écrit son code machine pendant qu'il tourne.", ".NET writes its machine code while it runs.")}
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
