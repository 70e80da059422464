using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Budgets;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What calls cost, and what waits for money.</content>
internal sealed partial class Ledger
{
    internal const string BilledSql = """
        SELECT a.started_at AS At, d.operation AS Operation, t.text AS Text, t.images AS Images, w.form AS Form
        FROM attempts a JOIN deliveries d ON d.id = a.delivery_id JOIN parts t ON t.delivery_id = a.delivery_id AND t.part = a.part
          LEFT JOIN answers w ON w.delivery_id = a.delivery_id
        WHERE a.account = @account AND a.started_at >= @since AND (a.result IS NULL OR a.result IN ('done', 'unknown')) AND d.target NOT LIKE 'shadow:%' ORDER BY a.started_at
        """;

    public Task<IReadOnlyList<BilledCall>> BilledAsync(string account, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<BilledCall>>(
        async session => [.. (await session.QueryAsync<BilledRow>(BilledSql, new { account, since = since.Ms() }))
            .Select(row => new BilledCall(Instant.At(row.At), LedgerKeys.Operations.Read(row.Operation), row.Text, LedgerJson.Images(row.Images)) { Form = row.Form is null ? null : AnswerRow.Forms.Read(row.Form) })],
        cancel);

    public Task<IReadOnlyList<HeldTally>> HeldByAsync(string rule, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<HeldTally>>(
        async session => [.. (await session.QueryAsync<(string Account, long Count, long Oldest)>(
                "SELECT account AS Account, count(*) AS Count, min(created_at) AS Oldest FROM deliveries WHERE state IN ('queued', 'held') AND state = 'held' AND rule = @rule GROUP BY account", new { rule }))
            .Select(row => new HeldTally(row.Account, (int)row.Count, Instant.At(row.Oldest)))],
        cancel);

    private sealed class BilledRow
    {
        public long At { get; init; }

        public string Operation { get; init; } = "";

        public string Text { get; init; } = "";

        public string Images { get; init; } = "[]";

        public string? Form { get; init; }
    }
}
