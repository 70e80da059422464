using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What stands on the networks, and what it is to become.</content>
internal sealed partial class Ledger
{
    public Task<IReadOnlyList<Delivery>> CopiesAsync(IReadOnlyCollection<ItemKey> items, CancellationToken cancel) => database.ReadAsync(
        async session => await WithPartsAsync(session, await session.QueryRowsAsync<string, DeliveryRow>(
            RowShapes.Keys,
            items.Select(item => item.ToString()).Distinct(StringComparer.Ordinal),
            table => CopiesSql($"SELECT i.publication_id FROM publication_items i WHERE i.item IN (SELECT r.key FROM {table})"))),
        cancel);

    public Task<IReadOnlyList<Delivery>> OfPublicationAsync(Guid publication, CancellationToken cancel) => database.ReadAsync(
        async session => await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(CopiesSql("SELECT @id"), new { id = Ids.Text(publication) })),
        cancel);

    public Task<int> ReviseAsync(IReadOnlyList<Revision> revisions, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var made = 0;
            foreach (var revision in revisions)
            {
                cancel.ThrowIfCancellationRequested();
                made += await ReviseAsync(session, revision, actor, now);
            }
            return made;
        },
        cancel);

    public Task<IReadOnlyList<Delivery>> RefusedChangesAsync(DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(
        async session => await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(RefusedSql, new { since = since.Ms() })),
        cancel);

    /// <summary>By the indexes of what changes copies.</summary>
    internal const string RefusedSql = $"""
        {DeliveryRow.Select} WHERE d.id IN (
          SELECT e.id FROM deliveries e WHERE e.operation = 'edit' AND e.state = 'refused' AND e.created_at >= @since
          UNION ALL SELECT e.id FROM deliveries e WHERE e.operation = 'delete' AND e.state = 'refused' AND e.created_at >= @since)
          AND NOT EXISTS (SELECT 1 FROM deliveries n WHERE n.operation = 'edit' AND n.publication_id = d.publication_id AND n.id > d.id)
          AND NOT EXISTS (SELECT 1 FROM deliveries n WHERE n.operation = 'delete' AND n.publication_id = d.publication_id AND n.id > d.id)
        ORDER BY d.created_at, d.id
        """;

    /// <summary>By three indexes that history does not lengthen.</summary>
    internal static string CopiesSql(string publications) => $"""
        {DeliveryRow.Select} WHERE d.id IN (
          SELECT c.delivery_id FROM publications c WHERE c.delivery_id IS NOT NULL AND c.id IN ({publications})
          UNION ALL SELECT e.id FROM deliveries e WHERE e.operation = 'edit' AND e.publication_id IN ({publications})
          UNION ALL SELECT e.id FROM deliveries e WHERE e.operation = 'delete' AND e.publication_id IN ({publications})) ORDER BY d.created_at, d.id
        """;

    private static async Task<int> ReviseAsync(WriteSession session, Revision revision, Actor actor, DateTimeOffset now)
    {
        var all = await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(CopiesSql("SELECT @id"), new { id = Ids.Text(revision.Publication) }));
        if (all.FirstOrDefault(delivery => delivery.Operation == Operation.Create) is not { } create
            || !Traces.MayStand(create)
            || all.Any(delivery => delivery is { Operation: Operation.Delete, State: not (DeliveryState.Cancelled or DeliveryState.Refused or DeliveryState.Expired) } && (delivery.State == DeliveryState.Confirmed || IsBegun(delivery))))
        {
            return 0;
        }
        if (create.State is DeliveryState.Queued or DeliveryState.Held && !Traces.HasLeft(create))
        {
            await LookAgainAsync(session, create);
            return 0;
        }
        var open = all.Where(delivery => delivery.Operation is Operation.Edit or Operation.Delete && delivery.State is DeliveryState.Queued or DeliveryState.Held && !Traces.HasLeft(delivery)).ToList();
        foreach (var other in open.Where(delivery => delivery.Operation != revision.Operation))
        {
            Transitions.Check(other.State, DeliveryState.Cancelled);
            await session.ExecuteAsync("UPDATE deliveries SET state = 'cancelled', rule = @rule WHERE id = @id AND state IN ('queued', 'held')", new { id = Ids.Text(other.Id), rule = Rules.Overtaken });
            session.Audit(now, actor, "delivery.cancelled", Ids.Text(other.Id), Rules.Overtaken);
        }
        if (open.Find(delivery => delivery.Operation == revision.Operation) is { } waiting)
        {
            await LookAgainAsync(session, waiting);
            await session.ExecuteAsync("UPDATE parts SET facts = @Facts WHERE delivery_id = @id", new { id = Ids.Text(waiting.Id), revision.Facts });
            return 0;
        }
        await InsertRevisionAsync(session, revision, create, actor, now);
        return 1;
    }

    /// <summary>A change of a copy that was refused has its items planned again: another way is sought, a correction or other words.</summary>
    private static async Task SeekAnotherWayAsync(WriteSession session, DeliveryRow row, DeliveryState to, DateTimeOffset now)
    {
        if (to == DeliveryState.Refused && row.Operation is "edit" or "delete")
        {
            // Always another instant than before: a plan that is being made knows nothing of this.
            await session.ExecuteAsync(
                "UPDATE items SET plan_due = CASE WHEN plan_due >= @now THEN plan_due + 1 ELSE @now END WHERE key IN (SELECT i.item FROM publication_items i WHERE i.publication_id = @PublicationId)",
                new { row.PublicationId, now = now.Ms() });
        }
    }

    /// <summary>Whether a taking away is past being taken back.</summary>
    private static bool IsBegun(Delivery delivery) => delivery.State is DeliveryState.Attempting or DeliveryState.Uncertain || Traces.HasLeft(delivery);

    /// <summary>What was judged of it a moment ago does not count any more: its attempt would begin from another row than was read.</summary>
    private static Task<int> LookAgainAsync(Session session, Delivery delivery) => session.ExecuteAsync(
        "UPDATE deliveries SET next_at = next_at + 1 WHERE id = @id AND state IN ('queued', 'held')", new { id = Ids.Text(delivery.Id) });

    private static async Task InsertRevisionAsync(WriteSession session, Revision revision, Delivery create, Actor actor, DateTimeOffset now)
    {
        var args = new
        {
            create = Ids.Text(create.Id),
            id = Ids.New(now),
            operation = LedgerKeys.Operations[revision.Operation],
            priority = LedgerKeys.Rank(revision.Operation == Operation.Delete ? Priority.Cancellation : Priority.Change),
            revision.Facts,
            now = now.Ms(),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, strikes, attempts)
            SELECT @id, d.publication_id, @operation, d.network, d.target, d.target_kind, d.channel, d.account, @priority, 0, 'queued', @now, @now, NULL, 0, 0 FROM deliveries d WHERE d.id = @create
            """,
            args);
        await session.ExecuteAsync(
            """
            INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, link, remote_ids, facts)
            SELECT @id, part, network, target, account, 'planned', text, text_hash, images, link, remote_ids, @Facts FROM parts WHERE delivery_id = @create
            """,
            args);
        session.Audit(now, actor, "delivery.queued", args.id, args.operation);
    }
}
