using Npgsql;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Sources.Tests.Sql;

public sealed class PartyExampleRoleTests
{
    [Test]
    public async Task FindAsync_AsTheExamplesRole_ReadsTheViewsAndNothingBehindThem()
    {
        await using var bench = await SourceBench.StartAsync("postgresql");
        await PartyExample.CreateAsync(bench.Connection, new DateTimeOffset(2035, 3, 5, 8, 0, 0, TimeSpan.Zero), events: 20, projects: 5);
        await PartyExample.RunAsync(bench.Connection, "postgresql-role.sql");
        var connection = new NpgsqlConnectionStringBuilder(bench.Connection.ConnectionString) { Username = "relay_reader", Pooling = false }.ConnectionString;
        var settings = new Dictionary<string, string?> { ["Kind"] = "sql", ["Engine"] = "postgresql" };
        var key = new ItemKey("party", ItemKind.Event, "18");

        var found = await SourceBench.Read(settings, "/", connection, out _)!.FindAsync(key, CancellationToken.None);
        var behind = SourceBench.Read(new Dictionary<string, string?>(settings) { ["EventsView"] = "members" }, "/", connection, out _)!;

        Assert.That(found, Is.InstanceOf<SourceRow.Good>());
        Assert.That(() => behind.FindAsync(key, CancellationToken.None), Throws.InstanceOf<SourceUnavailableException>().With.Message.Contains("42501"));
        await bench.ExecuteAsync("drop owned by relay_reader; drop role relay_reader");
    }
}
