using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <content>What planning has still to look at.</content>
internal sealed partial class ItemStore
{
    internal const string ChangedSql = $"{ItemRow.Select} WHERE i.plan_due IS NOT NULL ORDER BY i.plan_due, i.key LIMIT @limit";

    internal const string EarlierGenerationSql =
        $"{ItemRow.Select} WHERE i.plan_due IS NULL AND i.planned_generation < @generation ORDER BY i.planned_generation, i.changed_at LIMIT @limit";

    internal const string LaterGenerationSql =
        $"{ItemRow.Select} WHERE i.plan_due IS NULL AND i.planned_generation > @generation ORDER BY i.planned_generation, i.changed_at LIMIT @limit";

    private static readonly RowShape<StoredItem> Planned = new RowShape<StoredItem>()
        .Text("key", row => row.Item.Key.ToString()).Number("revision", row => row.Revision).Text("presence", row => ItemKeys.Presences[row.Presence])
        .Number("due", row => row.PlanDue.Ms() ?? 0);

    public Task<IReadOnlyList<StoredItem>> ToPlanAsync(string generation, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<StoredItem>>(
        async session =>
        {
            var rows = new List<ItemRow>();
            foreach (var sql in new[] { ChangedSql, EarlierGenerationSql, LaterGenerationSql })
            {
                if (rows.Count < limit)
                {
                    rows.AddRange(await session.QueryAsync<ItemRow>(sql, new { generation, limit = limit - rows.Count }));
                }
            }
            return [.. rows.Select(row => row.ToItem())];
        },
        cancel);

    public Task PlannedAsync(string generation, IReadOnlyList<StoredItem> items, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteRowsAsync(Planned, items, table => $"""
            UPDATE items SET planned_generation = @generation,
              plan_due = CASE WHEN items.revision = {table["revision"]} AND items.presence = {table["presence"]} AND coalesce(items.plan_due, 0) = {table["due"]} THEN NULL ELSE items.plan_due END
            {table.From} WHERE items.key = {table["key"]}
            """, new { generation }),
        cancel);
}
