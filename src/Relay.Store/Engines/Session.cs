using System.Data.Common;
using System.Globalization;

namespace Relay.Store.Engines;

/// <summary>One transaction on one connection. Not thread-safe.</summary>
internal class Session(Statements statements, Dialect dialect, CancellationToken cancel)
{
    /// <summary>How many rows one statement takes: keeps its parameter at some hundred kilobytes.</summary>
    protected const int BatchSize = 500;

    public Dialect Dialect { get; } = dialect;

    protected DbConnection Connection => statements.Connection;

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) => ReadAsync<T>(statements.Of(sql, args));

    public async Task<T?> FirstAsync<T>(string sql, object? args = null)
    {
        await using var reader = await statements.Of(sql, args).ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? RowReader<T>.Of(reader)(reader) : default;
    }

    public async Task<long> CountAsync(string sql, object? args = null)
        => Convert.ToInt64(await statements.Of(sql, args).ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);

    public Task<int> ExecuteAsync(string sql, object? args = null) => statements.Of(sql, args).ExecuteNonQueryAsync(cancel);

    /// <summary>Runs a statement over a table <c>r</c> of rows, in batches or row by row. The statement is given the rows' words.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteRowsAsync<T>(RowShape<T> shape, IEnumerable<T> rows, Func<RowsText, string> sql, object? args = null)
    {
        var changed = 0;
        if (Dialect.RowByRow)
        {
            var (command, first) = Prepare(sql(shape.InOne()), args, shape.Columns);
            foreach (var row in rows)
            {
                shape.Fill(command, first, row);
                changed += await command.ExecuteNonQueryAsync(cancel);
            }
            return changed;
        }
        foreach (var batch in rows.Chunk(BatchSize))
        {
            changed += await WithRows(sql(shape.In(Dialect)), args, shape.Write(batch)).ExecuteNonQueryAsync(cancel);
        }
        return changed;
    }

    /// <summary>Runs two statements over the same rows, over a wire in one round trip.</summary>
    /// <returns>How many rows both changed.</returns>
    public async Task<int> ExecuteRowsAsync<T>(RowShape<T> shape, IReadOnlyList<T> rows, Func<RowsText, string> first, Func<RowsText, string> second)
        => Dialect.RowByRow
            ? await ExecuteRowsAsync(shape, rows, first) + await ExecuteRowsAsync(shape, rows, second)
            : await ExecuteRowsAsync(shape, rows, table => $"{first(table)}; {second(table)}");

    /// <summary>Changes with a statement over rows, each of which changes one row of the store or none.</summary>
    /// <param name="shape">How the rows are given.</param>
    /// <param name="rows">No two with the same key.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="returning">The column of the store's row that holds the key, as a statement over many rows gives it back.</param>
    /// <param name="key">The key of a row.</param>
    /// <returns>The rows that changed something, in order.</returns>
    public async Task<List<T>> ChangeRowsAsync<T>(RowShape<T> shape, IReadOnlyList<T> rows, Func<RowsText, string> sql, string returning, Func<T, string> key)
    {
        if (!Dialect.RowByRow)
        {
            var keys = (await QueryRowsAsync<T, string>(shape, rows, table => $"{sql(table)} RETURNING {returning}")).ToHashSet(StringComparer.Ordinal);
            return [.. rows.Where(row => keys.Contains(key(row)))];
        }
        var changed = new List<T>(rows.Count);
        var (command, first) = Prepare(sql(shape.InOne()), null, shape.Columns);
        foreach (var row in rows)
        {
            shape.Fill(command, first, row);
            if (await command.ExecuteNonQueryAsync(cancel) > 0)
            {
                changed.Add(row);
            }
        }
        return changed;
    }

    /// <summary>Reads with a statement over a table <c>r</c> of rows, in batches.</summary>
    public async Task<IReadOnlyList<TResult>> QueryRowsAsync<T, TResult>(RowShape<T> shape, IEnumerable<T> rows, Func<RowsText, string> sql, object? args = null)
    {
        var text = sql(shape.In(Dialect));
        var found = new List<TResult>();
        foreach (var batch in rows.Chunk(BatchSize))
        {
            found.AddRange(await ReadAsync<TResult>(WithRows(text, args, shape.Write(batch))));
        }
        return found;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(DbCommand command)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (await reader.ReadAsync(cancel))
        {
            var read = RowReader<T>.Of(reader);
            do
            {
                rows.Add(read(reader));
            }
            while (await reader.ReadAsync(cancel));
        }
        return rows;
    }

    private DbCommand WithRows(string sql, object? args, string rows)
    {
        var (command, first) = Prepare(sql, args, Column.Json);
        command.Parameters[first].Value = rows;
        return command;
    }

    private (DbCommand Command, int First) Prepare(string sql, object? args, IReadOnlyList<Column> columns)
    {
        var statement = statements.Of(sql);
        var first = statement.Fill(args, columns);
        return (statement.Command, first);
    }
}
