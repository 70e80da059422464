using Relay.Core.Alarms;
using Relay.Core.Audit;
using Relay.Core.Texts;
using Relay.Store.Engines;

namespace Relay.Store.Alarms;

/// <summary>Alarms in the store. A row is one alarm from its beginning to its end; ended ones are kept for a month.</summary>
internal sealed partial class AlarmStore(Database database) : IAlarmStore
{
    /// <summary>The conditions repeat those of the ledger's partial indexes, so that the past costs nothing.</summary>
    internal const string OverdueSql = """
        SELECT d.account AS Account, d.channel AS Channel, count(*) AS Count, min(d.created_at) AS Oldest, min(d.id) AS Example FROM deliveries d
        WHERE d.state IN ('queued', 'held', 'attempting', 'uncertain') AND d.created_at < @before AND (d.state <> 'held' OR d.rule IN ('template', 'unexpected'))
          AND (d.state <> 'uncertain' OR NOT EXISTS (SELECT 1 FROM parts t WHERE t.delivery_id = d.id AND t.state = 'uncertain' AND t.doubt_ask IS NOT NULL))
        GROUP BY d.account, d.channel ORDER BY d.account, d.channel
        """;

    private const string Select = "SELECT key AS Key, since AS Since, what AS What, step AS Step FROM alarms";

    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public Task<AlarmChanges> ReconcileAsync(IReadOnlyList<Alarm> found, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var open = (await session.QueryAsync<Row>($"{Select} WHERE cleared_at IS NULL")).ToDictionary(row => row.Key, StringComparer.Ordinal);
            var (raised, cleared) = (new List<Alarm>(), new List<Alarm>());
            var dropped = found.Where(alarm => alarm.IsDropped).Select(alarm => alarm.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var alarm in found.Where(alarm => !alarm.IsDropped).DistinctBy(alarm => alarm.Key, StringComparer.Ordinal))
            {
                var args = new { alarm.Key, now = now.Ms(), since = alarm.Since.Ms(), what = alarm.What.Kept.Keepable(), step = alarm.Step.Kept.Keepable() };
                if (!open.Remove(alarm.Key, out var known))
                {
                    // One that ended in this very millisecond and is back: its own row again.
                    await session.ExecuteAsync(
                        """
                        INSERT INTO alarms (key, raised_at, since, what, step, told, cleared_told) VALUES (@Key, @now, @since, @what, @step, 0, 0)
                        ON CONFLICT (key, raised_at) DO UPDATE SET cleared_at = NULL, what = excluded.what, step = excluded.step
                        """,
                        args);
                    session.Audit(now, Actor.System, "alarm.raised", alarm.Key);
                    raised.Add(alarm);
                }
                else if (known.What != args.what || known.Step != args.step)
                {
                    await session.ExecuteAsync("UPDATE alarms SET what = @what, step = @step WHERE key = @Key AND cleared_at IS NULL", args);
                }
            }
            foreach (var gone in open.Values.Where(row => dropped.Contains(row.Key)))
            {
                // As if nobody had heard of it: its end is no news, and it is told anew should it come back.
                await session.ExecuteAsync("UPDATE alarms SET cleared_at = @now, cleared_told = 1, told = 0 WHERE key = @Key AND cleared_at IS NULL", new { gone.Key, now = now.Ms() });
                session.Audit(now, Actor.System, "alarm.dropped", gone.Key);
            }
            foreach (var gone in open.Values.Where(row => !dropped.Contains(row.Key)))
            {
                // Nobody hears that something is mended of which nobody had heard.
                await session.ExecuteAsync("UPDATE alarms SET cleared_at = @now, cleared_told = 1 - told, told = 1 WHERE key = @Key AND cleared_at IS NULL", new { gone.Key, now = now.Ms() });
                session.Audit(now, Actor.System, "alarm.cleared", gone.Key);
                cleared.Add(gone.ToAlarm());
            }
            await session.ExecuteAsync("DELETE FROM alarms WHERE cleared_at IS NOT NULL AND cleared_at < @old", new { old = (now - Memory).Ms() });
            return new AlarmChanges(raised, cleared) { Dropped = [.. open.Values.Where(row => dropped.Contains(row.Key)).Select(row => row.ToAlarm())] };
        },
        cancel);

    public Task<IReadOnlyList<Alarm>> OpenAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Alarm>>(
        async session => [.. (await session.QueryAsync<Row>($"{Select} WHERE cleared_at IS NULL ORDER BY since, key")).Select(row => row.ToAlarm())],
        cancel);

    public Task<AlarmChanges> ClaimNewsAsync(CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var raised = await session.QueryAsync<Row>($"{Select} WHERE cleared_at IS NULL AND told = 0 ORDER BY since, key");
            var cleared = await session.QueryAsync<Row>($"{Select} WHERE cleared_at IS NOT NULL AND told = 1 AND cleared_told = 0 ORDER BY cleared_at, key");
            if (raised.Count + cleared.Count > 0)
            {
                await session.ExecuteAsync("UPDATE alarms SET told = 1 WHERE cleared_at IS NULL AND told = 0");
                await session.ExecuteAsync("UPDATE alarms SET cleared_told = 1 WHERE cleared_at IS NOT NULL AND told = 1 AND cleared_told = 0");
            }
            return new AlarmChanges([.. raised.Select(row => row.ToAlarm())], [.. cleared.Select(row => row.ToAlarm())]);
        },
        cancel);

    public Task ReturnNewsAsync(AlarmChanges news, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            foreach (var alarm in news.Raised)
            {
                await session.ExecuteAsync("UPDATE alarms SET told = 0 WHERE key = @Key AND cleared_at IS NULL", new { alarm.Key });
            }
            foreach (var alarm in news.Cleared)
            {
                await session.ExecuteAsync("UPDATE alarms SET cleared_told = 0 WHERE key = @Key AND since = @since AND cleared_at IS NOT NULL AND told = 1", new { alarm.Key, since = alarm.Since.Ms() });
            }
        },
        cancel);

    public Task<IReadOnlyList<Overdue>> OverdueAsync(DateTimeOffset before, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Overdue>>(
        async session => [.. (await session.QueryAsync<OverdueRow>(OverdueSql, new { before = before.Ms() }))
            .Select(row => new Overdue(row.Account, row.Channel, (int)row.Count, Instant.At(row.Oldest), Guid.Parse(row.Example)))],
        cancel);

    private sealed class Row
    {
        public string Key { get; init; } = "";

        public long Since { get; init; }

        public string What { get; init; } = "";

        public string Step { get; init; } = "";

        public Alarm ToAlarm() => new(Key, Instant.At(Since), Phrase.Of(What), Phrase.Of(Step));
    }

    private sealed class OverdueRow
    {
        public string Account { get; init; } = "";

        public string Channel { get; init; } = "";

        public long Count { get; init; }

        public long Oldest { get; init; }

        public string Example { get; init; } = "";
    }
}
