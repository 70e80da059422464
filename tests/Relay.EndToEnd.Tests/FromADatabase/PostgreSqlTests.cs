using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;
using Relay.Testing;

namespace Relay.EndToEnd.Tests.FromADatabase;

/// <summary>The main job from a real PostgreSQL party database of a few thousand rows, as documented in docs/sources/sql.md, into a PostgreSQL store.</summary>
[NonParallelizable]
public sealed class PostgreSqlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Run_PartyAndStoreOnPostgreSql_PublishesEachPublicItemOfTheTerritoryOnceAndOnlyThose()
    {
        var (party, store) = (await Postgres.DatabaseAsync(), await Postgres.DatabaseAsync());
        await FillAsync(party);
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.Config.Source("party", new JsonObject { ["Engine"] = "postgresql" }, ("ConnectionString", party));
        rehearsal.Config.StoreSettings = new JsonObject { ["Engine"] = "postgresql" };
        rehearsal.Config.HideStore(("ConnectionString", store));
        rehearsal.AddPage("page", 0);
        rehearsal.AddProfile("x", 0);
        rehearsal.AddBot("bot", 0, journal: true);
        rehearsal.Config.Channel("facebook", "page", rehearsal.World.Pages[0].Id)["Backlog"] = "100.00:00:00";
        // X takes 100 posts in a quarter of an hour, and a chat one a second: they take what is near.
        rehearsal.Config.Channel("x", "x", rehearsal.Profile(0))["Backlog"] = "1.00:00:00";
        rehearsal.Config.Channel("telegram", "bot", rehearsal.Chat(0))["Backlog"] = "1.00:00:00";
        foreach (var channel in new[] { "x", "telegram" })
        {
            rehearsal.Config.ChannelSettings(channel)["Kinds"] = new JsonArray("event");
        }
        rehearsal.Config.Write();

        await using var worker = await WorkerProcess.StartReadyAsync(rehearsal.Config.FilePath);
        await Eventually.HoldsAsync(async () => worker.HasExited || await IsDoneAsync(store), Patience, () => Task.FromResult(worker.Log));

        var wanted = await ReadAsync(party, """
            SELECT source_id FROM relay_events WHERE visibility = 'public' AND status IN ('planned', 'confirmed') AND starts_local > now() + interval '1 day'
            UNION ALL
            SELECT source_id FROM relay_initiatives WHERE visibility = 'public' AND status = 'open' AND (closes_on IS NULL OR closes_on > now() + interval '1 day')
            """);
        var told = await ReadAsync(store, "SELECT subject FROM relay.publications WHERE network = 'facebook' AND moment = 'announce'");
        var confirmed = await ReadAsync(store, "SELECT jsonb_array_elements_text(remote_ids::jsonb) FROM relay.parts WHERE state = 'confirmed'");
        var posts = await rehearsal.Sandbox.PostsAsync();
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{wanted.Count} public items, {posts.Count} posts: {string.Join(", ", posts.GroupBy(post => post.Network).Select(group => $"{group.Key} {group.Count()}"))}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(worker.HasExited, Is.False, () => worker.Log);
            Assert.That(wanted, Has.Count.GreaterThan(1000));
            Assert.That(wanted.Except(told.Select(subject => subject[(subject.LastIndexOf('/') + 1)..])), Is.Empty);
            Assert.That(told, Is.Unique);
            Assert.That(posts.Select(post => post.Id), Is.EquivalentTo(confirmed));
            Assert.That(posts.Select(post => post.Network).Distinct().Count(), Is.EqualTo(3));
            Assert.That((await rehearsal.RunAsync("audit", "verify")).Exit, Is.Zero);
        }
    }

    private static async Task FillAsync(string connection)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await PartyExample.CreateAsync(database, TimeProvider.System.GetUtcNow());
    }

    private static async Task<bool> IsDoneAsync(string store)
    {
        try
        {
            return await ReadAsync(store, """
                SELECT 'x' FROM relay.deliveries WHERE state IN ('queued', 'attempting', 'uncertain', 'held')
                UNION ALL SELECT 'x' FROM relay.publications WHERE state = 'planned' AND from_at <= extract(epoch FROM now()) * 1000
                UNION ALL SELECT 'x' WHERE NOT EXISTS (SELECT 1 FROM relay.deliveries)
                """) is { Count: 0 };
        }
        catch (PostgresException notYet) when (notYet.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string connection, string sql)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, database);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString() ?? "");
        }
        return rows;
    }
}
