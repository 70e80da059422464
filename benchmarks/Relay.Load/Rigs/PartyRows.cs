using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Sources;

namespace Relay.Load.Rigs;

/// <summary>A party's PostgreSQL with one of the two documented views, read by Relay's own source.</summary>
internal static class PartyRows
{
    /// <summary>Makes the view, empty.</summary>
    public static Task CreateAsync(string connection) => ExecuteAsync(connection, """
        CREATE TABLE relay_events (source_id text PRIMARY KEY, created_at timestamptz, updated_at timestamptz, title text, summary text, territory text, starts_local timestamp,
          zone text, place text, url text, themes text, status text, visibility text)
        """);

    /// <summary>Adds new meetings of the coming weeks, one row each.</summary>
    public static Task AddAsync(string connection, string batch, int rows) => ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO relay_events SELECT '{batch}-' || n, now(), now(), 'Réunion publique n° ' || n, 'Parlons du quartier, avec les élus et les habitants.',
          'DEP-' || lpad(CAST(21 + n % 20 AS text), 2, '0'), date_trunc('day', now()) + interval '3 days 18 hours' + n % 14 * interval '1 day', 'Europe/Paris', 'Salle des fêtes',
          'https://parti.example/e/{batch}-' || n, NULL, 'confirmed', 'public' FROM generate_series(1, {rows}) AS n
        """));

    /// <summary>The source as a configuration file names it.</summary>
    public static ISource Source(string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Relay:Sources:party:Kind"] = "sql",
            ["Relay:Sources:party:Engine"] = "postgresql",
            ["Relay:Sources:party:Kinds:0"] = "event",
        }).Build();
        using var services = new ServiceCollection().AddRelaySources().BuildServiceProvider();
        var faults = new List<Fault>();
        return services.GetServices<ISourceSetup>().Single(setup => setup.Kind == "sql")
            .Read("party", configuration.GetSection("Relay:Sources:party"), Path.GetTempPath(), new OneSecret(connection), faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults.Select(fault => fault.Sentence)));
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // the literals above, with numbers of ours
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private sealed record OneSecret(string Value) : ISecrets
    {
        public Func<string>? Find(string setting, ICollection<Fault> faults) => () => Value;
    }
}
