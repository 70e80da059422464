using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Changes of deliveries without a call, and the start of a worker.</content>
internal sealed partial class Ledger
{
    internal const string RecoverDeliveriesSql = "UPDATE deliveries SET state = 'uncertain', reason = @reason, next_at = @now WHERE state = 'attempting' AND (@account = '' OR account = @account)";

    internal const string RecoverPartsSql = """
        UPDATE parts SET state = 'uncertain', doubt_since = @now, doubt_reads = 0, doubt_next_at = @now, doubt_cursor = NULL, doubt_ask = NULL
        WHERE state = 'attempting' AND (@account = '' OR account = @account) RETURNING delivery_id
        """;

    internal const string WaitingPlacesSql = """
        SELECT DISTINCT network AS Network, target AS Target, account AS Account FROM publications WHERE state = 'planned'
        UNION SELECT DISTINCT network, target, account FROM deliveries WHERE state IN ('queued', 'held', 'attempting', 'uncertain') AND state <> 'attempting'
        """;

    private const string CutOff = "Relay was stopped in the middle of the call.";

    public Task<int> ServeAsync(string network, string target, string account, DateTimeOffset now, CancellationToken cancel)
        => ServeAsync([(network, target, account)], now, cancel);

    public Task<int> ServeAsync(IReadOnlyList<(string Network, string Target, string Account)> places, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var serving = new Dictionary<(string, string), string>();
            foreach (var (network, target, account) in places)
            {
                serving[(network, target)] = account;
            }
            // Looked through once: that many targets are served as before costs nothing more.
            var count = 0;
            foreach (var place in await session.QueryAsync<(string Network, string Target, string Account)>(WaitingPlacesSql))
            {
                if (serving.TryGetValue((place.Network, place.Target), out var account) && account != place.Account)
                {
                    serving.Remove((place.Network, place.Target));
                    count += await ServeOneAsync(session, place.Network, place.Target, account, now);
                }
            }
            return count;
        },
        cancel);

    private static async Task<int> ServeOneAsync(WriteSession session, string network, string target, string account, DateTimeOffset now)
    {
        var args = new { network, target, account };
        await session.ExecuteAsync(
            "UPDATE publications SET account = @account WHERE state = 'planned' AND network = @network AND target = @target AND account <> @account",
            args);
        // What an account has sent stays its own; what waits or is in doubt is for the new one to send or to find. Who was written to answers.
        await session.ExecuteAsync(
            """
            UPDATE parts SET account = @account WHERE account <> @account AND state IN ('planned', 'uncertain') AND delivery_id IN (
              SELECT d.id FROM deliveries d WHERE d.network = @network AND d.target = @target AND d.account <> @account
                AND d.operation <> 'answer' AND d.state IN ('queued', 'held', 'attempting', 'uncertain') AND d.state <> 'attempting')
            """,
            args);
        var moved = await session.QueryAsync<string>(
            """
            UPDATE deliveries SET account = @account
            WHERE network = @network AND target = @target AND account <> @account AND operation <> 'answer' AND state IN ('queued', 'held', 'attempting', 'uncertain') AND state <> 'attempting' RETURNING id
            """,
            args);
        foreach (var id in moved)
        {
            session.Audit(now, Actor.System, "delivery.served", id, account);
        }
        return moved.Count;
    }

    public Task<int> RecoverAsync(DateTimeOffset now, CancellationToken cancel) => CutOffAsync("", now, cancel);

    public Task<int> RecoverAccountAsync(string account, DateTimeOffset now, CancellationToken cancel) => CutOffAsync(account, now, cancel);

    /// <summary>Ends the attempts that have none; of every account when it is empty.</summary>
    private Task<int> CutOffAsync(string account, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var args = new { now = now.Ms(), reason = CutOff, account };
            await session.ExecuteAsync(RecoverDeliveriesSql, args);
            var cut = await session.QueryAsync<string>(RecoverPartsSql, args);
            foreach (var id in cut)
            {
                session.Audit(now, Actor.System, "delivery.uncertain", id, "cut off");
            }
            return cut.Count;
        },
        cancel);

    public Task SetAsync(Guid delivery, DeliveryState to, string? rule, string? reason, DateTimeOffset nextAt, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(
            async session =>
            {
                var (row, parts) = await LoadAsync(session, delivery);
                await SetAsync(session, row, parts, new NewStanding(to, rule, reason, nextAt), actor, now);
            },
            cancel);

    public Task<bool> SettleAsync(Delivery seen, DeliveryState to, string? rule, string? reason, DateTimeOffset nextAt, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return database.WriteAsync(
            async session =>
            {
                var (row, parts) = await LoadAsync(session, seen.Id);
                if (row.Stands != seen.State || row.Attempts != seen.Attempts)
                {
                    return false;
                }
                await SetAsync(session, row, parts, new NewStanding(to, rule, reason, nextAt), Actor.System, now);
                return true;
            },
            cancel);
    }

    private static async Task SetAsync(WriteSession session, DeliveryRow row, IReadOnlyList<PartRow> parts, NewStanding to, Actor actor, DateTimeOffset now)
    {
        Transitions.Check(row.Stands, to.State);
        Require(
            row.Stands is not (DeliveryState.Attempting or DeliveryState.Uncertain) && to.State is not DeliveryState.Attempting,
            $"A delivery that is {row.State} changes only by the end of its attempt or of its doubt.");
        var isReplay = row.Stands is DeliveryState.Refused or DeliveryState.Cancelled;
        if (isReplay)
        {
            await PlanPartsAgainAsync(session, row, parts);
        }
        await session.ExecuteAsync(
            "UPDATE deliveries SET state = @state, rule = @Rule, reason = @reason, next_at = @next, strikes = @strikes WHERE id = @Id",
            new { row.Id, state = LedgerKeys.Deliveries[to.State], to.Rule, reason = to.Reason.Keepable(), next = to.NextAt.Ms(), strikes = isReplay ? 0 : row.Strikes });
        if (to.State is DeliveryState.Cancelled or DeliveryState.Expired && parts.All(part => part.Stands == PartState.Planned))
        {
            await UnfoldAsync(session, [row.PublicationId], now);
        }
        await SeekAnotherWayAsync(session, row, to.State, now);
        await UnsentAnswers.NoteAsync(session, row, to.State, to.Rule, isShutOut: false, now);
        if (row.Stands != to.State || row.Rule != to.Rule)
        {
            session.Audit(now, actor, $"delivery.{LedgerKeys.Deliveries[to.State]}", row.Id, to.Rule);
        }
    }

    /// <summary>Before a replay: where nothing is on the network the parts are composed anew, else those that were refused leave again as they are.</summary>
    private static async Task PlanPartsAgainAsync(Session session, DeliveryRow row, IReadOnlyList<PartRow> parts)
    {
        // What changes a copy is worded anew just before it leaves; the ids of that copy stay. The words of an answer are those it was drafted with.
        if (row.Operation is not ("edit" or "delete" or "answer") && parts.All(part => part.Stands is PartState.Planned or PartState.Refused))
        {
            await session.ExecuteAsync("DELETE FROM parts WHERE delivery_id = @Id", new { row.Id });
            return;
        }
        foreach (var part in parts.Where(part => part.Stands == PartState.Refused))
        {
            Transitions.Check(PartState.Refused, PartState.Planned);
            await session.ExecuteAsync("UPDATE parts SET state = 'planned' WHERE delivery_id = @Id AND part = @Part", new { row.Id, part.Part });
        }
    }

    /// <summary>Where a delivery is put, and why.</summary>
    private sealed record NewStanding(DeliveryState State, string? Rule, string? Reason, DateTimeOffset NextAt);
}
