using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <content>Passes from their beginning to their end.</content>
internal sealed partial class ItemStore
{
    public Task<HarvestPass> BeginPassAsync(string source, bool full, DateTimeOffset now, CancellationToken cancel) => ChangeAsync(
        async session =>
        {
            var begun = (await session.FirstAsync<PassRow>(
                """
                INSERT INTO sources (source, pass) VALUES (@source, 1)
                ON CONFLICT (source) DO UPDATE SET pass = sources.pass + 1 RETURNING pass AS Pass, watermark AS Watermark
                """,
                new { source }))!;
            var since = full ? null : Instant.At(begun.Watermark);
            session.Audit(now, Actor.System, "pass.began", source, string.Create(CultureInfo.InvariantCulture, $"pass {begun.Pass}{(since is null ? ", full" : "")}"));
            return new HarvestPass(begun.Pass, source, since is null, since);
        },
        cancel);

    public Task SeenAsync(HarvestPass pass, IReadOnlyList<ItemKey> keys, CancellationToken cancel) => ChangeAsync(
        async session =>
        {
            await RequireCurrentAsync(session, pass);
            await session.ExecuteRowsAsync(
                RowShapes.Keys,
                keys.Select(key => key.ToString()),
                table => $"""UPDATE items SET seen_pass = @Number {table.From} WHERE items.key = {table["key"]}""",
                new { pass.Number });
        },
        cancel);

    public Task<PassTally> TallyAsync(HarvestPass pass, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var (live, unlisted) = await session.FirstAsync<(long, long)>(
                $"""
                SELECT count(*) AS Live, count(CASE WHEN seen_pass <> @Number AND NOT {RefusedSql} THEN 1 END) AS Unlisted
                FROM items WHERE source = @Source AND presence <> 'withdrawn'
                """,
                new { pass.Source, pass.Number });
            return new PassTally((int)live, (int)unlisted);
        },
        cancel);

    public Task<IReadOnlyList<StoredItem>> UnlistedAsync(HarvestPass pass, bool alsoRefused, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<StoredItem>>(
        async session => [.. (await session.QueryAsync<ItemRow>(
            $"{ItemRow.Select} WHERE i.source = @Source AND i.presence <> 'withdrawn' AND i.seen_pass <> @Number"
            + (alsoRefused ? "" : $" AND NOT {RefusedSql.Replace("items.", "i.", StringComparison.Ordinal)}") + " ORDER BY i.key LIMIT @limit",
            new { pass.Source, pass.Number, limit })).Select(row => row.ToItem())],
        cancel);

    public Task EndPassAsync(
        HarvestPass pass, int missedPolls, string? brake, IReadOnlyList<ItemVersion> cancelled, DateTimeOffset? watermark, DateTimeOffset now, CancellationToken cancel)
        => ChangeAsync(
            async session =>
            {
                await RequireCurrentAsync(session, pass);
                var changes = new List<PresenceRow>();
                await ForgetRefusedAsync(session, pass);
                changes.AddRange(await HoldOrKeepAsync(session, pass, cancelled, brake is not null, now));
                changes.AddRange(await ReturnAsync(session, pass, now));
                changes.AddRange(brake is null ? await MissAsync(session, pass, missedPolls, now) : await BrakeAsync(session, pass, now));
                foreach (var change in changes)
                {
                    session.Audit(now, Actor.System, $"item.{change.Presence}", change.Key, $"pass {pass.Number}");
                }
                await CloseAsync(session, pass, brake, watermark, now);
                session.Audit(now, Actor.System, brake is null ? "pass.ended" : "pass.braked", pass.Source, $"pass {pass.Number}");
            },
            cancel);

    public Task FailPassAsync(string source, string reason, DateTimeOffset now, CancellationToken cancel) => ChangeAsync(
        async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO sources (source, pass, failure) VALUES (@source, 0, @reason) ON CONFLICT (source) DO UPDATE SET failure = excluded.failure",
                new { source, reason = reason.Keepable() });
            session.Audit(now, Actor.System, "pass.failed", source);
        },
        cancel);

    /// <summary>Items listed again are present, but for those whose cancellation waits for a person.</summary>
    private static Task<IReadOnlyList<PresenceRow>> ReturnAsync(Session session, HarvestPass pass, DateTimeOffset now) => session.QueryAsync<PresenceRow>(
        """
        UPDATE items SET presence = 'present', missed = 0, changed_at = @now, plan_due = coalesce(plan_due, @now)
        WHERE source = @Source AND seen_pass = @Number AND presence <> 'present' AND NOT EXISTS (SELECT 1 FROM held_versions h WHERE h.key = items.key)
        RETURNING key AS Key, presence AS Presence
        """,
        new { pass.Source, pass.Number, now = now.Ms() });

    /// <summary>Items not listed count one more missed poll; those that wait for a person go on waiting.</summary>
    private static async Task<IEnumerable<PresenceRow>> MissAsync(Session session, HarvestPass pass, int missedPolls, DateTimeOffset now)
        => (await session.QueryAsync<PresenceRow>(
            $"""
            UPDATE items SET missed = missed + 1,
              presence = CASE WHEN missed + 1 >= @missedPolls THEN 'withdrawn' ELSE 'missing' END,
              changed_at = CASE WHEN missed = 0 OR missed + 1 >= @missedPolls THEN @now ELSE changed_at END,
              plan_due = CASE WHEN missed = 0 OR missed + 1 >= @missedPolls THEN coalesce(plan_due, @now) ELSE plan_due END
            WHERE source = @Source AND presence <> 'withdrawn' AND presence IN ('present', 'missing') AND seen_pass <> @Number AND NOT {RefusedSql}
            RETURNING key AS Key, presence AS Presence, missed AS Missed
            """,
            new { pass.Source, pass.Number, missedPolls, now = now.Ms() })).Where(row => row.Missed == 1 || row.Presence == "withdrawn");

    private static Task<IReadOnlyList<PresenceRow>> BrakeAsync(Session session, HarvestPass pass, DateTimeOffset now) => session.QueryAsync<PresenceRow>(
        $"""
        UPDATE items SET presence = 'braked', changed_at = @now, plan_due = coalesce(plan_due, @now)
        WHERE source = @Source AND presence <> 'withdrawn' AND presence IN ('present', 'missing') AND seen_pass <> @Number AND NOT {RefusedSql}
        RETURNING key AS Key, presence AS Presence
        """,
        new { pass.Source, pass.Number, now = now.Ms() });

    private static async Task CloseAsync(Session session, HarvestPass pass, string? brake, DateTimeOffset? watermark, DateTimeOffset now)
    {
        var args = new { pass.Source, pass.Number, full = pass.Full ? 1 : 0, brake, watermark = watermark.Ms(), now = now.Ms() };
        await session.ExecuteAsync(
            """
            UPDATE sources SET last_good = @now, last_good_full = CASE WHEN @full = 1 THEN @now ELSE last_good_full END, failure = NULL,
              watermark = coalesce(@watermark, watermark),
              brake = coalesce(@brake, CASE WHEN EXISTS (
                SELECT 1 FROM items WHERE items.source = sources.source AND items.presence <> 'present' AND items.presence = 'braked') THEN brake END)
            WHERE source = @Source
            """,
            args);
        if (pass.Full)
        {
            await session.ExecuteAsync("DELETE FROM row_faults WHERE source = @Source AND pass <> @Number", args);
        }
    }

    private sealed class PassRow
    {
        public long Pass { get; init; }

        public long? Watermark { get; init; }
    }

    private sealed class PresenceRow
    {
        public string Key { get; init; } = "";

        public string Presence { get; init; } = "";

        public long Missed { get; init; }
    }
}
