using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What is asked again and again: what waits, what is due, and when to look next. Each is answered from an index that history does not lengthen.</content>
internal sealed partial class Ledger
{
    internal const string WaitingSql = $"""
        {PublicationRow.Select}
        WHERE p.state = 'planned' AND p.network = @network AND p.target = @target AND p.from_at <= @now AND (p.expires_at IS NULL OR p.expires_at > @now)
        ORDER BY p.priority, p.order_at LIMIT @limit
        """;

    internal const string TargetsWaitingSql = """
        WITH waiting AS MATERIALIZED (
          SELECT p.network, p.target FROM publications p WHERE p.state = 'planned' AND p.from_at <= @now AND (p.expires_at IS NULL OR p.expires_at > @now))
        SELECT DISTINCT w.network AS Network, w.target AS Target FROM waiting w ORDER BY w.network, w.target
        """;

    internal const string NextWindowSql = "SELECT min(p.from_at) FROM publications p WHERE p.state = 'planned' AND p.from_at > @now";

    // The plus has SQLite take the index of what is open, not of all that was ever released.
    internal const string UseSql = """
        SELECT
          (SELECT count(*) FROM deliveries WHERE network = @network AND target = @target AND paced = 1
             AND state NOT IN ('cancelled', 'expired', 'refused') AND created_at >= @since) AS Sent,
          (SELECT max(created_at) FROM deliveries WHERE network = @network AND target = @target AND paced = 1
             AND state NOT IN ('cancelled', 'expired', 'refused')) AS LastReleased,
          (SELECT max(left_at) FROM deliveries WHERE target = @target AND left_at IS NOT NULL AND network = @network AND paced = 1
             AND state NOT IN ('cancelled', 'expired', 'refused')) AS LastLeft,
          (SELECT count(*) FROM deliveries WHERE network = @network AND target = @target AND state IN ('queued', 'held', 'attempting', 'uncertain')
             AND state <> 'uncertain' AND +paced = 1) AS Outstanding
        """;

    // One look for each priority, into the index that holds what is due: one by time alone would be written with every attempt.
    internal static readonly string NextDueSql = $"""
        SELECT min(n) FROM (
          {string.Join(" UNION ALL ", LedgerKeys.AllRanks.Select(rank => $"SELECT min(d.next_at) AS n FROM deliveries d WHERE d.account = @account AND d.state IN ('queued', 'held') AND d.priority = {rank} AND d.next_at > @now"))}
          UNION ALL
          SELECT min(t.doubt_next_at) AS n FROM parts t WHERE t.state = 'uncertain' AND t.account = @account AND t.doubt_next_at > @now) AS f
        """;

    // The plus keeps SQLite from collecting and sorting all that is due: in the index's own order it stops at the limit.
    internal static string DueSql(Dialect dialect) => $"""
        {DeliveryRow.Select}
        WHERE d.account = @account AND d.state IN ('queued', 'held') AND +d.next_at <= @now AND d.target NOT IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})
          AND (@people = 1 OR d.target_kind <> 'private')
        ORDER BY d.priority, d.next_at, d.id LIMIT @limit
        """;

    public Task<IReadOnlyList<Publication>> WaitingAsync(string network, string target, DateTimeOffset now, int limit, CancellationToken cancel) => database.ReadAsync(
        async session => Publications(await session.QueryAsync<PublicationRow>(WaitingSql, new { network, target, now = now.Ms(), limit })),
        cancel);

    public Task<IReadOnlyList<(string Network, string Target)>> TargetsWaitingAsync(DateTimeOffset now, CancellationToken cancel) => database.ReadAsync(
        session => session.QueryAsync<(string Network, string Target)>(TargetsWaitingSql, new { now = now.Ms() }),
        cancel);

    public Task<DateTimeOffset?> NextWindowAsync(DateTimeOffset now, CancellationToken cancel) => database.AskAsync(
        async session => Instant.At(await session.FirstAsync<long?>(NextWindowSql, new { now = now.Ms() })),
        cancel);

    public Task<TargetUse> UseAsync(string network, string target, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var use = (await session.FirstAsync<UseRow>(UseSql, new { network, target, since = since.Ms() }))!;
            var last = Math.Max(use.LastReleased ?? long.MinValue, use.LastLeft ?? long.MinValue);
            return new TargetUse((int)use.Sent, last == long.MinValue ? null : Instant.At(last), (int)use.Outstanding);
        },
        cancel);

    public Task<IReadOnlyList<Delivery>> DueAsync(string account, DateTimeOffset now, IReadOnlyCollection<string> except, int limit, CancellationToken cancel)
        => database.ReadAsync(
            async session => await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(
                DueSql(session.Dialect),
                new { account, now = now.Ms(), rows = RowShapes.Keys.Write(except), people = except.Contains(Standing.Privately) ? 0 : 1, limit })),
            cancel);

    public Task<DateTimeOffset?> NextDueAsync(string account, DateTimeOffset now, CancellationToken cancel) => database.AskAsync(
        async session => Instant.At(await session.FirstAsync<long?>(NextDueSql, new { account, now = now.Ms() })),
        cancel);

    private sealed class UseRow
    {
        public long Sent { get; init; }

        public long? LastReleased { get; init; }

        public long? LastLeft { get; init; }

        public long Outstanding { get; init; }
    }
}
