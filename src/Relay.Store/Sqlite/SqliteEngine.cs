using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Relay.Store.Engines;

namespace Relay.Store.Sqlite;

/// <summary>A store in one SQLite file, through the system's library.</summary>
internal sealed class SqliteEngine(string path) : Engine
{
    // Upsert, RETURNING and UPDATE … FROM are all there from this version on.
    private static readonly Version Oldest = new(3, 35);

    // As many reads at once as a machine has use for; further ones open a connection of their own.
    private const int MostReaders = 16;

    private readonly string _path = Path.GetFullPath(path);
    private readonly ConcurrentBag<Statements> _readers = [];
    private SqliteLock? _lock;
    private volatile bool _closed;

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Place => _path;

    public override Progress? Known => _lock?.Known;

    public override string KnownPlace => SqliteLock.OwnerPath(_path);

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock = SqliteLock.Take(_path);
        if (!File.Exists(_path))
        {
            _lock.Forget();
            CreatePrivate(_path);
        }
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWrite));
        try
        {
            await connection.OpenAsync(cancel);
            await RequireVersionAsync(connection, cancel);
            // Durable at each commit; readers beside the writer; a full log is cut back after a checkpoint. A checkpoint each 32 MB and not each 4: what was written
            // several times since goes into the database once. What is deleted is overwritten: an erased person stays in no free page. Sixteen megabytes of pages at most, or what is written in a big commit is written twice.
            await ExecuteAsync(
                connection,
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON;",
                cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Copies of pages for undoing a savepoint stay in memory: in a file they cost as much as the commit itself. Not while the schema changes, since an index over a long
    /// history is sorted in the same place.
    /// </summary>
    public override Task SettleAsync(Statements writer, CancellationToken cancel) => ExecuteAsync((SqliteConnection)writer.Connection, "PRAGMA temp_store = MEMORY", cancel);

    public override async Task<Statements> RentReaderAsync(CancellationToken cancel)
    {
        if (_readers.TryTake(out var kept))
        {
            return kept;
        }
        RequireThere();
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly));
        await connection.OpenAsync(cancel);
        await ExecuteAsync(connection, "PRAGMA busy_timeout = 5000", cancel);
        return new Statements(connection);
    }

    /// <summary>Our own pool, not the provider's: a connection is kept with its prepared statements, and only once SQLite itself says that it is in no transaction.</summary>
    public override async ValueTask ReturnReaderAsync(Statements reader)
    {
        var connection = (SqliteConnection)reader.Connection;
        try
        {
            if (Dialect.InTransaction(connection))
            {
                await reader.Of("ROLLBACK", null).ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (SqliteException)
        {
            await reader.DisposeAsync();
            throw;
        }
        if (_closed || _readers.Count >= MostReaders || Dialect.InTransaction(connection))
        {
            await reader.DisposeAsync();
            return;
        }
        _readers.Add(reader);
    }

    public override void Note(Progress progress) => _lock?.Note(progress);

    public override async ValueTask CloseReadersAsync()
    {
        _closed = true;
        while (_readers.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseReadersAsync();
        _lock?.Dispose();
    }

    /// <summary>Whether it is there; a folder that this user may not look into is no sign that it is not.</summary>
    /// <exception cref="StoreMissingException">When it is not.</exception>
    /// <exception cref="UnauthorizedAccessException">When this user may not see.</exception>
    private void RequireThere()
    {
        try
        {
            File.GetAttributes(_path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreMissingException(Place);
        }
    }

    // Private cache: a shared one is process-wide, and its contention skips busy_timeout.
    private string ConnectionString(SqliteOpenMode mode)
        => new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Cache = SqliteCacheMode.Private, Pooling = false, DefaultTimeout = 30 }.ToString();

    private static async Task RequireVersionAsync(SqliteConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";
        var version = (string)(await command.ExecuteScalarAsync(cancel))!;
        if (Version.Parse(version) < Oldest)
        {
            throw new StoreEngineException($"This machine's SQLite is {version}; Relay needs {Oldest} or later.");
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Makes the file for this user only; SQLite gives its log files the same rights.</summary>
    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        new FileStream(path, options).Dispose();
    }
}
