using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Taking away what was published.</content>
internal sealed partial class Ledger
{
    // A range of the unique key: history does not lengthen it.
    internal const string LeftStandingSql = """
        SELECT d.id FROM publications p JOIN deliveries d ON d.id = p.delivery_id
        WHERE p.subject >= @subject AND p.subject < @after AND d.operation = 'create' AND d.state = 'confirmed' AND d.created_at < @before
          AND NOT EXISTS (SELECT 1 FROM deliveries t WHERE t.publication_id = p.id AND t.operation = 'delete')
        ORDER BY d.id
        """;

    public Task<Guid?> TakeBackAsync(Guid delivery, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync<Guid?>(
        async session =>
        {
            var (row, parts) = await LoadAsync(session, delivery);
            var known = await session.CountAsync("SELECT count(*) FROM deliveries WHERE publication_id = @PublicationId AND operation = 'delete'", new { row.PublicationId });
            if (known > 0 || row.Stands != DeliveryState.Confirmed || row.Operation != "create" || parts.All(part => LedgerJson.Texts(part.RemoteIds).Count == 0))
            {
                return null;
            }
            var args = new { of = row.Id, id = Ids.New(now), now = now.Ms() }; // PostgreSQL takes @Id for @id
            await session.ExecuteAsync(
                """
                INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, strikes, attempts)
                SELECT @id, publication_id, 'delete', network, target, target_kind, channel, account, priority, 0, 'queued', @now, @now, NULL, 0, 0 FROM deliveries WHERE id = @of
                """,
                args);
            await session.ExecuteAsync(
                """
                INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, link, remote_ids)
                SELECT @id, part, network, target, account, 'planned', text, text_hash, images, link, remote_ids FROM parts WHERE delivery_id = @of
                """,
                args);
            session.Audit(now, actor, "delivery.queued", args.id, "take back");
            return Guid.ParseExact(args.id, "D");
        },
        cancel);

    public Task<IReadOnlyList<Guid>> LeftStandingAsync(string subject, DateTimeOffset before, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Guid>>(
        async session => [.. (await session.QueryAsync<string>(LeftStandingSql, new { subject, after = After(subject), before = before.Ms() })).Select(id => Guid.ParseExact(id, "D"))],
        cancel);

    /// <summary>Where the subjects that begin so end, in the order of their characters.</summary>
    private static string After(string subject) => subject[..^1] + (char)(subject[^1] + 1);
}
