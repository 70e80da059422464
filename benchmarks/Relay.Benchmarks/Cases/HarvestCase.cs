using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Benchmarks.Cases;

/// <summary>A full harvest in which nothing changed: every row is read, hashed, compared and noted as seen. History: rows of the source.</summary>
internal sealed class HarvestCase : ICase
{
    private readonly Bench _bench = new();
    private readonly ListSource _source = new();
    private Harvester _harvester = null!;

    public string Name => "harvest: every row, none changed";

    public string Bare => "as many rows in one SQLite commit";

    public int Items => _source.Rows.Count;

    public async Task PrepareAsync(int history)
    {
        await _bench.OpenAsync();
        _source.Rows.AddRange(Enumerable.Range(0, history).Select(number => new SourceRow.Good(_bench.Meeting(number))));
        _harvester = new Harvester(new Dictionary<string, ISource>(StringComparer.Ordinal) { [_source.Id] = _source }, _bench.Store.Items, _bench.Time, new HarvestOptions(), NullLogger<Harvester>.Instance);
        await HarvestAsync(history);
    }

    public Task RoundAsync()
    {
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        return Task.CompletedTask;
    }

    public Task OursAsync() => HarvestAsync(added: 0);

    public Task BareAsync()
    {
        _bench.Bare.Batch(Items);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task HarvestAsync(int added)
    {
        var report = await _harvester.RunAsync(_source.Id, full: true, CancellationToken.None);
        if (report.Read != Items || report.New != added)
        {
            throw new InvalidOperationException($"The harvest read {report.Read} rows and found {report.New} new ones.");
        }
    }
}
