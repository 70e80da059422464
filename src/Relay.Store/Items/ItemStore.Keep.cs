using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <content>Good rows.</content>
internal sealed partial class ItemStore
{
    private static readonly RowShape<KeptItem> Kept = new RowShape<KeptItem>()
        .Text("key", row => row.Key).Text("source", row => row.Source).Text("kind", row => row.Kind)
        .Text("version", row => row.Version).Number("revision", row => row.Revision).Text("body", row => row.Body).Text("shown", row => row.Shown);

    private static readonly RowShape<(string Source, string Kind, string Id)> FaultyRows = new RowShape<(string Source, string Kind, string Id)>()
        .Text("source", row => row.Source).Text("kind", row => row.Kind).Text("id", row => row.Id);

    public Task<IReadOnlyList<ItemChange>> KeepAsync(HarvestPass pass, IReadOnlyList<ItemVersion> items, DateTimeOffset now, CancellationToken cancel)
        => ChangeAsync(
            async session =>
            {
                await RequireCurrentAsync(session, pass);
                return await KeepAsync(session, items, pass.Number, now);
            },
            cancel);

    private static async Task<IReadOnlyList<ItemChange>> KeepAsync(WriteSession session, IReadOnlyList<ItemVersion> items, long seenPass, DateTimeOffset now)
    {
        var known = (await session.QueryRowsAsync<string, ItemRow>(
            RowShapes.Keys,
            items.Select(item => item.Item.Key.ToString()).Distinct(StringComparer.Ordinal),
            table => $"{ItemRow.Select} WHERE i.key IN (SELECT r.key FROM {table})"))
            .ToDictionary(row => row.Key, KeptItem.Of, StringComparer.Ordinal);
        var changes = new List<ItemChange>(items.Count);
        foreach (var item in items)
        {
            var kept = KeptItem.Next(known.GetValueOrDefault(item.Item.Key.ToString()), item, out var change);
            known[kept.Key] = kept;
            changes.Add(change);
        }
        var rows = known.Values.ToList();
        await InsertAsync(session, rows.FindAll(row => row.IsNew), seenPass, now);
        await EditAsync(session, rows.FindAll(row => row is { IsNew: false, IsEdited: true }), now);
        await session.ExecuteRowsAsync(
            Kept,
            rows.FindAll(row => row is { IsNew: false, IsRewritten: true }),
            table => $"""UPDATE item_rows SET body = {table["body"]}, shown = {table["shown"]} {table.From} WHERE item_rows.key = {table["key"]}""");
        await session.ExecuteRowsAsync(
            Kept,
            rows.FindAll(row => !row.IsNew),
            table => $"""UPDATE items SET seen_pass = @seenPass {table.From} WHERE items.key = {table["key"]}""",
            new { seenPass });
        await ForgetAsync(session, rows, items);
        return changes;
    }

    private static async Task InsertAsync(WriteSession session, List<KeptItem> rows, long seenPass, DateTimeOffset now)
    {
        await session.ExecuteRowsAsync(Kept, rows, table => $"""
            INSERT INTO items (key, source, kind, version, revision, presence, missed, seen_pass, first_seen, changed_at, plan_due, planned_generation)
            {table.Values(table["key"], table["source"], table["kind"], table["version"], table["revision"], "'present'", "0", "@seenPass", "@now", "@now", "@now", "''")}
            """, new { seenPass, now = now.Ms() });
        await session.ExecuteRowsAsync(Kept, rows, table => $"""INSERT INTO item_rows (key, body) {table.Values(table["key"], table["body"])}""");
        rows.ForEach(row => session.Audit(now, Actor.System, "item.new", row.Key));
    }

    private static async Task EditAsync(WriteSession session, List<KeptItem> rows, DateTimeOffset now)
    {
        await session.ExecuteRowsAsync(Kept, rows, table => $"""
            UPDATE items SET version = {table["version"]}, revision = {table["revision"]}, changed_at = @now, plan_due = coalesce(plan_due, @now)
            {table.From} WHERE items.key = {table["key"]}
            """, new { now = now.Ms() });
        rows.ForEach(row => session.Audit(now, Actor.System, "item.edited", row.Key, string.Create(CultureInfo.InvariantCulture, $"revision {row.Revision}")));
    }

    /// <summary>A good row mends the faults that were reported of it, and overtakes a version that was held back.</summary>
    private static async Task ForgetAsync(Session session, List<KeptItem> rows, IReadOnlyList<ItemVersion> items)
    {
        // Mostly there are neither: then nobody is asked for each row.
        var (held, faulty) = await session.FirstAsync<(long Held, long Faulty)>(
            "SELECT (SELECT count(*) FROM (SELECT 1 AS one FROM held_versions LIMIT 1) AS h) AS Held, (SELECT count(*) FROM (SELECT 1 AS one FROM row_faults LIMIT 1) AS f) AS Faulty");
        if (held > 0)
        {
            await session.ExecuteRowsAsync(RowShapes.Keys, rows.Select(row => row.Key), table => $"DELETE FROM held_versions WHERE key IN (SELECT r.key FROM {table})");
        }
        if (faulty > 0)
        {
            await session.ExecuteRowsAsync(
                FaultyRows,
                items.SelectMany(item => FaultIds(item.Item.Key)).Distinct(),
                table => $"""
                    DELETE FROM row_faults WHERE EXISTS (
                      SELECT 1 FROM {table} WHERE r.source = row_faults.source AND r.kind = row_faults.kind AND r.id = row_faults.id)
                    """);
        }
    }

    /// <summary>A faulty row is named by its key, or by the source's id alone.</summary>
    private static IEnumerable<(string Source, string Kind, string Id)> FaultIds(ItemKey key)
        => [(key.Source, ItemKeys.Kinds[key.Kind], key.ToString()), (key.Source, ItemKeys.Kinds[key.Kind], key.Id)];
}
