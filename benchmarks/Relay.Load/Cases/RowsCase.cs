using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Territories;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Load.Sink;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Cases;

/// <summary>Rows of a PostgreSQL database all the way: harvested, planned, released, posted and marked as confirmed, each once, in a SQLite store and in a PostgreSQL one.</summary>
internal sealed class RowsCase : ILoadCase
{
    private const int Bots = 4;
    private const int Departments = 20;

    public string Name => "rows";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        await using var sink = await SinkProcess.StartAsync();
        foreach (var engine in new[] { StoreEngine.Sqlite, StoreEngine.PostgreSql })
        {
            yield return await MeasureAsync(sink, engine, quick ? 40 : 1_000, quick ? 1 : 5);
        }
    }

    private static async Task<Figure> MeasureAsync(SinkProcess sink, StoreEngine engine, int rows, int rounds)
    {
        var accounts = Federation.Bots(Bots, sink.Address, Federation.Unlimited);
        IReadOnlyList<Channel> channels =
        [
            .. Federation.Channels(accounts, Departments / Bots).Select((channel, number) => channel with { Territories = [Territory.Parse(string.Create(CultureInfo.InvariantCulture, $"DEP-{21 + number:00}"))] }),
        ];
        using var http = new HttpClient();

        var found = await Rounds.CompareAsync(
            rounds,
            () => RoundAsync(sink, engine, rows, accounts, Some.Channels(channels, accounts)),
            () => BareLoop.RunAsync(http, sink.Address, "Réunion publique", rows, atOnce: Bots * Federation.Unlimited.InFlight));

        return new(
            string.Create(CultureInfo.InvariantCulture, $"rows: {rows:N0} rows of PostgreSQL, {(engine == StoreEngine.Sqlite ? "SQLite" : "PostgreSQL")} store, {Bots} bots, {Departments} chats"),
            string.Create(CultureInfo.InvariantCulture, $"{found.Ours:N0} rows/s, {found.Work:N0} µs of processor each"),
            string.Create(CultureInfo.InvariantCulture, $"posting alone, in a bare loop: {found.Bare:N0}/s"),
            found.Ratio,
            "≥ 900 rows/s",
            found.Ours >= 900);
    }

    /// <summary>Each round begins with an empty store and a database of so many rows; making them is not measured.</summary>
    private static async Task<Pace> RoundAsync(SinkProcess sink, StoreEngine engine, int rows, IReadOnlyList<Account> accounts, IChannels channels)
    {
        using var folder = new WorkFolder();
        var party = await Postgres.DatabaseAsync();
        await PartyRows.CreateAsync(party);
        await PartyRows.AddAsync(party, "r", rows);
        var kept = engine == StoreEngine.PostgreSql ? await Postgres.DatabaseAsync() : "";
        var options = new StoreOptions { Engine = engine, Path = folder.File("relay.db"), ConnectionString = () => kept };
        await using var rig = await EngineRig.OpenAsync(options, channels, PartyRows.Source(party));
        var all = await sink.CountAsync() + rows;
        var pace = await Rounds.TimeAsync(rows, async () =>
        {
            await rig.HarvestAsync();
            await rig.PlanAsync();
            await rig.SlotAsync();
            await rig.PumpAsync(accounts, async () => await sink.CountAsync() >= all);
        });
        await rig.RequireConfirmedAsync(rows);
        return pace;
    }
}
