using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Benchmarks.Cases;

/// <summary>Planning 200 changed items anew, over five channels, and keeping the plan. History: items that are planned already.</summary>
internal sealed class PlanningCase : ICase
{
    private readonly Bench _bench = new();
    private readonly IChannels _channels = Some.Channels(Enumerable.Range(0, 5).Select(number => Some.Channel($"c{number}", target: $"@parti_{number}")));
    private PlanService _service = null!;
    private int _rounds;

    public string Name => "planning: 200 changed items, 5 channels";

    public string Bare => "as many rows in one SQLite commit";

    public int Items => 200;

    public async Task PrepareAsync(int history)
    {
        await _bench.OpenAsync();
        var caller = new NetworkCaller([], new ShadowCaller([], _channels, NullLogger<ShadowCaller>.Instance), new HandCaller([], _channels), NullLogger<NetworkCaller>.Instance);
        var copies = new CopyKeeper(_bench.Store.Ledger, _bench.Store.Items, caller);
        _service = new PlanService(new Planner(_channels), _channels, _bench.Store.Items, _bench.Store.Ledger, copies, new PumpBell(), _bench.Time, NullLogger<PlanService>.Instance);
        var pass = await KeepAsync(Enumerable.Range(0, history).Select(number => _bench.Meeting(number)));
        await _bench.Store.Items.EndPassAsync(pass, 3, null, [], _bench.Now, _bench.Now, CancellationToken.None);
        await _service.RunAsync(CancellationToken.None);
    }

    public Task RoundAsync()
    {
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        var round = ++_rounds;
        return KeepAsync(Enumerable.Range(0, Items).Select(number => _bench.Meeting(number, $"Réunion publique, {round}")));
    }

    public async Task OursAsync()
    {
        var report = await _service.RunAsync(CancellationToken.None);
        if (report.Items != Items)
        {
            throw new InvalidOperationException($"{report.Items} items were planned instead of {Items}.");
        }
    }

    public Task BareAsync()
    {
        _bench.Bare.Batch(Items * _channels.Channels.Count * 2); // an announcement and a reminder on each channel
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task<HarvestPass> KeepAsync(IEnumerable<Item> items)
    {
        var pass = await _bench.Store.Items.BeginPassAsync("party", full: false, _bench.Now, CancellationToken.None);
        foreach (var batch in items.Chunk(200))
        {
            await _bench.Store.Items.SeenAsync(pass, [.. batch.Select(item => item.Key)], CancellationToken.None);
            await _bench.Store.Items.KeepAsync(pass, [.. batch.Select(item => new ItemVersion(item, ItemVersions.Hash(item)))], _bench.Now, CancellationToken.None);
        }
        return pass;
    }
}
