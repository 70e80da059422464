using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Sources.Tests.Sql;

/// <summary>A database of one engine, and the source that the product's own registration makes of it.</summary>
internal sealed class SourceBench : IAsyncDisposable
{
    private readonly string? _folder;

    private SourceBench(string engine, DbConnection connection, string? folder)
    {
        (Engine, Connection, _folder) = (engine, connection, folder);
    }

    public string Engine { get; }

    public DbConnection Connection { get; }

    public string File => Path.Combine(_folder!, "party.db");

    public static async Task<SourceBench> StartAsync(string engine)
    {
        var folder = engine == "sqlite" ? Directory.CreateTempSubdirectory("relay-source-").FullName : null;
        DbConnection connection = folder is null
            ? new NpgsqlConnection(await Postgres.DatabaseAsync())
            : new SqliteConnection($"Data Source={Path.Combine(folder, "party.db")};Pooling=false");
        await connection.OpenAsync();
        return new SourceBench(engine, connection, folder);
    }

    /// <summary>Creates the tables that docs/sources/ddl holds.</summary>
    public Task CreateTablesAsync() => ExecuteAsync(System.IO.File.ReadAllText(Repository.PathOf("docs", "sources", "ddl", $"{Engine}.sql")));

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ISource Source(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = Engine };
        if (_folder is not null)
        {
            all["Path"] = "party.db";
        }
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        var connection = Connection is NpgsqlConnection ? new NpgsqlConnectionStringBuilder(Connection.ConnectionString) { Pooling = false }.ConnectionString : null;
        return Read(all, _folder ?? "/", connection, out var faults) ?? throw new InvalidOperationException(string.Join(' ', faults));
    }

    /// <summary>Reads settings as the program does.</summary>
    public static ISource? Read(IReadOnlyDictionary<string, string?> settings, string folder, string? connectionString, out List<Fault> faults)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Relay:Sources:party:{pair.Key}", pair.Value))).Build()
            .GetSection("Relay:Sources:party");
        var setup = new ServiceCollection().AddRelaySources().BuildServiceProvider().GetServices<ISourceSetup>().Single(setup => setup.Kind == settings.GetValueOrDefault("Kind", "sql"));
        faults = [];
        return setup.Read("party", section, folder, new OneSecret(connectionString), faults);
    }

    public async Task<List<SourceRow>> ReadAsync(DateTimeOffset? since = null)
    {
        var rows = new List<SourceRow>();
        await foreach (var row in Source().ReadAsync(since, CancellationToken.None))
        {
            rows.Add(row);
        }
        return rows;
    }

    public async Task<List<string>> ListAsync()
    {
        var keys = new List<string>();
        await foreach (var key in Source().ListAsync(CancellationToken.None))
        {
            keys.Add(key.ToString());
        }
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class OneSecret(string? value) : ISecrets
    {
        public Func<string>? Find(string setting, ICollection<Fault> faults) => value is null || !setting.EndsWith(":ConnectionString", StringComparison.Ordinal) ? null : () => value;
    }
}
