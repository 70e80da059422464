using System.Globalization;
using Relay.Core.Channels;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Load.Sink;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Cases;

/// <summary>
/// What is due leaves: through the whole ledger (SQLite, every attempt and every outcome synced to disk), guards, templates and the Telegram adapter, against a bare loop
/// of <see cref="HttpClient"/> that posts as many to the same sink with as many calls at a time.
/// </summary>
internal sealed class DeliverCase : ILoadCase
{
    private const int ChannelsEach = 4;
    private const string Text = "📅 <b>Réunion publique n° 1</b>\n\nlundi 9 mars à 18 h 30\n📍 Salle des fêtes\n\nParlons du quartier, des transports et de l'école, avec les élus et les habitants.\n\nhttps://parti.example/e/1";

    public string Name => "deliver";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        await using var sink = await SinkProcess.StartAsync();
        foreach (var (accounts, meetings) in quick ? [(2, 5)] : new[] { (1, 250), (8, 100), (32, 50) })
        {
            yield return await MeasureAsync(sink, accounts, meetings, quick ? 1 : 5);
        }
    }

    private static async Task<Figure> MeasureAsync(SinkProcess sink, int count, int meetings, int rounds)
    {
        using var folder = new WorkFolder();
        var accounts = Federation.Bots(count, sink.Address, Federation.Unlimited);
        var channels = Federation.Channels(accounts, ChannelsEach);
        var source = new ListSource();
        await using var rig = await EngineRig.OpenAsync(new StoreOptions { Path = folder.File("relay.db") }, Some.Channels(channels, accounts), source);
        using var http = new HttpClient();
        var (deliveries, round) = (channels.Count * meetings, 0);

        var found = await Rounds.CompareAsync(
            rounds,
            async () =>
            {
                await ReadyAsync(rig, source, ++round, meetings, deliveries);
                var pace = await DeliverAsync(rig, sink, accounts, deliveries);
                await rig.RequireConfirmedAsync(round * deliveries);
                return pace;
            },
            () => BareLoop.RunAsync(http, sink.Address, Text, deliveries, atOnce: count * Federation.Unlimited.InFlight));

        return new(
            string.Create(CultureInfo.InvariantCulture, $"deliver: {count} accounts, {channels.Count} targets, {deliveries} posts a round"),
            string.Create(CultureInfo.InvariantCulture, $"{found.Ours:N0}/s, {found.Work:N0} µs of processor each"),
            string.Create(CultureInfo.InvariantCulture, $"bare HttpClient loop, {count * Federation.Unlimited.InFlight} calls at a time: {found.Bare:N0}/s, {found.BareWork:N0} µs"),
            found.Ratio,
            count == 32 ? "≥ 0.5" : null,
            count == 32 ? found.Ratio >= 0.5 : null);
    }

    /// <summary>New meetings are harvested, planned and released on every channel.</summary>
    private static async Task ReadyAsync(EngineRig rig, ListSource source, int round, int meetings, int deliveries)
    {
        var now = TimeProvider.System.GetUtcNow();
        source.Put(Enumerable.Range(0, meetings).Select(number => Federation.Meeting(string.Create(CultureInfo.InvariantCulture, $"{round}-{number}"), now, number)));
        await rig.HarvestAsync();
        await rig.PlanAsync();
        var slots = await rig.SlotAsync();
        if (slots.Released != deliveries)
        {
            throw new InvalidOperationException($"{slots.Released} publications were released instead of {deliveries}.");
        }
    }

    private static async Task<Pace> DeliverAsync(EngineRig rig, SinkProcess sink, IReadOnlyList<Account> accounts, int deliveries)
    {
        var all = await sink.CountAsync() + deliveries;
        return await Rounds.TimeAsync(deliveries, () => rig.PumpAsync(accounts, async () => await sink.CountAsync() >= all));
    }
}
