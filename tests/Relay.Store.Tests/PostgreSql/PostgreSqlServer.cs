using Npgsql;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Store.PostgreSql;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.PostgreSql;

public sealed class PostgreSqlServer() : StoreContract(StoreEngine.PostgreSql)
{
    [Test]
    public async Task Write_SessionWithTheLockEnded_IsTheFenceLost()
    {
        var delivery = await ComposedAsync(Wanted(1));
        await EndSessionsOfAsync(Temporary.Options.Schema);

        Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default), Throws.TypeOf<FenceLostException>());
        Assert.That(() => Ledger.ExpireAsync(Now, default), Throws.TypeOf<FenceLostException>(), "for good");
    }

    [Test]
    public async Task OpenForWork_AfterTheLockWasLost_AnotherWorkerMayTakeIt()
    {
        var ledger = Ledger;
        await EndSessionsOfAsync(Temporary.Options.Schema);

        await using var second = await RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default);

        Assert.That(second.Fence, Is.EqualTo(2));
        Assert.That(() => ledger.ExpireAsync(Now, default), Throws.TypeOf<FenceLostException>());
    }

    [Test]
    public async Task OpenForWork_TwoSchemasOfOneDatabase_AreTwoStores()
    {
        var other = new StoreOptions { Engine = StoreEngine.PostgreSql, ConnectionString = Temporary.Options.ConnectionString, Schema = Temporary.Options.Schema + "_b" };

        await using var second = await RelayStore.OpenForWorkAsync(other, Time, null, default);

        Assert.That(second.Fence, Is.EqualTo(1));
    }

    [Test]
    public async Task OpenForWork_SchemaMadeByADba_NeedsNoRightToMakeOne()
    {
        var schema = Temporary.Options.Schema + "_c";
        await RawAsync<object?>($"CREATE ROLE {schema} LOGIN; CREATE SCHEMA {schema} AUTHORIZATION {schema}");
        var connection = new NpgsqlConnectionStringBuilder(Temporary.Options.ConnectionString!()) { Username = schema }.ToString();

        await using var store = await RelayStore.OpenForWorkAsync(
            new StoreOptions { Engine = StoreEngine.PostgreSql, ConnectionString = () => connection, Schema = schema }, Time, null, default);

        Assert.That(store.Fence, Is.EqualTo(1));
    }

    [TestCase("Relay")]
    [TestCase("a;drop schema public")]
    [TestCase("")]
    public void Open_SchemaThatIsNoName_IsRefused(string schema)
    {
        var options = new StoreOptions { Engine = StoreEngine.PostgreSql, ConnectionString = () => "Host=127.0.0.1", Schema = schema };

        Assert.That(() => RelayStore.OpenForWorkAsync(options, Time, null, default), Throws.TypeOf<StoreEngineException>());
    }

    [TestCase("Host=127.0.0.1;Passwrod=très-secret")]
    [TestCase("Host=127.0.0.1;Port=très-secret")]
    [TestCase("très-secret")]
    public async Task Open_ConnectionStringThatIsNone_NamesTheSettingWithoutSecrets(string connection)
    {
        var options = new StoreOptions { Engine = StoreEngine.PostgreSql, ConnectionString = () => connection };

        StoreEngineException?[] faults =
        [
            await Assert.ThrowsAsync<StoreEngineException>(() => RelayStore.OpenForWorkAsync(options, Time, null, default)),
            await Assert.ThrowsAsync<StoreEngineException>(() => RelayStore.OpenReadOnlyAsync(options, Time, null, default)),
            Assert.Throws<StoreEngineException>(() => RelayStore.PlaceOf(options)),
        ];
        Assert.That(faults, Has.All.Message.Contains("Store:ConnectionString").And.All.Message.Not.Contains("secret"));
    }

    [Test]
    public async Task Open_ServerOutOfReach_SaysSoWithoutSecrets()
    {
        var options = new StoreOptions { Engine = StoreEngine.PostgreSql, ConnectionString = () => "Host=127.0.0.1;Port=1;Username=relay;Password=très-secret;Database=party" };

        var fault = await Assert.ThrowsAsync<StoreEngineException>(() => RelayStore.OpenForWorkAsync(options, Time, null, default));

        Assert.That(fault!.Message, Does.Contain("127.0.0.1:1/party").And.Not.Contain("secret"));
        Assert.That(() => RelayStore.OpenReadOnlyAsync(options, Time, null, default), Throws.TypeOf<StoreEngineException>());
    }

    [Test]
    public void Open_WithoutAConnectionString_SaysSo()
    {
        Assert.That(
            () => RelayStore.OpenForWorkAsync(new StoreOptions { Engine = StoreEngine.PostgreSql }, Time, null, default),
            Throws.TypeOf<StoreEngineException>().With.Message.Contains("connection string"));
    }

    /// <summary>Ends the session that holds a schema's lock, as a restarting server or a cut cable does.</summary>
    private async Task EndSessionsOfAsync(string schema)
    {
        await using var server = new NpgsqlConnection(Temporary.Options.ConnectionString!());
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(pg_terminate_backend(l.pid, 5000)) FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (l.classid::bigint << 32 | l.objid::bigint) = @number
            """,
            server);
        command.Parameters.AddWithValue("number", PostgreSqlEngine.LockNumberOf(schema));
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(1L));
    }
}
