using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Relay.Testing;

/// <summary>The party database of <c>docs/sources/example</c>, filled with as many rows as a test wants. Ready for a <c>sql</c> source without any further setting.</summary>
public static class PartyExample
{
    /// <summary>Creates schema, rows and views in an empty PostgreSQL or SQLite database.</summary>
    /// <param name="connection">Open; its type decides which files are run.</param>
    /// <param name="now">Events lie from 20 days before to 60 days after it.</param>
    /// <param name="events">How many events.</param>
    /// <param name="projects">How many projects, which become initiatives.</param>
    /// <returns>How many of them everybody may see: public and no draft.</returns>
    public static async Task<(int Events, int Initiatives)> CreateAsync(DbConnection connection, DateTimeOffset now, int events = 2_000, int projects = 1_000)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var engine = connection is NpgsqlConnection ? "postgresql" : "sqlite";
        await RunAsync(connection, $"{engine}-schema.sql");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            foreach (var (table, rows) in new PartyExampleRows(now, events, projects).Tables())
            {
                foreach (var batch in rows.Chunk(200))
                {
                    await InsertAsync(connection, transaction, table, batch);
                }
            }
            await transaction.CommitAsync();
        }
        await RunAsync(connection, $"{engine}-views.sql");
        return (await CountAsync(connection, "relay_events"), await CountAsync(connection, "relay_initiatives"));
    }

    /// <summary>Runs one of the example's files, <c>postgresql-role.sql</c>.</summary>
    public static async Task RunAsync(DbConnection connection, string file)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = await File.ReadAllTextAsync(Repository.PathOf("docs", "sources", "example", file));
        await command.ExecuteNonQueryAsync();
    }

    private static async Task InsertAsync(DbConnection connection, DbTransaction transaction, string table, object?[][] rows)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var width = rows[0].Length;
        command.CommandText = $"insert into {table} values " + string.Join(", ", rows.Select((_, row) =>
            $"({string.Join(", ", Enumerable.Range(row * width, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})"));
        foreach (var value in rows.SelectMany(row => row))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            parameter.Value = parameter is NpgsqlParameter ? value ?? DBNull.Value : Plain(value);
            if (parameter is NpgsqlParameter typed && value is string or null)
            {
                typed.NpgsqlDbType = NpgsqlDbType.Unknown; // the column decides: text, an enumeration, nothing
            }
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string[] words => string.Join(';', words),
        bool yes => yes ? 1 : 0,
        _ => value,
    };

    private static async Task<int> CountAsync(DbConnection connection, string view)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {view} where visibility = 'public' and status <> 'draft'";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
