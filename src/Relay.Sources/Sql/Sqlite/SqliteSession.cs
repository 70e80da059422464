using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Relay.Sources.Sql.Sqlite;

/// <summary>One read-only look at a file. A value's type is its own, not its column's.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : ISqlSession
{
    public async Task<IReadOnlyList<ViewColumn>> ColumnsAsync(string view, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select * from {view} limit 0";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new ViewColumn(reader.GetName(i), ""))];
    }

    public string AsText(ViewColumn column, int most) => string.Create(CultureInfo.InvariantCulture, $"substr(cast({column.Quoted} as text), 1, {most})");

    public (string Condition, object Value)? ChangedSince(ViewColumn column, DateTimeOffset since)
        => ($"coalesce({Seconds(column)} >= @since, 1)", since.ToUnixTimeSeconds());

    public string InOrder(ViewColumn column) => Seconds(column);

    public async IAsyncEnumerable<DbDataReader> QueryAsync(string sql, string? parameter, object? value, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (parameter is not null)
        {
            command.Parameters.AddWithValue(parameter, value);
        }
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested(); // the driver reads without waiting and never looks
            yield return reader;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // Text in ISO form, or Unix seconds or milliseconds; null, and so always read, when it is none of these.
    private static string Seconds(ViewColumn column) => $"""
        case typeof({column.Quoted}) when 'text' then cast(strftime('%s', {column.Quoted}) as integer) when 'integer' then iif({column.Quoted} > 100000000000, {column.Quoted} / 1000, {column.Quoted}) end
        """;
}
