using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Relay.Sources.Sql.PostgreSql;

/// <summary>One read-only transaction.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection) : ISqlSession
{
    public async Task<IReadOnlyList<ViewColumn>> ColumnsAsync(string view, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select * from {view} where false", connection);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new ViewColumn(reader.GetName(i), reader.GetDataTypeName(i)))];
    }

    public string AsText(ViewColumn column, int most)
    {
        var text = column.Type.EndsWith("[]", StringComparison.Ordinal) ? $"array_to_string({column.Quoted}, ';')" : $"({column.Quoted})::text";
        return string.Create(CultureInfo.InvariantCulture, $"left({text}, {most})");
    }

    public (string Condition, object Value)? ChangedSince(ViewColumn column, DateTimeOffset since)
    {
        object? value = Plain(column.Type) switch
        {
            "timestamp with time zone" => since.UtcDateTime,
            "timestamp without time zone" or "date" => DateTime.SpecifyKind(since.UtcDateTime, DateTimeKind.Unspecified),
            "bigint" or "integer" or "numeric" or "double precision" => since.ToUnixTimeSeconds(), // milliseconds are greater: all are read
            _ => null,
        };
        return value is null ? null : ($"({column.Quoted} >= @since or {column.Quoted} is null)", value);
    }

    public string InOrder(ViewColumn column) => column.Quoted;

    public async IAsyncEnumerable<DbDataReader> QueryAsync(string sql, string? parameter, object? value, [EnumeratorCancellation] CancellationToken cancel)
    {
        // By cursor: rows go to the store while more are read, and that must not count as one statement's time.
        await using (var declare = new NpgsqlCommand($"declare relay_rows no scroll cursor for {sql}", connection))
        {
            if (parameter is not null)
            {
                declare.Parameters.AddWithValue(parameter, value!);
            }
            await declare.ExecuteNonQueryAsync(cancel);
        }
        await using var fetch = new NpgsqlCommand("fetch forward 200 from relay_rows", connection);
        bool any;
        do
        {
            any = false;
            await using var reader = await fetch.ExecuteReaderAsync(CommandBehavior.SingleResult, cancel);
            while (await reader.ReadAsync(cancel))
            {
                any = true;
                yield return reader;
            }
        }
        while (any);
        await using var close = new NpgsqlCommand("close relay_rows", connection);
        await close.ExecuteNonQueryAsync(cancel);
    }

    // The pool rolls back what is open.
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Plain(string type) => type.Split('(')[0].Trim();
}
