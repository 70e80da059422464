using Microsoft.Data.Sqlite;

namespace Relay.Benchmarks;

/// <summary>The least a durable SQLite can do: one table, one connection, WAL, <c>synchronous=FULL</c>, prepared statements.</summary>
internal sealed class BareTable : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _write;
    private int _next;

    public BareTable(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("CREATE TABLE rows (id integer PRIMARY KEY, state text NOT NULL, words text NOT NULL)");
        _write = _connection.CreateCommand();
        _write.CommandText = "INSERT INTO rows (id, state, words) VALUES ($id, $state, 'Réunion publique à Bordeaux') ON CONFLICT (id) DO UPDATE SET state = excluded.state";
        _write.Parameters.AddWithValue("$id", 0);
        _write.Parameters.AddWithValue("$state", "");
        // A log that still grows costs more to sync than one that is written over, as every store's is after a while.
        Batch(20_000);
        Execute("PRAGMA wal_checkpoint(RESTART)");
    }

    /// <summary>Two durable commits: before a call, and after it.</summary>
    public void Attempt()
    {
        _next++;
        Write(_next, "attempting");
        Write(_next, "confirmed");
    }

    /// <summary>Many rows in one commit.</summary>
    public void Batch(int rows)
    {
        Execute("BEGIN IMMEDIATE");
        for (var row = 0; row < rows; row++)
        {
            Write(++_next, "planned");
        }
        Execute("COMMIT");
    }

    public async ValueTask DisposeAsync()
    {
        await _write.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Write(int id, string state)
    {
        (_write.Parameters[0].Value, _write.Parameters[1].Value) = (id, state);
        _write.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the literals above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
