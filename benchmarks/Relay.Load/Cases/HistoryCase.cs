using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Cases;

/// <summary>What a ledger holds must not slow it: claiming what is due, and saying why, with a million deliveries of the past against ten thousand.</summary>
internal sealed class HistoryCase : ILoadCase
{
    private const int Claims = 100;
    private const int Questions = 100;

    public string Name => "history";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        var (few, many, rounds) = quick ? (100, 1_000, 1) : (10_000, 1_000_000, 9);
        await using var young = await LedgerAsync(few);
        await using var old = await LedgerAsync(many);
        yield return Figure("claiming, attempting, confirming", few, many, await Rounds.CompareAsync(rounds, () => ClaimAsync(old), () => ClaimAsync(young)));
        yield return Figure("why", few, many, await Rounds.CompareAsync(rounds, () => AskAsync(old), () => AskAsync(young)));
    }

    private static Figure Figure(string what, int few, int many, Comparison found)
    {
        var times = 1 / found.Ratio;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"history: {what}, {many:N0} past deliveries"),
            string.Create(CultureInfo.InvariantCulture, $"{1_000_000 / found.Ours:N0} µs"),
            string.Create(CultureInfo.InvariantCulture, $"{few:N0}: {1_000_000 / found.Bare:N0} µs"),
            times,
            "≤ 1.5 times",
            times <= 1.5);
    }

    private static async Task<Past> LedgerAsync(int count)
    {
        var folder = new WorkFolder();
        var options = new StoreOptions { Path = folder.File("relay.db") };
        await (await RelayStore.OpenForWorkAsync(options, TimeProvider.System, logger: null, CancellationToken.None)).DisposeAsync();
        PastDeliveries.Write(options.Path, count, TimeProvider.System.GetUtcNow());
        return new(folder, await RelayStore.OpenForWorkAsync(options, TimeProvider.System, logger: null, CancellationToken.None), count);
    }

    /// <summary>Fresh deliveries are made (not measured), then fetched, begun and ended as a pump does.</summary>
    private static async Task<Pace> ClaimAsync(Past past)
    {
        var (ledger, now) = (past.Store.Ledger, TimeProvider.System.GetUtcNow());
        var wanted = Enumerable.Range(0, Claims).Select(_ => Announcement(past.Next++, now)).ToList();
        await ledger.PlanAsync([.. wanted.Select(one => one.Items[0])], wanted, _ => "", now, CancellationToken.None);
        var waiting = await ledger.WaitingAsync("telegram", PastDeliveries.Target(0), now, Claims, CancellationToken.None);
        await ledger.ReleaseAsync([.. waiting.Select(one => one.Id)], Actor.System, now, CancellationToken.None);
        return await Rounds.TimeAsync(Claims, async () =>
        {
            var due = await ledger.DueAsync(PastDeliveries.Account, now, [], Claims, CancellationToken.None);
            await Task.WhenAll(due.Select(async delivery =>
            {
                var words = new DeliveryPart { Index = 0, State = PartState.Planned, Text = "Réunion publique à Bordeaux", TextHash = $"{delivery.Id:N}" };
                var number = await ledger.BeginAttemptAsync(new(delivery, [words], 0, now), CancellationToken.None) ?? throw new InvalidOperationException("It was not as it was read.");
                await ledger.EndAttemptAsync(
                    new(delivery.Id, 0, number, new Outcome.Done([$"{delivery.Id:N}"]), PartState.Confirmed, DeliveryState.Confirmed, null, now, 0, false, now), CancellationToken.None);
            }));
            if (due.Count != Claims)
            {
                throw new InvalidOperationException($"{due.Count} were due instead of {Claims}.");
            }
        });
    }

    /// <summary>What <c>relay why</c> reads, for deliveries all over the past.</summary>
    private static Task<Pace> AskAsync(Past past) => Rounds.TimeAsync(Questions, async () =>
    {
        var ledger = past.Store.Ledger;
        for (var question = 0; question < Questions; question++)
        {
            var id = PastDeliveries.Delivery((past.Asked += 7919) % past.Count);
            var publication = (await ledger.SearchAsync(id, 20, CancellationToken.None)).Single();
            var delivery = await ledger.FindAsync(publication.DeliveryId!.Value, CancellationToken.None);
            var attempts = await ledger.AttemptsAsync(delivery!.Id, CancellationToken.None);
            await ledger.StandingsAsync(CancellationToken.None);
            if (attempts.Count != 1 || delivery.State != DeliveryState.Confirmed)
            {
                throw new InvalidOperationException($"Delivery {id} has not the past that was written.");
            }
        }
    });

    private static PlannedPublication Announcement(int number, DateTimeOffset now)
    {
        var item = new ItemKey("party", ItemKind.Event, string.Create(CultureInfo.InvariantCulture, $"new-{number}"));
        return new()
        {
            Key = new(item.ToString(), "announce", "-", "telegram", PastDeliveries.Target(0)),
            Channel = "gironde",
            Account = PastDeliveries.Account,
            Items = [item],
            From = now.AddHours(-1),
            Until = now.AddDays(1),
            Expires = now.AddDays(2),
            Order = now.AddDays(2),
            Priority = Priority.Announcement,
            Paced = true,
        };
    }

    private sealed record Past(WorkFolder Folder, RelayStore Store, int Count) : IAsyncDisposable
    {
        public int Next { get; set; }

        public long Asked { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            Folder.Dispose();
        }
    }
}
