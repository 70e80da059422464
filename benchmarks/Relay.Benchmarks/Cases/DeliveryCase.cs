using Relay.Core.Audit;
using Relay.Core.Deliveries;

namespace Relay.Benchmarks.Cases;

/// <summary>What the ledger adds to a call: the attempt committed before it, the outcome after it. History: publications confirmed earlier.</summary>
/// <param name="atOnce">How many deliveries are under way at a time.</param>
internal sealed class DeliveryCase(int atOnce) : ICase
{
    private readonly Bench _bench = new();
    private IReadOnlyList<Delivery> _ready = [];
    private int _made;

    public string Name => atOnce == 1 ? "delivery: attempt and outcome, one by one" : $"delivery: attempt and outcome, {atOnce} at once";

    public string Bare => "two durable SQLite commits";

    public int Items => 200;

    private ILedger Ledger => _bench.Store.Ledger;

    public async Task PrepareAsync(int history)
    {
        await _bench.OpenAsync();
        for (var done = 0; done < history; done += 1000)
        {
            _ready = await MakeAsync(Math.Min(1000, history - done));
            await ForEachAsync(64);
        }
    }

    public async Task RoundAsync() => _ready = await MakeAsync(Items);

    public Task OursAsync() => ForEachAsync(atOnce);

    public Task BareAsync()
    {
        for (var item = 0; item < Items; item++)
        {
            _bench.Bare.Attempt();
        }
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    /// <summary>Plans, releases and composes fresh deliveries.</summary>
    private async Task<IReadOnlyList<Delivery>> MakeAsync(int count)
    {
        var wanted = Enumerable.Range(_made, count).Select(_bench.Announcement).ToList();
        _made += count;
        await Ledger.PlanAsync([.. wanted.Select(publication => publication.Items[0])], wanted, _ => "", _bench.Now, CancellationToken.None);
        foreach (var target in wanted.Select(publication => publication.Key.Target).Distinct())
        {
            var waiting = await Ledger.WaitingAsync("telegram", target, _bench.Now, count, CancellationToken.None);
            await Ledger.ReleaseAsync([.. waiting.Select(publication => publication.Id)], Actor.System, _bench.Now, CancellationToken.None);
        }
        var due = await Ledger.DueAsync("bot33", _bench.Now, [], count, CancellationToken.None);
        await Parallel.ForEachAsync(due, (delivery, cancel) => new(Ledger.ComposeAsync(
            delivery.Id, [new DeliveryPart { Index = 0, State = PartState.Planned, Text = "Réunion publique à Bordeaux", TextHash = $"{delivery.Id:N}" }], cancel)));
        return due;
    }

    private Task ForEachAsync(int parallel) => Parallel.ForEachAsync(_ready, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (delivery, cancel) =>
    {
        var number = await Ledger.BeginAttemptAsync(delivery.Id, 0, _bench.Now, cancel);
        var done = new Outcome.Done([$"{delivery.Id:N}"]);
        await Ledger.EndAttemptAsync(new(delivery.Id, 0, number, done, PartState.Confirmed, DeliveryState.Confirmed, null, _bench.Now, 0, false, _bench.Now), cancel);
    });
}
