using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <content>Disappearances and cancellations that wait for a person.</content>
internal sealed partial class ItemStore
{
    private static readonly RowShape<(string Key, string Version, string Body)> Held = new RowShape<(string Key, string Version, string Body)>()
        .Text("key", row => row.Key).Text("version", row => row.Version).Text("body", row => row.Body);

    public Task<int> DecideBrakeAsync(string source, bool accept, Actor actor, DateTimeOffset now, CancellationToken cancel) => ChangeAsync(
        async session =>
        {
            var waiting = await session.QueryAsync<HeldRow>(
                """
                SELECT i.key AS Key, i.seen_pass AS SeenPass, h.version AS Version, h.body AS Body FROM items i LEFT JOIN held_versions h ON h.key = i.key
                WHERE i.source = @source AND (i.presence <> 'present' AND i.presence = 'braked' OR @accept = 1 AND i.presence = 'present' AND h.key IS NOT NULL)
                """,
                new { source, accept = accept ? 1 : 0 });
            waiting = [.. waiting.Select(row => row.Body is "" ? row with { Version = null, Body = null } : row)];
            foreach (var pass in waiting.Where(row => accept && row.Body is not null).GroupBy(row => row.SeenPass))
            {
                await KeepAsync(session, [.. pass.Select(row => new ItemVersion(ItemMapping.Read(row.Key, row.Body!), row.Version!))], pass.Key, now);
            }
            await MoveAsync(session, waiting.Where(row => !accept || row.Body is not null), "present", now);
            await MoveAsync(session, waiting.Where(row => accept && row.Body is null), "withdrawn", now);
            if (accept)
            {
                await session.ExecuteRowsAsync(RowShapes.Keys, waiting.Select(row => row.Key), table => $"DELETE FROM held_versions WHERE key IN (SELECT r.key FROM {table})");
            }
            else
            {
                // What was refused is known again by its version, or as gone: until the source says something else of it, nobody is asked anew.
                await session.ExecuteRowsAsync(RowShapes.Keys, waiting.Where(row => row.Body is null).Select(row => row.Key), table => $"""
                    INSERT INTO held_versions (key, version, body) SELECT r.key, '', '' FROM {table} WHERE 1 = 1 ON CONFLICT (key) DO NOTHING
                    """);
            }
            await session.ExecuteAsync("UPDATE sources SET brake = NULL WHERE source = @source", new { source });
            foreach (var row in waiting)
            {
                session.Audit(now, actor, accept && row.Body is null ? "item.withdrawn" : "item.present", row.Key, "brake");
            }
            session.Audit(now, actor, accept ? "brake.accepted" : "brake.refused", source, $"items: {waiting.Count}");
            return waiting.Count;
        },
        cancel);

    public Task<bool> IsRefusedAsync(ItemVersion item, CancellationToken cancel) => database.ReadAsync(
        async session => (await session.QueryAsync<string>(
            $"SELECT h.key FROM held_versions h JOIN items i ON i.key = h.key WHERE h.key = @key AND h.version = @Version AND i.presence = 'present'",
            new { key = item.Item.Key.ToString(), item.Version })).Count > 0,
        cancel);

    /// <summary>Items that are gone and that a person keeps, unless the source lists them again.</summary>
    internal const string RefusedSql = "(items.presence = 'present' AND EXISTS (SELECT 1 FROM held_versions h WHERE h.key = items.key))";

    /// <summary>What the source lists again is gone no more: the next time is another.</summary>
    private static Task<int> ForgetRefusedAsync(WriteSession session, HarvestPass pass) => session.ExecuteAsync(
        "DELETE FROM held_versions WHERE version = '' AND key IN (SELECT i.key FROM items i WHERE i.key = held_versions.key AND i.source = @Source AND i.seen_pass = @Number)",
        new { pass.Source, pass.Number });

    /// <summary>Items that the pass would cancel: held where a brake stands over them, kept like any other row otherwise.</summary>
    private static async Task<IReadOnlyList<PresenceRow>> HoldOrKeepAsync(
        WriteSession session, HarvestPass pass, IReadOnlyList<ItemVersion> cancelled, bool isBraked, DateTimeOffset now)
    {
        var presences = (await session.QueryRowsAsync<string, PresenceRow>(
            RowShapes.Keys,
            cancelled.Select(item => item.Item.Key.ToString()).Distinct(StringComparer.Ordinal),
            table => $"SELECT i.key AS Key, i.presence AS Presence FROM items i WHERE i.key IN (SELECT r.key FROM {table})"))
            .ToDictionary(row => row.Key, row => row.Presence, StringComparer.Ordinal);
        var held = cancelled.Where(item => presences.TryGetValue(item.Item.Key.ToString(), out var presence) && (isBraked || presence == "braked")).ToList();
        await KeepAsync(session, [.. cancelled.Except(held)], pass.Number, now);
        await session.ExecuteRowsAsync(Held, held.Select(item => (item.Item.Key.ToString(), item.Version, ItemMapping.Write(item.Item))), table => $"""
            INSERT INTO held_versions (key, version, body) SELECT r.key, r.version, r.body FROM {table} WHERE 1 = 1
            ON CONFLICT (key) DO UPDATE SET version = excluded.version, body = excluded.body
            """);
        return await session.QueryRowsAsync<string, PresenceRow>(
            RowShapes.Keys,
            held.Select(item => item.Item.Key.ToString()).Distinct(StringComparer.Ordinal),
            table => $"""
                UPDATE items SET presence = 'braked', changed_at = @now, plan_due = coalesce(plan_due, @now)
                FROM {table} WHERE items.key = r.key AND items.presence <> 'braked' RETURNING items.key AS Key, items.presence AS Presence
                """,
            new { now = now.Ms() });
    }

    private static Task<int> MoveAsync(Session session, IEnumerable<HeldRow> rows, string presence, DateTimeOffset now) => session.ExecuteRowsAsync(
        RowShapes.Keys,
        rows.Select(row => row.Key),
        table => $"""
            UPDATE items SET presence = @presence, missed = 0, changed_at = @now, plan_due = coalesce(plan_due, @now)
            FROM {table} WHERE items.key = r.key
            """,
        new { presence, now = now.Ms() });

    private sealed record HeldRow
    {
        public string Key { get; init; } = "";

        public long SeenPass { get; init; }

        public string? Version { get; init; }

        public string? Body { get; init; }
    }
}
