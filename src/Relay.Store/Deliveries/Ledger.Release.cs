using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Planning;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>From the plan to deliveries, digests, or an end.</content>
internal sealed partial class Ledger
{
    private static readonly RowShape<(string Publication, string Delivery)> Releases = new RowShape<(string Publication, string Delivery)>()
        .Text("id", row => row.Publication).Text("delivery", row => row.Delivery);

    internal const string PlannedChannelsSql = """
        WITH RECURSIVE each_channel(channel) AS (
          SELECT min(p.channel) FROM publications p WHERE p.state = 'planned'
          UNION ALL
          SELECT (SELECT min(p.channel) FROM publications p WHERE p.state = 'planned' AND p.channel > e.channel) FROM each_channel e WHERE e.channel IS NOT NULL)
        SELECT channel FROM each_channel WHERE channel IS NOT NULL
        """;

    internal const string ExpireSql = "UPDATE publications SET state = 'expired', reason = @reason WHERE state = 'planned' AND expires_at <= @now RETURNING id";

    public Task<IReadOnlyList<Guid>> ReleaseAsync(IReadOnlyList<Guid> publications, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync<IReadOnlyList<Guid>>(
            async session =>
            {
                var planned = (await PlannedAmongAsync(session, publications)).ToHashSet();
                var released = publications.Where(planned.Remove).ToList();
                var rows = released.Select(id => (Publication: Ids.Text(id), Delivery: Ids.New(now))).ToList();
                await session.ExecuteRowsAsync(Releases, rows, table => $"""
                    INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced,
                      state, created_at, next_at, expires_at, strikes, attempts)
                    SELECT r.delivery, p.id, CASE WHEN p.network = @hands THEN 'hand-over' ELSE 'create' END, p.network, p.target, p.target_kind, p.channel, p.account, p.priority, p.paced,
                      'queued', @now, @now, p.expires_at, 0, 0
                    FROM {table} JOIN publications p ON p.id = r.id
                    """, new { now = now.Ms(), hands = ByHand.Network });
                await session.ExecuteRowsAsync(Releases, rows, table => $"""
                    UPDATE publications SET state = 'released', reason = NULL, released_at = @now, delivery_id = {table["delivery"]}
                    {table.From} WHERE publications.id = {table["id"]} AND publications.state = 'planned'
                    """, new { now = now.Ms() });
                rows.ForEach(row => session.Audit(now, actor, "publication.released", row.Publication, row.Delivery));
                return released;
            },
            cancel);

    public Task<bool> FoldAsync(PlannedPublication digest, IReadOnlyList<Guid> members, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var known = await session.CountAsync(
                "SELECT count(*) FROM publications WHERE subject = @Subject AND moment = @Moment AND occurrence = @Occurrence AND network = @Network AND target = @Target",
                digest.Key);
            var wanted = members.Distinct().ToList();
            if (known > 0 || wanted.Count == 0 || (await PlannedAmongAsync(session, wanted)).Count != wanted.Count)
            {
                return false;
            }
            var row = PublicationRow.Of(digest, Ids.New(now), PublicationState.Planned);
            await InsertAsync(session, [row]);
            await session.ExecuteRowsAsync(
                RowShapes.Keys,
                wanted.Select(Ids.Text),
                table => $"""
                    UPDATE publications SET state = 'folded', reason = @reason, folded_into = @Id
                    FROM {table} WHERE publications.id = r.key AND publications.state = 'planned'
                    """,
                new { reason = "digest", row.Id });
            session.Audit(now, Actor.System, "publication.planned", row.Id, "digest");
            wanted.ForEach(member => session.Audit(now, Actor.System, "publication.folded", Ids.Text(member), row.Id));
            return true;
        },
        cancel);

    public Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var count = 0;
            IReadOnlyList<string> ended;
            do
            {
                ended = await session.QueryAsync<string>(ExpireSql, new { reason = Rules.Past, now = now.Ms() });
                foreach (var id in ended)
                {
                    session.Audit(now, Actor.System, "publication.expired", id);
                }
                count += ended.Count;
            }
            while (await UnfoldAsync(session, ended, now) > 0);
            return count;
        },
        cancel);

    public Task<int> DropOrphansAsync(IReadOnlyCollection<string> channels, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var kept = channels.ToHashSet(StringComparer.Ordinal);
            var count = 0;
            // From one channel to the next along an index: asked at each round of planning, it must not cost what is planned.
            foreach (var channel in (await session.QueryAsync<string>(PlannedChannelsSql)).Where(channel => !kept.Contains(channel)))
            {
                IReadOnlyList<string> dropped;
                do
                {
                    dropped = await session.QueryAsync<string>(
                        "UPDATE publications SET state = 'dropped', reason = @reason WHERE state = 'planned' AND channel = @channel RETURNING id",
                        new { reason = Rules.ChannelGone, channel });
                    foreach (var id in dropped)
                    {
                        session.Audit(now, Actor.System, "publication.dropped", id, "no channel");
                    }
                    count += dropped.Count;
                }
                while (await UnfoldAsync(session, dropped, now) > 0);
            }
            return count;
        },
        cancel);

    /// <summary>Which of some publications are Planned now.</summary>
    private static async Task<IReadOnlyList<Guid>> PlannedAmongAsync(Session session, IEnumerable<Guid> publications)
        => [.. (await session.QueryRowsAsync<string, string>(
            RowShapes.Keys,
            publications.Distinct().Select(Ids.Text),
            table => $"SELECT p.id FROM publications p WHERE p.state = 'planned' AND p.id IN (SELECT r.key FROM {table})"))
            .Select(id => Guid.ParseExact(id, "D"))];
}
