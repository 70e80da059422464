using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What should exist.</content>
internal sealed partial class Ledger
{
    public Task<PlanTally> PlanAsync(
        IReadOnlyCollection<ItemKey> items, IReadOnlyList<PlannedPublication> wanted, Func<PublicationKey, string> dropReason, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(
            async session =>
            {
                var change = new PlanChange(items, wanted, dropReason, now);
                change.Compare(await session.QueryRowsAsync<string, KnownPublication>(
                    RowShapes.Keys,
                    change.Subjects,
                    table => $"{KnownPublication.Select} WHERE p.subject IN (SELECT r.key FROM {table})"));
                cancel.ThrowIfCancellationRequested();
                await InsertAsync(session, change.New);
                await UpdateAsync(session, [.. change.Moved, .. change.Revived]);
                await DropAsync(session, change.Dropped);
                await RequeueAsync(session, change.CalledOff, now);
                Record(session, change, now);
                return new PlanTally(change.New.Count + change.Revived.Count, change.Moved.Count + change.CalledOff.Count, change.Dropped.Count);
            },
            cancel);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> SeeChannelsAsync(IReadOnlyCollection<string> channels, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(
            async session =>
            {
                var fresh = await session.QueryRowsAsync<string, string>(
                    RowShapes.Keys,
                    channels.Distinct(StringComparer.Ordinal),
                    table => $"""
                        INSERT INTO channels_seen (channel, first_seen) SELECT r.key, @now FROM {table} WHERE 1 = 1
                        ON CONFLICT (channel) DO NOTHING RETURNING channel
                        """,
                    new { now = now.Ms() });
                foreach (var channel in fresh)
                {
                    session.Audit(now, Actor.System, "channel.seen", channel);
                }
                return await FirstSightsAsync(session, channels.Contains);
            },
            cancel);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ChannelsSeenAsync(CancellationToken cancel)
        => database.ReadAsync(session => FirstSightsAsync(session, _ => true), cancel);

    public Task<IReadOnlyList<Publication>> OfItemAsync(ItemKey item, CancellationToken cancel) => database.ReadAsync(
        async session => Publications(await session.QueryAsync<PublicationRow>(
            $"{PublicationRow.Select} WHERE p.id IN (SELECT i.publication_id FROM publication_items i WHERE i.item = @item) ORDER BY p.from_at, p.id",
            new { item = item.ToString() })),
        cancel);

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> FirstSightsAsync(Session session, Func<string, bool> of)
        => (await session.QueryAsync<ChannelSeen>("SELECT channel AS Channel, first_seen AS FirstSeen FROM channels_seen"))
            .Where(row => of(row.Channel)).ToDictionary(row => row.Channel, row => Instant.At(row.FirstSeen), StringComparer.Ordinal);

    private static async Task InsertAsync(Session session, IReadOnlyList<PublicationRow> rows)
    {
        await session.ExecuteRowsAsync(PublicationRow.Shape, rows, table => $"""
            INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items,
              from_at, until_at, expires_at, order_at, priority, paced, state, reason)
            {table.Values(table["id"], table["subject"], table["moment"], table["occurrence"], table["network"], table["target"], table["target_kind"], table["channel"], table["account"], table["items"],
              table["from_at"], table["until_at"], table["expires_at"], table["order_at"], table["priority"], table["paced"], table["state"], table["reason"])}
            """);
        await InsertItemsAsync(session, rows);
    }

    /// <summary>Which items a publication tells of; one that left a digest's list stays findable by it.</summary>
    private static Task<int> InsertItemsAsync(Session session, IEnumerable<PublicationRow> rows) => session.ExecuteRowsAsync(
        new RowShape<(string Id, string Item)>().Text("id", pair => pair.Id).Text("item", pair => pair.Item),
        rows.SelectMany(row => LedgerJson.Texts(row.Items).Distinct(StringComparer.Ordinal).Select(item => (row.Id, item))),
        table => $"""
            INSERT INTO publication_items (item, publication_id) {table.Values(table["item"], table["id"])}
            ON CONFLICT (item, publication_id) DO NOTHING
            """);

    private static async Task UpdateAsync(Session session, IReadOnlyList<PublicationRow> rows)
    {
        await session.ExecuteRowsAsync(PublicationRow.Shape, rows, table => $"""
            UPDATE publications SET target_kind = r.target_kind, channel = r.channel, account = r.account, items = r.items, from_at = r.from_at,
              until_at = r.until_at, expires_at = r.expires_at, order_at = r.order_at, priority = r.priority, paced = r.paced,
              state = r.state, reason = NULL, folded_into = NULL
            FROM {table} WHERE publications.id = r.id
            """);
        await InsertItemsAsync(session, rows);
    }

    private static Task<int> DropAsync(Session session, IReadOnlyList<(string Id, string Reason)> rows) => session.ExecuteRowsAsync(
        new RowShape<(string Id, string Reason)>().Text("id", row => row.Id).Text("reason", row => row.Reason),
        rows,
        table => $"UPDATE publications SET state = 'dropped', reason = r.reason FROM {table} WHERE publications.id = r.id AND publications.state = 'planned'");

    /// <summary>A delivery that was called off before anything left goes back to its queue, to be composed anew.</summary>
    private static async Task RequeueAsync(Session session, IReadOnlyList<CalledOffDelivery> rows, DateTimeOffset now)
    {
        foreach (var (delivery, plan) in rows)
        {
            Transitions.Check(DeliveryState.Cancelled, DeliveryState.Queued);
            await session.ExecuteAsync("DELETE FROM parts WHERE delivery_id = @delivery", new { delivery });
            await session.ExecuteAsync(
                """
                UPDATE deliveries SET state = 'queued', rule = NULL, reason = NULL, next_at = @now, strikes = 0, target_kind = @TargetKind, channel = @Channel,
                  account = @Account, priority = @Priority, paced = @Paced, expires_at = @ExpiresAt
                WHERE id = @delivery
                """,
                new { delivery, now = now.Ms(), plan.TargetKind, plan.Channel, plan.Account, plan.Priority, plan.Paced, plan.ExpiresAt });
        }
        await UpdateAsync(session, [.. rows.Select(row => row.Plan)]);
    }

    private static void Record(WriteSession session, PlanChange change, DateTimeOffset now)
    {
        change.New.ForEach(row => session.Audit(now, Actor.System, "publication.planned", row.Id));
        change.Revived.ForEach(row => session.Audit(now, Actor.System, "publication.planned", row.Id, "again"));
        change.Moved.ForEach(row => session.Audit(now, Actor.System, "publication.moved", row.Id));
        change.Dropped.ForEach(row => session.Audit(now, Actor.System, "publication.dropped", row.Id, "not wanted"));
        change.CalledOff.ForEach(row => session.Audit(now, Actor.System, "delivery.queued", row.DeliveryId, "wanted again"));
    }

    private sealed class ChannelSeen
    {
        public string Channel { get; init; } = "";

        public long FirstSeen { get; init; }
    }
}
