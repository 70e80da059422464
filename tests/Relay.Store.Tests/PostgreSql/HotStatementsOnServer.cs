using Dapper;
using Npgsql;
using NUnit.Framework;
using Relay.Store.Engines;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.PostgreSql;

/// <summary>The same statements on PostgreSQL: where an index can answer, it says so once reading whole tables is made dear.</summary>
public sealed class HotStatementsOnServer() : StoreContract(StoreEngine.PostgreSql)
{
    [Test]
    public async Task Statements_Plans_ReadNoTableWhole()
    {
        await using var server = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Temporary.Options.ConnectionString!()) { SearchPath = Temporary.Options.Schema, Options = "-c enable_seqscan=off" }.ToString());

        foreach (var (name, sql, _) in HotSql.Of(Dialect.PostgreSql))
        {
            var plan = string.Join('\n', await server.QueryAsync<string>($"EXPLAIN {sql}", HotSql.Parameters));

            Assert.That(plan, Does.Not.Contain("Seq Scan"), $"{name}:\n{plan}");
        }
    }
}
