using Npgsql;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.Sql.PostgreSql;

namespace Relay.Sources.Tests.Sql;

public sealed class PostgreSqlSourceTests() : SourceContract("postgresql")
{
    [Test]
    public async Task ReadAsync_ViewThatWrites_IsStopped()
    {
        await Bench.ExecuteAsync("""
            create table traces (id int);
            create function trace() returns text language sql volatile as 'insert into traces values (1) returning ''DEP-33''';
            drop table relay_events;
            create view relay_events as select '1' as source_id, 'Réunion' as title, '2026-03-10 19:00' as starts_local, trace() as territory
            """);

        Assert.That(() => Bench.ReadAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("25006").And.Message.Contains("read-only"));
    }

    [Test]
    public async Task ReadAsync_TypesThatPartiesUse_AreAllRead()
    {
        await Bench.ExecuteAsync("""
            create type etat as enum ('confirmed', 'cancelled');
            create domain adresse as varchar(200);
            drop table relay_events;
            create view relay_events as select
              '7f4df3e8-6a5c-4c43-8d2a-0a4f3a1f9c11'::uuid as source_id, 'Réunion'::char(20) as title, '2026-03-10 18:00:00+00'::timestamptz as starts_local, 'DEP-33'::name as territory,
              'cancelled'::etat as status, '["Climat", "Eau"]'::jsonb as themes, 'https://parti.example/e'::adresse as url, 44.84::numeric(9,6) as latitude, -0.58::real as longitude,
              '1'::text as place_public, 'Salle'::xml as place, 12::bigint as capacity, 1767340800 as updated_at, '2026-01-01'::date as created_at
            """);

        var rows = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));

        var item = (Event)((SourceRow.Good)rows.Single()).Item;
        Assert.That((item.Key.Id, item.Title, item.StartsLocal, item.Status, item.Url?.Host, item.Capacity, item.Place), Is.EqualTo(
            ("7f4df3e8-6a5c-4c43-8d2a-0a4f3a1f9c11", "Réunion", new DateTime(2026, 3, 10, 19, 0, 0), EventStatus.Cancelled, "parti.example", (int?)12, "Salle")));
        Assert.That(item.Themes, Is.EqualTo(["climat", "eau"]));
        Assert.That(item.Coordinates, Is.EqualTo(new Coordinates(44.84, -0.58)));
    }

    [TestCase("timestamptz", "2026-01-02 09:00:00+01")]
    [TestCase("timestamp", "2026-01-02 08:00:00")]
    [TestCase("timestamp(0)", "2026-01-02 08:00:00")]
    [TestCase("text", "2026-01-02T08:00:00Z")]
    [TestCase("bigint", "1767340800")]
    [TestCase("bigint", "1767340800000")]
    public async Task ReadAsync_SinceAChange_FindsItHoweverItsTimeIsTyped(string type, string written)
    {
        await InsertAsync("a");
        await Bench.ExecuteAsync($"create table written as select source_id, title, starts_local, territory, '{written}'::{type} as updated_at from relay_events; drop table relay_events; create view relay_events as select * from written");

        var due = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));
        var later = await Bench.ReadAsync(new DateTimeOffset(2026, 1, 2, 8, 1, 0, TimeSpan.Zero));

        Assert.That((due.Count, later.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task ReadAsync_StatementThatTakesTooLong_IsGivenUpByTheServer()
    {
        await Bench.ExecuteAsync("drop table relay_events; create view relay_events as select '1' as source_id, 'x' as title, pg_sleep(60)::text as starts_local");
        var source = Bench.Source(("Timeout", "00:00:01"));

        Assert.That(async () => await source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync(), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("57014"));
    }

    [Test]
    public async Task ReadAsync_LongView_IsFetchedBitByBitInATransactionThatCannotWrite()
    {
        await Bench.ExecuteAsync("insert into relay_events (source_id, title, starts_local, territory) select n::text, 'Réunion', '2026-03-10 19:00', 'DEP-33' from generate_series(1, 5000) n");
        await using var rows = Bench.Source().ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        await rows.MoveNextAsync();

        await using var command = Bench.Connection.CreateCommand();
        command.CommandText = "select query from pg_stat_activity where application_name = 'Relay' and datname = current_database()";
        var query = await command.ExecuteScalarAsync();
        var left = 0;
        while (await rows.MoveNextAsync())
        {
            left++;
        }

        Assert.That((query, left), Is.EqualTo(("fetch forward 200 from relay_rows", 4_999)));
    }

    [Test]
    public async Task ReadAsync_ConnectionThatDiesHalfWay_SaysSo()
    {
        await Bench.ExecuteAsync("insert into relay_events (source_id, title, starts_local, territory) select n::text, 'Réunion', '2026-03-10 19:00', 'DEP-33' from generate_series(1, 1000) n");
        await using var rows = Bench.Source().ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        await rows.MoveNextAsync();
        await Bench.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Relay' and datname = current_database()");

        Assert.That(async () =>
        {
            while (await rows.MoveNextAsync())
            {
            }
        }, Throws.InstanceOf<SourceUnavailableException>());
    }

    [Test]
    public async Task ListAsync_ServerThatIsDown_SaysSoWithoutThePassword()
    {
        var settings = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "postgresql" };
        var source = SourceBench.Read(settings, "/", "Host=127.0.0.1;Port=1;Username=relay;Password=s3cret;Database=party", out _)!;

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(async () => await source.ListAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());

        Assert.That(fault?.Message, Does.Contain("127.0.0.1").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task FindAsync_ConnectionWrittenAsAnAddress_IsUnderstood()
    {
        await InsertAsync("a");
        var known = new NpgsqlConnectionStringBuilder(Bench.Connection.ConnectionString);
        var address = $"postgresql://relay:p%40ss@{known.Host}:{known.Port}/{known.Database}?sslmode=disable";
        var source = SourceBench.Read(new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "postgresql" }, "/", address, out _)!;

        var found = await source.FindAsync(new ItemKey("party", ItemKind.Event, "a"), CancellationToken.None);

        Assert.That(found, Is.InstanceOf<SourceRow.Good>());
    }

    [TestCase("postgres://lecteur:a%3Ab@db.parti.example/parti?sslmode=verify-full&application_name=x", "db.parti.example", 5432, "parti", "lecteur", "a:b", SslMode.VerifyFull)]
    [TestCase("Host=db;Port=5433;Database=parti;Username=u;Password=p;SSL Mode=Require", "db", 5433, "parti", "u", "p", SslMode.Require)]
    public void Read_AConnection_InEitherForm(string text, string host, int port, string database, string user, string password, SslMode ssl)
    {
        var read = ConnectionAddress.Read(text);

        Assert.That((read.Host, read.Port, read.Database, read.Username, read.Password, read.SslMode), Is.EqualTo((host, port, database, user, password, ssl)));
    }

    [TestCase("relay:s3cret@host/party")]
    [TestCase("postgres://relay:s3cret@ho st/party")]
    [TestCase("postgres://relay:s3cret@host/party?colour=red")]
    public async Task ListAsync_ConnectionStringThatMakesNoSense_IsNotQuoted(string written)
    {
        var settings = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "postgresql" };
        var source = SourceBench.Read(settings, "/", written, out _)!;

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(async () => await source.ListAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());

        Assert.That(fault?.ToString(), Does.Contain("Host=").And.Not.Contain("s3cret"));
    }
}
