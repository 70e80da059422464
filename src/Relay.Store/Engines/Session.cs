using System.Data;
using System.Data.Common;
using Dapper;

namespace Relay.Store.Engines;

/// <summary>One transaction on one connection. Not thread-safe.</summary>
internal class Session(DbConnection connection, Dialect dialect, CancellationToken cancel)
{
    /// <summary>How many rows one statement takes: keeps its parameter at some hundred kilobytes.</summary>
    private const int BatchSize = 500;

    public Dialect Dialect { get; } = dialect;

    protected DbConnection Connection { get; } = connection;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null)
        => (await Connection.QueryAsync<T>(Command(sql, args))).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? args = null)
        => Connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));

    public async Task<long> CountAsync(string sql, object? args = null)
        => await Connection.ExecuteScalarAsync<long>(Command(sql, args));

    public Task<int> ExecuteAsync(string sql, object? args = null)
        => Connection.ExecuteAsync(Command(sql, args));

    /// <summary>Runs a statement over a table <c>r</c> of rows, in batches. The statement is given the table's text.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteRowsAsync<T>(RowShape<T> shape, IEnumerable<T> rows, Func<string, string> sql, object? args = null)
    {
        var text = sql(shape.In(Dialect));
        var changed = 0;
        foreach (var batch in rows.Chunk(BatchSize))
        {
            changed += await ExecuteAsync(text, WithRows(args, shape.Write(batch)));
        }
        return changed;
    }

    /// <summary>Reads with a statement over a table <c>r</c> of rows, in batches.</summary>
    public async Task<IReadOnlyList<TResult>> QueryRowsAsync<T, TResult>(RowShape<T> shape, IEnumerable<T> rows, Func<string, string> sql, object? args = null)
    {
        var text = sql(shape.In(Dialect));
        var found = new List<TResult>();
        foreach (var batch in rows.Chunk(BatchSize))
        {
            found.AddRange(await QueryAsync<TResult>(text, WithRows(args, shape.Write(batch))));
        }
        return found;
    }

    private static DynamicParameters WithRows(object? args, string rows)
    {
        var parameters = new DynamicParameters(args);
        parameters.Add("rows", rows);
        return parameters;
    }

    private CommandDefinition Command(string sql, object? args) => new(sql, args, commandType: CommandType.Text, cancellationToken: cancel);
}
