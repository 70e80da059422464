using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Store.Tests.Crash;

/// <summary>Writes to a store from several hands at once and tells, line by line, what the store has acknowledged. Ends only when it is killed.</summary>
internal static class WritingWorker
{
    private const int Hands = 6;

    public static async Task RunAsync(StoreOptions options)
    {
        var time = TimeProvider.System;
        await using var store = await RelayStore.OpenForWorkAsync(options, time, null, CancellationToken.None);
        await store.Ledger.RecoverAsync(time.GetUtcNow(), CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(() => WriteAsync(store, hand, time))));
    }

    private static async Task WriteAsync(RelayStore store, int hand, TimeProvider time)
    {
        var ledger = store.Ledger;
        for (var turn = 0; ; turn++)
        {
            var now = time.GetUtcNow();
            var item = new ItemKey("party", ItemKind.Event, string.Create(CultureInfo.InvariantCulture, $"{store.Fence}-{hand}-{turn}"));
            await ledger.PlanAsync([item], [Wanted(item, now)], _ => "", now, CancellationToken.None);
            var publication = (await ledger.OfItemAsync(item, CancellationToken.None)).Single();
            Say("planned", item.Id);
            await ledger.ReleaseAsync([publication.Id], Actor.System, now, CancellationToken.None);
            var delivery = (await ledger.OfItemAsync(item, CancellationToken.None)).Single().DeliveryId!.Value;
            Say("released", delivery);
            await ledger.ComposeAsync(delivery, [new DeliveryPart { Index = 0, State = PartState.Planned, Text = item.Id }], CancellationToken.None);
            var number = await ledger.BeginAttemptAsync(delivery, 0, now, CancellationToken.None);
            Say("began", delivery);
            await ledger.EndAttemptAsync(
                new(delivery, 0, number, new Outcome.Done([item.Id]), PartState.Confirmed, DeliveryState.Confirmed, null, now, 0, false, now), CancellationToken.None);
            Say("confirmed", delivery);
        }
    }

    /// <summary>A line that ends in a stop is whole: what follows the last one was cut off with the program.</summary>
    private static void Say(string what, object id) => Console.Out.Write($"{what} {id} .\n");

    private static PlannedPublication Wanted(ItemKey item, DateTimeOffset now) => new()
    {
        Key = new PublicationKey(item.ToString(), "announce", "-", "telegram", "@parti_33"),
        Channel = "gironde",
        Account = "bot33",
        Items = [item],
        From = now,
        Until = now.AddDays(1),
        Expires = now.AddDays(2),
        Order = now,
        Priority = Priority.Announcement,
        Paced = true,
    };
}
