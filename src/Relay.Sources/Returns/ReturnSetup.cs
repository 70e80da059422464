using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Returns;

namespace Relay.Sources.Returns;

/// <summary>Reads <c>Relay:Return</c>: docs/return.md.</summary>
internal sealed partial class ReturnSetup : IReturnSetup
{
    public IReturn? Read(IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(["Kind", "Path", "Table", "ConnectionString", "ConnectionStringFile"]);
        var kind = values.Choice("Kind", "", ["postgresql", "sqlite", "ndjson", "csv"], required: true);
        var table = values.Text("Table") ?? "relay_return";
        if (!Identifier().IsMatch(table))
        {
            values.Add("Table",
                $"'{table}' is not a table's name: write letters, digits and underscores, with a schema and a dot before it if need be.",
                $"« {table} » n'est pas un nom de table : écrivez lettres, chiffres et tirets bas, précédés au besoin d'un schéma et d'un point.");
        }
        var path = kind is "sqlite" or "ndjson" or "csv" && values.Text("Path", required: true) is { } written ? Path.GetFullPath(written, folder) : null;
        var connection = kind == "postgresql" ? secrets.FindRequired($"{section.Path}:ConnectionString", faults) : null;
        if (kind == "postgresql" && connection is null && faults.Count == before)
        {
            values.Add("ConnectionStringFile",
                $"a PostgreSQL return needs a connection string: name a file that holds it, or set {section.Path.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString.",
                $"un retour vers PostgreSQL demande une chaîne de connexion : nommez un fichier qui la contient, ou posez {section.Path.Replace(":", "__", StringComparison.Ordinal)}__ConnectionString.");
        }
        return faults.Count > before ? null : kind switch
        {
            "postgresql" => new SqlReturn(table, new PostgreSqlReturnDatabase(connection!)),
            "sqlite" => new SqlReturn(table, new SqliteReturnDatabase(path!)),
            _ => new FileReturn(path!, csv: kind == "csv"),
        };
    }

    [GeneratedRegex(@"^[A-Za-z_]\w{0,62}(\.[A-Za-z_]\w{0,62})?$", RegexOptions.ECMAScript | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Identifier();
}
