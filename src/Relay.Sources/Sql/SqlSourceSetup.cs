using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Sources.Sql.PostgreSql;
using Relay.Sources.Sql.Sqlite;

namespace Relay.Sources.Sql;

/// <summary>Reads <c>Relay:Sources:{id}</c> with <c>Kind: sql</c>: docs/sources/sql.md.</summary>
internal sealed partial class SqlSourceSetup : ISourceSetup
{
    private static readonly string[] Settings =
    [
        .. ConfigurationSources.Common, "Engine", "ConnectionString", "ConnectionStringFile", "Path", "Timeout", "Kinds", "EventsView", "InitiativesView",
    ];

    public string Kind => "sql";

    public ISource? Read(string id, IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(Settings);
        var timeout = values.Duration("Timeout", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
        var options = new SqlSourceOptions(id, ReadViews(values), ReadZone(values));
        ISqlDatabase? database = values.Choice("Engine", "", ["postgresql", "sqlite"], required: true) switch
        {
            "postgresql" when ReadConnection(values, section, secrets, faults) is { } connection => new PostgreSqlDatabase(connection, timeout),
            "sqlite" when values.Text("Path", required: true) is { } path => new SqliteDatabase(Path.GetFullPath(path, folder), timeout),
            _ => null,
        };
        return database is null || faults.Count > before ? null : new SqlSource(options, database);
    }

    private static Func<string>? ReadConnection(ConfigurationValues values, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var connection = secrets.FindRequired($"{section.Path}:ConnectionString", faults);
        if (connection is null && faults.Count == before)
        {
            values.Add("ConnectionStringFile",
                $"a PostgreSQL source needs a connection string: name a file that holds it, or set {section.Path.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString.",
                $"une source PostgreSQL demande une chaîne de connexion : nommez un fichier qui la contient, ou posez {section.Path.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString.");
        }
        return connection;
    }

    private static Dictionary<ItemKind, string> ReadViews(ConfigurationValues values)
    {
        var kinds = values.Choices("Kinds", ["event", "initiative"]);
        var views = new Dictionary<ItemKind, string>();
        foreach (var (kind, word, setting, usual) in new[] { (ItemKind.Event, "event", "EventsView", "relay_events"), (ItemKind.Initiative, "initiative", "InitiativesView", "relay_initiatives") })
        {
            var name = values.Text(setting) ?? usual;
            if (!Identifier().IsMatch(name))
            {
                values.Add(setting,
                    $"'{name}' is not a view's name: write letters, digits and underscores, with a schema and a dot before it if need be.",
                    $"« {name} » n'est pas un nom de vue : écrivez lettres, chiffres et tirets bas, précédés au besoin d'un schéma et d'un point.");
            }
            else if (kinds.Count == 0 || kinds.Contains(word))
            {
                views[kind] = name;
            }
        }
        return views;
    }

    // A wrong zone is reported with the source's schedule, which reads the same setting.
    private static string ReadZone(ConfigurationValues values) => values.Text("Zone") is { } zone && WallClock.TryZone(zone, out _) ? zone : "Europe/Paris";

    [GeneratedRegex(@"^[A-Za-z_]\w{0,62}(\.[A-Za-z_]\w{0,62})?$", RegexOptions.ECMAScript | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Identifier();
}

/// <summary>What a source of this kind is told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Views">Which view offers which kind.</param>
/// <param name="Zone">IANA zone of rows that name none and whose territory leaves it open.</param>
internal sealed record SqlSourceOptions(string Id, IReadOnlyDictionary<ItemKind, string> Views, string Zone);
