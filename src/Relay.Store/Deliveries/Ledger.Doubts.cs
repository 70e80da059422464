using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Parts that may be on the network, and finding out.</content>
internal sealed partial class Ledger
{
    internal const string BeforeSql = $"{ConfirmedSql} AND t.confirmed_at <= @at ORDER BY t.confirmed_at DESC LIMIT 200";

    internal const string AfterSql = $"{ConfirmedSql} AND t.confirmed_at > @at ORDER BY t.confirmed_at LIMIT 1000";

    // What a person said to be there is known without an instant: a slip of hers must not tell where to look for others.
    internal const string SaidSql = $"{ConfirmedSql} AND t.confirmed_at IS NULL ORDER BY t.attempted_at DESC LIMIT 200";

    private const string ConfirmedSql = """
        SELECT t.remote_ids AS RemoteIds, t.attempted_at AS AttemptedAt FROM parts t WHERE t.state = 'confirmed' AND t.network = @network AND t.target = @target
        """;

    private const string DoubtOfDelivery = "FROM parts t WHERE t.delivery_id = d.id AND t.state = 'uncertain'";

    internal static string UnderWaySql => $"{DeliveryRow.Select} WHERE d.state = 'attempting' ORDER BY d.id LIMIT @limit";

    internal static string DoubtsSql(bool ofAccount, bool due) => $"""
        {DeliveryRow.Select}
        WHERE d.state = 'uncertain'{(ofAccount ? " AND d.account = @account" : "")}{(due ? $" AND EXISTS (SELECT 1 {DoubtOfDelivery} AND t.doubt_next_at <= @now)" : "")}
        ORDER BY (SELECT min(t.doubt_since) {DoubtOfDelivery}), d.id LIMIT @limit
        """;

    public Task<IReadOnlyList<Delivery>> DoubtsAsync(string? account, DateTimeOffset? now, int limit, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var rows = await session.QueryAsync<DeliveryRow>(DoubtsSql(account is not null, now is not null), new { account, now = now.Ms(), limit });
            return await WithPartsAsync(session, rows);
        },
        cancel);

    public Task<IReadOnlyList<Delivery>> UnderWayAsync(int limit, CancellationToken cancel) => database.ReadAsync(
        async session => await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(UnderWaySql, new { limit })),
        cancel);

    public Task<Neighbours> NeighboursAsync(string network, string target, DateTimeOffset attemptedAt, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var args = new { network, target, at = attemptedAt.Ms() };
            var before = await session.QueryAsync<PartRow>(BeforeSql, args);
            var after = await session.QueryAsync<PartRow>(AfterSql, args);
            var said = await session.QueryAsync<PartRow>(SaidSql, args);
            // What was confirmed later but begun earlier may stand on either side.
            var later = after.Where(part => part.AttemptedAt > args.at);
            return new Neighbours(
                RemoteIds(before).Max(RemoteIdOrder.Instance),
                RemoteIds(later).Min(RemoteIdOrder.Instance),
                RemoteIds([.. before, .. after, .. said]).ToHashSet(StringComparer.Ordinal));
        },
        cancel);

    public Task DoubtAsync(Guid delivery, int part, Doubt doubt, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var (row, parts) = await LoadAsync(session, delivery);
            var known = PartOf(parts, part);
            Require(known.Stands == PartState.Uncertain, $"Part {part} is {known.State}: there is no doubt about it.");
            await session.ExecuteAsync(
                """
                UPDATE parts SET doubt_since = @since, doubt_reads = @reads, doubt_next_at = @next, doubt_cursor = @Cursor, doubt_ask = @Ask
                WHERE delivery_id = @Id AND part = @part
                """,
                new { row.Id, part, since = doubt.Since.Ms(), reads = doubt.NegativeReads, next = doubt.NextAt.Ms(), Cursor = doubt.Cursor.Keepable(), Ask = doubt.Ask.Keepable() });
            if (known.DoubtReads != doubt.NegativeReads || known.DoubtAsk != doubt.Ask)
            {
                session.Audit(session.Now, Actor.System, "doubt.looked", row.Id, Text($"part {part}, {doubt.NegativeReads} without it{(doubt.Ask is null ? "" : ", a person must look")}"));
            }
        },
        cancel);

    public Task ResolveAsync(
        Guid delivery, int part, PartState to, IReadOnlyList<string> remoteIds, Uri? link, string reason, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(
            async session =>
            {
                var (row, parts) = await LoadAsync(session, delivery);
                var known = PartOf(parts, part);
                Require(known.Stands == PartState.Uncertain, $"Part {part} is {known.State}: there is no doubt about it.");
                Transitions.Check(known.Stands, to);
                var isThere = to == PartState.Confirmed;
                await session.ExecuteAsync(
                    """
                    UPDATE parts SET state = @state, remote_ids = CASE WHEN @keeps = 1 THEN remote_ids ELSE @ids END, remote_link = @link, confirmed_at = @confirmed,
                      doubt_since = NULL, doubt_reads = NULL, doubt_next_at = NULL, doubt_cursor = NULL, doubt_ask = NULL
                    WHERE delivery_id = @Id AND part = @part
                    """,
                    new
                    {
                        row.Id,
                        part,
                        state = LedgerKeys.Parts[to],
                        keeps = PartChange.KeepsIds(row, to) ? 1 : 0,
                        ids = LedgerJson.Write(isThere ? remoteIds : []),
                        link = isThere ? link?.OriginalString : null,
                        confirmed = isThere && actor.Kind == ActorKind.System ? now.Ms() : (long?)null,
                    });
                await FollowAsync(session, row, [.. parts.Where(other => other.Part != part).Select(other => other.Stands), to], reason, now);
                session.Audit(now, actor, $"doubt.{LedgerKeys.Parts[to]}", row.Id, Text($"part {part}"));
            },
            cancel);

    /// <summary>Brings a delivery where its parts now say, once none of them is in doubt.</summary>
    private static async Task FollowAsync(WriteSession session, DeliveryRow row, IReadOnlyCollection<PartState> parts, string reason, DateTimeOffset now)
    {
        if (parts.Contains(PartState.Uncertain))
        {
            return;
        }
        var to = parts.Contains(PartState.Refused) ? DeliveryState.Refused
            : parts.Contains(PartState.Planned) ? DeliveryState.Queued
            : row.Operation == "hand-over" && !row.Target.StartsWith(Core.Channels.Target.ShadowMark, StringComparison.Ordinal) ? DeliveryState.HandedOver
            : DeliveryState.Confirmed;
        Transitions.Check(row.Stands, to);
        await session.ExecuteAsync(
            "UPDATE deliveries SET state = @state, rule = NULL, reason = @reason, next_at = @now WHERE id = @Id",
            new { row.Id, state = LedgerKeys.Deliveries[to], reason = reason.Keepable(), now = now.Ms() });
        await UnsentAnswers.NoteAsync(session, row, to, null, isShutOut: false, now);
    }

    private static IEnumerable<string> RemoteIds(IEnumerable<PartRow> parts) => parts.SelectMany(part => LedgerJson.Texts(part.RemoteIds));
}
