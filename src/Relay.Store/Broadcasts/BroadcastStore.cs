using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Store.Contacts;
using Relay.Store.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Broadcasts;

/// <summary>Broadcasts in the store.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="protection">Reads where people are reached; null when the store was opened without keys.</param>
/// <param name="controller">Whose people they are (DP-01).</param>
internal sealed partial class BroadcastStore(Database database, IProtectSecrets? protection, string controller) : IBroadcastStore
{
    // The bound, which holds for all, has SQLite search the index of those that run instead of reading through it.
    internal const string RunningSql = $"{BroadcastRow.Select} WHERE b.state = 'running' AND b.number > 0 AND b.controller_id = @controller ORDER BY b.number";

    // What was called off counts as soon as one message of it left, or may have.
    internal const string SinceSql = $"""
        {BroadcastRow.Select} WHERE b.audience = @audience AND b.made_at >= @since AND b.controller_id = @controller
          AND (b.state <> 'cancelled' OR EXISTS (SELECT 1 FROM answers w JOIN deliveries d ON d.id = w.delivery_id WHERE w.broadcast = b.number AND d.state IN ('attempting', 'uncertain', 'confirmed')))
        ORDER BY b.made_at DESC
        """;

    internal const string WaitingSql = "SELECT count(*) FROM deliveries d WHERE d.account = @account AND d.state IN ('queued', 'held') AND d.priority = @number AND d.next_at <= @now";

    internal const string TallySql = "SELECT d.state AS State, count(*) AS Count FROM answers w JOIN deliveries d ON d.id = w.delivery_id WHERE w.broadcast = @number GROUP BY d.state";

    public Task<KeptBroadcast> KeepAsync(string key, Broadcast broadcast, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        ArgumentNullException.ThrowIfNull(actor);
        return database.WriteAsync(
            async session =>
            {
                if (await session.FirstAsync<BroadcastRow>($"{BroadcastRow.Select} WHERE b.key = @key AND b.controller_id = @controller", new { key, controller }) is { } known)
                {
                    return new KeptBroadcast(known.Read(), false);
                }
                if (broadcast.Kind == BroadcastKind.News)
                {
                    var sent = await session.QueryAsync<BroadcastRow>(SinceSql, new { audience = $"{broadcast.Audience}", since = (broadcast.MadeAt - BroadcastConduct.Span).Ms(), controller });
                    BroadcastConduct.RequireRest([.. sent.Select(row => row.Read())], broadcast.MadeAt);
                }
                var number = await session.CountAsync("SELECT coalesce(max(number), 0) + 1 FROM broadcasts");
                await session.ExecuteAsync(
                    """
                    INSERT INTO broadcasts (number, controller_id, key, kind, audience, item, told, words, made_by, made_at, expires_at, state, drafted, passed_over)
                    VALUES (@number, @controller, @key, @kind, @audience, @item, @Told, @words, @MadeBy, @made, @expires, 'running', 0, 0)
                    """,
                    new
                    {
                        number, controller, key, kind = BroadcastRow.Kinds[broadcast.Kind], audience = $"{broadcast.Audience}", item = broadcast.Item?.ToString(), broadcast.Told,
                        words = BroadcastRow.Write(broadcast.Words), broadcast.MadeBy, made = broadcast.MadeAt.Ms(), expires = broadcast.Expires.Ms(),
                    });
                session.Audit(broadcast.MadeAt, actor, "broadcast.made", $"broadcast/{number}", $"{broadcast.Audience}");
                return new KeptBroadcast(broadcast with { Number = number, State = BroadcastState.Running, Cursor = null, Drafted = 0, PassedOver = 0, EndedAt = null }, true);
            },
            cancel);
    }

    public Task<IReadOnlyList<Broadcast>> RunningAsync(CancellationToken cancel) => ReadAsync(RunningSql, new { controller }, cancel);

    public Task<IReadOnlyList<Broadcast>> ListAsync(int limit, CancellationToken cancel)
        => ReadAsync($"{BroadcastRow.Select} WHERE b.controller_id = @controller ORDER BY b.number DESC LIMIT @limit", new { controller, limit }, cancel);

    public Task<IReadOnlyList<Broadcast>> SentSinceAsync(Audience audience, DateTimeOffset since, CancellationToken cancel)
        => ReadAsync(SinceSql, new { audience = $"{audience}", since = since.Ms(), controller }, cancel);

    public async Task<Broadcast?> FindAsync(long number, CancellationToken cancel)
        => (await ReadAsync($"{BroadcastRow.Select} WHERE b.number = @number AND b.controller_id = @controller", new { number, controller }, cancel)) is [var one] ? one : null;

    public Task<int?> CancelAsync(long number, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync<int?>(
        async session =>
        {
            if (await session.CountAsync("SELECT count(*) FROM broadcasts WHERE number = @number AND controller_id = @controller", new { number, controller }) == 0)
            {
                return null;
            }
            var wasOpen = await session.ExecuteAsync("UPDATE broadcasts SET state = 'cancelled', ended_at = @now WHERE number = @number AND state <> 'cancelled'", new { number, now = now.Ms() });
            var ended = await session.ExecuteAsync(
                """
                UPDATE deliveries SET state = 'cancelled', rule = @rule, reason = NULL, next_at = @now
                WHERE state IN ('queued', 'held') AND id IN (SELECT w.delivery_id FROM answers w WHERE w.broadcast = @number)
                """,
                new { number, now = now.Ms(), rule = Rules.BroadcastCalledOff });
            if (wasOpen + ended > 0)
            {
                session.Audit(now, actor, "broadcast.called-off", $"broadcast/{number}", $"{ended} deliveries");
            }
            return ended;
        },
        cancel);

    public Task<IReadOnlyDictionary<DeliveryState, int>> TallyAsync(long number, CancellationToken cancel) => database.AskAsync<IReadOnlyDictionary<DeliveryState, int>>(
        async session => (await session.QueryAsync<(string State, long Count)>(TallySql, new { number })).ToDictionary(row => LedgerKeys.Deliveries.Read(row.State), row => (int)row.Count),
        cancel);

    public Task<int> WaitingAsync(string account, Priority priority, DateTimeOffset by, CancellationToken cancel) => database.AskAsync(
        async session => (int)await session.CountAsync(WaitingSql, new { account, number = LedgerKeys.Rank(priority), now = by.Ms() }),
        cancel);

    private Task<IReadOnlyList<Broadcast>> ReadAsync(string sql, object args, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Broadcast>>(
        async session => [.. (await session.QueryAsync<BroadcastRow>(sql, args)).Select(row => row.Read())],
        cancel);
}
