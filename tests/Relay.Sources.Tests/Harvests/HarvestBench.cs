using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Sources.Tests.Harvests;

/// <summary>A source harvested by the product's own harvester into a store.</summary>
internal sealed class HarvestBench(Func<ISource> source, TimeProvider time)
{
    public MemoryItemStore Store { get; } = new();

    /// <summary>Polls so many times and gives the last report.</summary>
    public async Task<HarvestReport> PollAsync(int times = 1)
    {
        HarvestReport? report = null;
        for (; times > 0; times--)
        {
            var reader = source();
            report = await new Harvester(new Dictionary<string, ISource>(StringComparer.Ordinal) { [reader.Id] = reader }, Store, time, new HarvestOptions(), NullLogger<Harvester>.Instance)
                .RunAsync(reader.Id, full: false, CancellationToken.None);
        }
        return report!;
    }

    /// <summary>What is stored, in short: <c>id presence status</c>.</summary>
    public IEnumerable<string> Stored => Store.All.Select(stored => $"{stored.Item.Key.Id} {stored.Presence} {(stored.Item is Event e ? e.Status.ToString() : "")} r{stored.Revision}");

    public async Task<IReadOnlyList<string>> FaultsAsync(string id) => [.. (await Store.FaultsAsync(id, 100, CancellationToken.None)).Select(row => row.Id)];
}
