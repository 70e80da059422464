using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels.Connecting;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Core.Planning;

namespace Relay.Core.Channels;

/// <summary>Reads the configuration as a whole and reports every fault at once, each naming its setting. Stateless, thread-safe.</summary>
/// <param name="networks">Those that accounts may name.</param>
/// <param name="sources">The kinds that sources may have.</param>
/// <param name="isCron">Whether the scheduler takes a cron expression.</param>
/// <param name="returns">Reads where the party takes what came back; null where nothing does.</param>
public sealed partial class ConfigurationReader(IEnumerable<INetworkSetup> networks, IEnumerable<ISourceSetup> sources, Func<string, bool> isCron, IReturnSetup? returns = null)
{
    private static readonly string[] Top = ["Party", "Language", "Store", "KillSwitch", "Watchdog", "Webhooks", "Templates", "Rehearsal", "Sources", "Accounts", "Channels", "Spaces", "Engine", "Return", "Retention"];

    private readonly Dictionary<string, INetworkSetup> _networks = networks.ToDictionary(setup => setup.Network, StringComparer.Ordinal);
    private readonly Dictionary<string, ISourceSetup> _sources = sources.ToDictionary(setup => setup.Kind, StringComparer.Ordinal);

    /// <summary>Reads the file and what is kept in the store, with the environment over both.</summary>
    /// <param name="file">The operator's file.</param>
    /// <param name="environment">Variables by name; those that start with <c>Relay__</c> count.</param>
    /// <param name="faults">Takes every fault that keeps the whole from being used; those of a kept account or channel leave it out alone (<see cref="ConfigurationInForce.LeftOut"/>).</param>
    /// <param name="kept">What is kept in the store; null for nothing.</param>
    /// <param name="secretsWhenUsed">Whether secrets stay unread until they are used: one that can't be had is no fault then.</param>
    /// <returns>Null when there is any fault.</returns>
    public ConfigurationInForce? Read(
        ConfigurationFile file, IReadOnlyDictionary<string, string> environment, ICollection<Fault> faults, KeptSettings? kept = null, bool secretsWhenUsed = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(faults);
        var found = new List<Fault>(file.Faults);
        if (file.Values.Count == 0 && file.Faults.Count > 0)
        {
            Add(faults, found);
            return null; // nothing was read: what is missing would only repeat that
        }
        if (file.IsBroken)
        {
            found.AddRange(WrittenSecrets(file, found));
            Add(faults, found);
            return null; // whatever seems missing or wrong may be so by the break alone
        }
        CheckTop(file, found);
        var layers = new ConfigurationLayers(file, environment, kept ?? KeptSettings.None);
        found.AddRange(layers.Twice());
        var secrets = new ConfigurationSecrets(file, environment, kept?.Secrets, secretsWhenUsed);
        var read = ReadAll(layers.Relay, file.Folder, secrets, found);
        // What "relay connect" keeps goes on publishing: that nobody hears its network is told beside it.
        var unheard = ConfigurationWebhooks.Unheard(layers.Relay, read.Accounts.Values, account => _networks[account.Network].SecretOfCalls(account)).ToList();
        found.AddRange(unheard.Where(fault => !layers.IsKept(fault)));
        found.AddRange(WrittenSecrets(file, found));
        var leftOut = found.Where(layers.IsKept).ToList();
        found.RemoveAll(leftOut.Contains);
        Add(faults, found);
        read = layers.Placed(ConfigurationLayers.Without(read, leftOut));
        return found.Count > 0 ? null : read with { File = file.Path, Kept = layers.Kept, LeftOut = [.. leftOut, .. layers.Orphans(read, leftOut)], Warnings = [.. secrets.Warnings, .. unheard.Where(layers.IsKept)] };
    }

    /// <summary>Reads only where the store is, to find out what it keeps; null when that has faults, which <see cref="Read"/> tells.</summary>
    public static StoreSettings? ReadStore(ConfigurationFile file, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(environment);
        var faults = new List<Fault>();
        var layers = new ConfigurationLayers(file, environment, KeptSettings.None);
        var store = ReadStore(layers.Relay.GetSection("Store"), file.Folder, new ConfigurationSecrets(file, environment, whenUsed: true), faults);
        return faults.Count + file.Faults.Count == 0 ? store : null;
    }

    // Where an account is so faulty that its network does not read it, its secret stands there all the same.
    private IEnumerable<Fault> WrittenSecrets(ConfigurationFile file, List<Fault> told)
    {
        var names = _networks.Values.SelectMany(setup => setup.SecretSettings).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. file.Values.Keys.Where(IsSecret).Where(setting => !told.Exists(fault => string.Equals(fault.Setting, setting, StringComparison.OrdinalIgnoreCase))).Select(ConfigurationSecrets.Written)];

        bool IsSecret(string setting) => setting.Split(':') is [var top, var kind, _, var name]
            && top.Equals("Relay", StringComparison.OrdinalIgnoreCase) && kind.Equals("Accounts", StringComparison.OrdinalIgnoreCase) && names.Contains(name);
    }

    private static void CheckTop(ConfigurationFile file, List<Fault> faults)
    {
        foreach (var name in file.Values.Keys.Select(key => key.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!new[] { "Relay", "Logging", "$schema" }.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var nearest = ConfigurationNames.Nearest(name, ["Relay", "Logging"]) ?? "Relay";
                faults.Add(new(name, $"no such setting at the top of the file: did you mean {nearest}?", $"ce réglage n'existe pas en tête du fichier : vouliez-vous écrire {nearest} ?"));
            }
        }
    }

    /// <summary>Whether an account can write to a coordinator where nobody else reads it.</summary>
    private bool TellsInPrivate(Account account) => _networks[account.Network].AccountSettings.Contains(Alarms.WatchdogSettings.CoordinatorSetting);

    private ConfigurationInForce ReadAll(IConfigurationSection relay, string folder, ConfigurationSecrets secrets, List<Fault> faults)
    {
        var top = new ConfigurationValues(relay, faults);
        top.OnlyKnown(Top);
        var accounts = ReadAccounts(relay.GetSection("Accounts"), secrets, faults);
        var (engine, harvest) = ConfigurationEngine.Read(relay.GetSection("Engine"), faults);
        var rehearsal = top.Flag("Rehearsal", false);
        foreach (var account in accounts.Values.OfType<Account>().Where(account => rehearsal && account.IsNetworksOwn).ToList())
        {
            accounts[account.Id] = null;
            faults.Add(new($"{relay.Path}:Accounts:{account.Id}:BaseAddress",
                "in a rehearsal no account may call the network itself: give the address of the rehearsal's server, or take Rehearsal out.",
                "dans une répétition, aucun compte ne doit appeler le vrai réseau : donnez l'adresse du serveur de répétition, ou retirez Rehearsal."));
        }
        var store = ReadStore(relay.GetSection("Store"), folder, secrets, faults);
        var webhooks = ConfigurationWebhooks.Read(relay.GetSection("Webhooks"), faults);
        return new ConfigurationInForce
        {
            Folder = folder,
            Party = ReadParty(relay.GetSection("Party"), faults),
            Language = top.Choice("Language", "fr", ["fr", "en"]),
            Store = store,
            KillSwitch = Path.GetFullPath(top.Text("KillSwitch") ?? Path.Combine(Path.GetDirectoryName(store.Path) ?? folder, "relay.stop"), folder),
            Watchdog = ConfigurationWatchdog.Read(relay.GetSection("Watchdog"), accounts.ToDictionary(pair => pair.Key, pair => pair.Value is not { } account || TellsInPrivate(account), StringComparer.Ordinal), faults),
            Webhooks = webhooks,
            Rehearsal = rehearsal,
            Templates = top.Text("Templates") is { } templates ? ExistingFolder(top, Path.GetFullPath(templates, folder)) : null,
            Sources = new ConfigurationSources(_sources, isCron, faults).Read(relay.GetSection("Sources"), folder, secrets),
            Accounts = accounts.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value! with { Webhook = webhooks?.AddressOf(pair.Key) }, StringComparer.Ordinal),
            Channels = new ConfigurationChannels(_networks, accounts, faults).Read(relay.GetSection("Channels")),
            Spaces = new ConfigurationSpaces(faults).Read(relay.GetSection("Spaces")),
            Engine = engine,
            Return = relay.GetSection("Return") is var place && place.Exists() ? returns?.Read(place, folder, secrets, faults) : null,
            Harvest = harvest,
            Retention = ConfigurationRetention.Read(relay.GetSection("Retention"), faults),
        };
    }

    private static string? ExistingFolder(ConfigurationValues top, string path)
    {
        if (Directory.Exists(path))
        {
            return path;
        }
        top.Add("Templates", $"the folder {path} is not there: create it or leave the setting out.", $"le dossier {path} n'existe pas : créez-le ou retirez ce réglage.");
        return null;
    }

    private static PartySettings ReadParty(IConfigurationSection section, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(["Name", "PrivacyNotice", "DataProtectionContact"]);
        return new(values.Text("Name"), values.WebAddress("PrivacyNotice"), values.Text("DataProtectionContact"));
    }

    private static StoreSettings ReadStore(IConfigurationSection section, string folder, ConfigurationSecrets secrets, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(["Engine", "Path", "Keys", "ConnectionString", "ConnectionStringFile"]);
        var engine = values.Choice("Engine", "sqlite", ["sqlite", "postgresql"]);
        var path = Path.GetFullPath(values.Text("Path") ?? "data/relay.db", folder);
        var keys = values.Text("Keys") is { } given ? Path.GetFullPath(given, folder) : Path.Combine(engine == "sqlite" ? Path.GetDirectoryName(path)! : folder, "keys");
        var connection = ((ISecrets)secrets).FindRequired($"{section.Path}:ConnectionString", faults);
        if (engine == "sqlite")
        {
            return new(engine, path, null, keys);
        }
        if (connection is null && !faults.Any(fault => fault.Setting.StartsWith($"{section.Path}:ConnectionString", StringComparison.OrdinalIgnoreCase)))
        {
            values.Add("ConnectionStringFile",
                "a PostgreSQL store needs a connection string: name a file that holds it, or set Relay__Store__ConnectionString.",
                "un magasin PostgreSQL demande une chaîne de connexion : nommez un fichier qui la contient, ou posez Relay__Store__ConnectionString.");
        }
        return new(engine, null, connection, keys);
    }

    private Dictionary<string, Account?> ReadAccounts(IConfigurationSection section, ConfigurationSecrets secrets, List<Fault> faults)
    {
        var accounts = new Dictionary<string, Account?>(StringComparer.Ordinal);
        foreach (var child in Named(section, faults))
        {
            var values = new ConfigurationValues(child, faults);
            var network = values.Choice("Network", "", _networks.Keys, required: true);
            if (!_networks.TryGetValue(network, out var setup))
            {
                accounts[child.Key] = null;
                continue;
            }
            values.OnlyKnown(["Network", .. setup.AccountSettings, .. setup.SecretSettings.Select(secret => secret + "File")]);
            accounts[child.Key] = setup.ReadAccount(child.Key, child, secrets, faults);
        }
        foreach (var account in accounts.Values.OfType<Account>().ToList())
        {
            if (_networks[account.Network] is IWorkThroughAccounts through)
            {
                accounts[account.Id] = through.Complete(account, accounts, new(section.GetSection(account.Id), faults));
            }
        }
        return accounts;
    }

    private static void Add(ICollection<Fault> faults, List<Fault> found) => found.ForEach(faults.Add);

    /// <summary>An IANA zone; <c>Europe/Paris</c> when it is not set.</summary>
    internal static string Zone(ConfigurationValues values, string name)
    {
        if (values.Text(name) is not { } text || WallClock.TryZone(text, out _))
        {
            return values.Text(name) ?? "Europe/Paris";
        }
        var nearest = ConfigurationNames.Nearest(text, TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id)) ?? "Europe/Paris";
        values.Add(name, $"'{text}' is not an IANA time zone: did you mean {nearest}?", $"« {text} » n'est pas un fuseau IANA : vouliez-vous écrire {nearest} ?");
        return "Europe/Paris";
    }

    /// <summary>The children of a dictionary, those with a usable id.</summary>
    internal static IEnumerable<IConfigurationSection> Named(IConfigurationSection section, ICollection<Fault> faults)
    {
        if (section.Value is not null)
        {
            faults.Add(new(section.Path, "it must be an object of settings by id.", "il faut un objet de réglages, rangés par identifiant."));
        }
        foreach (var child in section.GetChildren())
        {
            if (!Id().IsMatch(child.Key))
            {
                faults.Add(new(child.Path, "an id is made of 1 to 64 letters, digits, dots, dashes and underscores, and starts with a letter.",
                    "un identifiant compte 1 à 64 lettres, chiffres, points, tirets ou tirets bas, et commence par une lettre."));
            }
            else if (child.Value is not null && !child.GetChildren().Any())
            {
                faults.Add(new(child.Path, "it must be an object with settings, not one value.", "il faut un objet avec des réglages, pas une seule valeur."));
            }
            else
            {
                yield return child;
            }
        }
    }

    /// <summary>Whether an account or channel may be called so.</summary>
    public static bool IsId(string name) => Id().IsMatch(name);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9._-]{0,63}$", RegexOptions.None, 5_000)]
    private static partial Regex Id();
}
