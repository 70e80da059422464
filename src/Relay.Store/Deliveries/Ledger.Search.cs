using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Ids;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What people ask.</content>
internal sealed partial class Ledger
{
    public Task<Delivery?> FindAsync(Guid delivery, CancellationToken cancel) => database.ReadAsync(
        async session => await session.FirstAsync<DeliveryRow>($"{DeliveryRow.Select} WHERE d.id = @id", new { id = Ids.Text(delivery) }) is { } row
            ? (await WithPartsAsync(session, [row]))[0]
            : null,
        cancel);

    public Task<IReadOnlyList<Publication>> SearchAsync(string text, int limit, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var wanted = text.Trim();
            if (ShortId.TryRead(wanted, out var id))
            {
                // What begins so is found by an index; only when nothing does are all ids looked through for what ends so.
                var begin = id.Start is null ? [] : Publications(await session.QueryAsync<PublicationRow>(
                    $"""
                    {PublicationRow.Select} WHERE p.id IN (
                      SELECT a.id FROM publications a WHERE a.id BETWEEN @first AND @last
                      UNION SELECT d.publication_id FROM deliveries d WHERE d.id BETWEEN @first AND @last)
                    ORDER BY p.id DESC LIMIT @limit
                    """,
                    new { first = Ids.Lowest(id.Start), last = Ids.Highest(id.Start), limit }));
                return begin.Count > 0 || id.End is null ? begin : Publications(await session.QueryAsync<PublicationRow>(
                    $"""
                    {PublicationRow.Select} WHERE p.id IN (
                      SELECT a.id FROM publications a WHERE a.id LIKE @end
                      UNION SELECT d.publication_id FROM deliveries d WHERE d.id IN (SELECT e.id FROM deliveries e WHERE e.id LIKE @end))
                    ORDER BY p.id DESC LIMIT @limit
                    """,
                    new { end = $"%{id.End}", limit }));
            }
            return Publications(await session.QueryAsync<PublicationRow>(
                $"""
                {PublicationRow.Select} WHERE p.id IN (
                  SELECT i.publication_id FROM publication_items i WHERE i.item = @wanted
                  UNION SELECT a.id FROM publications a WHERE a.subject = @wanted)
                ORDER BY p.id DESC LIMIT @limit
                """,
                new { wanted, limit }));
        },
        cancel);

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(Guid delivery, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Attempt>>(
        async session => [.. (await session.QueryAsync<AttemptRow>($"{AttemptRow.Select} WHERE delivery_id = @id ORDER BY number", new { id = Ids.Text(delivery) }))
            .Select(row => row.ToAttempt())],
        cancel);

    public Task<IReadOnlyList<Publication>> PlannedAsync(int limit, CancellationToken cancel) => database.ReadAsync(
        async session => Publications(await session.QueryAsync<PublicationRow>($"{PublicationRow.Select} WHERE p.state = 'planned' ORDER BY p.from_at, p.id LIMIT @limit", new { limit })),
        cancel);

    private const string Shadows = "sum(CASE WHEN target LIKE 'shadow:%' THEN 1 ELSE 0 END) AS Shadows";

    // By the index of each operation: what was tried is little beside all that was ever sent.
    internal const string TriedSql = """
        SELECT d.state AS State, d.operation AS Operation, count(*) AS Count, sum(CASE WHEN d.target LIKE 'shadow:%' THEN 1 ELSE 0 END) AS Shadows
        FROM publications p JOIN deliveries d ON d.publication_id = p.id AND d.operation = 'create' WHERE p.subject >= @subject AND p.subject < @after GROUP BY d.state, d.operation
        UNION ALL
        SELECT d.state, d.operation, count(*), sum(CASE WHEN d.target LIKE 'shadow:%' THEN 1 ELSE 0 END)
        FROM publications p JOIN deliveries d ON d.publication_id = p.id AND d.operation = 'delete' WHERE p.subject >= @subject AND p.subject < @after GROUP BY d.state, d.operation
        """;

    public Task<LedgerTally> TallyAsync(DateTimeOffset now, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var args = new { now = now.Ms() };
            var tests = new { subject = TestPosts.Subject, after = After(TestPosts.Subject) };
            var tried = await session.QueryAsync<(string State, string Operation, long Count, long Shadows)>(TriedSql, tests);
            var trials = await session.QueryAsync<(string State, long Count, long Shadows)>(
                $"SELECT state AS State, count(*) AS Count, {Shadows} FROM publications WHERE subject >= @subject AND subject < @after GROUP BY state", tests);
            // What was only tried was never published: it is counted apart.
            var publications = (await session.QueryAsync<(string State, long Count, long Shadows)>($"SELECT state AS State, count(*) AS Count, {Shadows} FROM publications GROUP BY state"))
                .Select(row => trials.Where(trial => trial.State == row.State).Aggregate(row, (left, trial) => (left.State, left.Count - trial.Count, left.Shadows - trial.Shadows)))
                .Where(row => row.Count > 0).ToList();
            var deliveries = (await session.QueryAsync<(string State, string Operation, long Count, long Shadows)>(
                    $"SELECT state AS State, operation AS Operation, count(*) AS Count, {Shadows} FROM deliveries GROUP BY state, operation"))
                .Select(row => tried.Where(trial => (trial.State, trial.Operation) == (row.State, row.Operation))
                    .Aggregate(row, (left, trial) => (left.State, left.Operation, left.Count - trial.Count, left.Shadows - trial.Shadows)))
                .Where(row => row.Count > 0).ToList();
            Dictionary<DeliveryState, int> ByState(Func<(string State, string Operation, long Count, long Shadows), long> count) => deliveries
                .GroupBy(row => LedgerKeys.Deliveries.Read(row.State), count).Select(state => KeyValuePair.Create(state.Key, (int)state.Sum())).Where(pair => pair.Value > 0).ToDictionary();
            return new LedgerTally(
                publications.ToDictionary(row => LedgerKeys.Publications.Read(row.State), row => (int)row.Count),
                ByState(row => row.Count),
                (int)await session.CountAsync("SELECT count(*) FROM deliveries WHERE state = 'queued' AND state IN ('queued', 'held') AND next_at <= @now", args),
                (int)await session.CountAsync(
                    "SELECT count(*) FROM publications WHERE state = 'planned' AND from_at <= @now AND (expires_at IS NULL OR expires_at > @now)", args),
                (int)await session.CountAsync(
                    """
                    SELECT count(*) FROM (SELECT publication_id FROM deliveries WHERE operation IN ('create', 'answer') AND state = 'confirmed'
                      GROUP BY publication_id HAVING count(*) > 1) AS f
                    """))
            {
                Shadows = ByState(row => row.Shadows),
                Done = deliveries.Where(row => row.Count > row.Shadows).ToDictionary(row => (LedgerKeys.Operations.Read(row.Operation), LedgerKeys.Deliveries.Read(row.State)), row => (int)(row.Count - row.Shadows)),
                Tests = tried.ToDictionary(row => (LedgerKeys.Operations.Read(row.Operation), LedgerKeys.Deliveries.Read(row.State)), row => (int)row.Count),
                ShadowPlans = publications.Where(row => row.Shadows > 0).ToDictionary(row => LedgerKeys.Publications.Read(row.State), row => (int)row.Shadows),
            };
        },
        cancel);
}
