using Npgsql;
using NUnit.Framework;
using Relay.Testing;

namespace Relay.Sources.Tests;

public sealed class PostgresServerTests
{
    [Test]
    public async Task DatabaseAsync_CalledTwice_GivesTwoEmptyDatabases()
    {
        var first = await Postgres.DatabaseAsync();
        var second = await Postgres.DatabaseAsync();
        await ExecuteAsync(first, "create table only_here (id int)");

        var there = await ExecuteAsync(second, "select count(*) from pg_tables where tablename = 'only_here'");

        Assert.That(there, Is.Zero);
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
