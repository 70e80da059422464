using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Relay.Store.Engines;

namespace Relay.Store.PostgreSql;

/// <summary>A store in one schema of a PostgreSQL database. The session that writes holds the lock: when it ends, so does the right to write.</summary>
internal sealed partial class PostgreSqlEngine : Engine
{
    private readonly string _schema;
    private readonly NpgsqlDataSource _readers;
    private readonly string _writer;

    public PostgreSqlEngine(string connectionString, string schema)
    {
        if (!SchemaShape().IsMatch(schema))
        {
            throw new StoreEngineException($"'{schema}' is no schema name: write lower-case letters, digits and underscores, at most 63.");
        }
        var builder = Read(connectionString);
        builder.SearchPath = schema;
        builder.ApplicationName = string.Create(CultureInfo.InvariantCulture, $"relay {Environment.ProcessId}");
        builder.Pooling = true;
        builder.MaxAutoPrepare = 100;
        builder.AutoPrepareMinUsages = 3;
        (_schema, Place) = (schema, PlaceOf(connectionString, schema));
        _readers = NpgsqlDataSource.Create(builder.ConnectionString);
        builder.Pooling = false;
        builder.KeepAlive = 10;
        _writer = builder.ConnectionString;
    }

    public override Dialect Dialect => Dialect.PostgreSql;

    public override string Place { get; }

    /// <summary>The server, database and schema, without what is secret.</summary>
    public static string PlaceOf(string connectionString, string schema)
    {
        var server = Read(connectionString);
        return $"{server.Host}:{server.Port}/{server.Database}, schema {schema}";
    }

    // What Npgsql says against it may repeat a password: only the place of the fault is told.
    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new StoreEngineException("The connection string of the store (Store:ConnectionString) cannot be read: write it as Host=…;Port=5432;Database=…;Username=….")
            {
                Place = "PostgreSQL",
                Why = new(
                    "sa chaîne de connexion (Store:ConnectionString) est illisible ; écrivez-la ainsi : Host=…;Port=5432;Database=…;Username=…",
                    "its connection string (Store:ConnectionString) cannot be read; write it as Host=…;Port=5432;Database=…;Username=…"),
            };
        }
    }

    private long LockNumber => LockNumberOf(_schema);

    /// <summary>One number per schema, the same on every machine.</summary>
    internal static long LockNumberOf(string schema) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"relay.store.{schema}")));

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_writer);
        try
        {
            await connection.OpenAsync(cancel);
            // A client that vanished without a word is noticed within half a minute; one that was killed, at once.
            await ExecuteAsync(connection, "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET synchronous_commit = on", cancel);
            await LockAsync(connection, cancel);
            await CreateSchemaAsync(connection, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<Statements> RentReaderAsync(CancellationToken cancel) => new(await _readers.OpenConnectionAsync(cancel));

    /// <summary>The provider's pool rolls back what was left under way.</summary>
    public override ValueTask ReturnReaderAsync(Statements reader) => reader.DisposeAsync();

    public override ValueTask DisposeAsync() => _readers.DisposeAsync();

    /// <summary>Waits a moment: the server frees a killed worker's lock once it has seen its connection close.</summary>
    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = '1500ms'; SELECT pg_advisory_lock({LockNumber}); SET lock_timeout = 0"), cancel);
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreBusyException(Place, await HolderAsync(connection, cancel));
        }
    }

    /// <summary>Makes the schema unless a DBA has: then the right to make one is not needed, only that to make tables in it.</summary>
    private async Task CreateSchemaAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = @schema", connection);
        command.Parameters.AddWithValue("schema", _schema);
        if (await command.ExecuteScalarAsync(cancel) is 0L)
        {
            await ExecuteAsync(connection, $"CREATE SCHEMA {_schema}", cancel);
        }
    }

    private async Task<string?> HolderAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid::bigint = @high AND l.objid::bigint = @low
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        command.Parameters.AddWithValue("high", (LockNumber >> 32) & 0xFFFFFFFFL);
        command.Parameters.AddWithValue("low", LockNumber & 0xFFFFFFFFL);
        return await command.ExecuteScalarAsync(cancel) is string name && name.StartsWith("relay ", StringComparison.Ordinal) ? name[6..] : null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the only names put into these texts are the schema, checked above, and a number
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex SchemaShape();
}
