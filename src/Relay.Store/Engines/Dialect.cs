using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Relay.Store.Engines;

/// <summary>The few words in which SQLite and PostgreSQL differ; everything else is one text for both.</summary>
internal sealed class Dialect
{
    private readonly Func<IReadOnlyList<Column>, string> _rows;

    private Dialect(Func<IReadOnlyList<Column>, string> rows) => _rows = rows;

    public static Dialect Sqlite { get; } = new(columns =>
        $"(SELECT {string.Join(", ", columns.Select(column => $"json_extract(value, '$.{column.Name}') AS {column.Name}"))} FROM json_each(@rows)) AS r")
    {
        BeginWrite = "BEGIN IMMEDIATE",
        BeginRead = "BEGIN",
        ForUpdate = "",
        RowByRow = true,
        InTransaction = connection => raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) == 0,
        Member = (column, name) => $"json_extract({column}, '$.{name}')",
        Overwrite = ["PRAGMA busy_timeout = 200", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA busy_timeout = 5000"],
        TableExists = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name",
    };

    public static Dialect PostgreSql { get; } = new(columns =>
        $"json_to_recordset(CAST(@rows AS json)) AS r({string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"))})")
    {
        BeginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED",
        BeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ForUpdate = " FOR UPDATE",
        RowByRow = false,
        InTransaction = _ => true, // outside of one a ROLLBACK only warns
        Member = (column, name) => $"(CAST({column} AS json) ->> '{name}')",
        Overwrite = [], // a server vacuums by itself
        TableExists = "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = @name",
    };

    /// <summary>Starts a transaction that may write at once.</summary>
    public required string BeginWrite { get; init; }

    /// <summary>Starts a transaction whose reads all see one moment.</summary>
    public required string BeginRead { get; init; }

    /// <summary>Keeps other writers from a row that was read.</summary>
    public required string ForUpdate { get; init; }

    /// <summary>Whether a prepared statement run once a row is faster than one over a table of rows: in the same process it is, over a wire it is not.</summary>
    public required bool RowByRow { get; init; }

    /// <summary>Whether there is something to roll back: SQLite does so by itself on a full disk.</summary>
    public required Func<DbConnection, bool> InTransaction { get; init; }

    /// <summary>A member of a column that holds a JSON object, as text; null where it has none.</summary>
    public required Func<string, string, string> Member { get; init; }

    /// <summary>Takes what was deleted out of the log of writes, as far as no reader is in the way; waits for none for long.</summary>
    public required IReadOnlyList<string> Overwrite { get; init; }

    /// <summary>Counts tables named <c>@name</c>.</summary>
    public required string TableExists { get; init; }

    /// <summary>The rows of parameter <c>@rows</c> as a table named <c>r</c>.</summary>
    public string Rows(IReadOnlyList<Column> columns) => _rows(columns);
}
