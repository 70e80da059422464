using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>Around a call: composing, beginning, ending.</content>
internal sealed partial class Ledger
{
    private static readonly RowShape<DeliveryPart> NewParts = new RowShape<DeliveryPart>()
        .Number("part", part => part.Index).Text("text", part => part.Text.Keepable()).Text("text_hash", part => part.TextHash)
        .Text("images", part => LedgerJson.Write(part.Images)).Text("link", part => part.Link?.OriginalString).Text("facts", part => part.Facts);

    /// <summary>A part keeps the instant of the last attempt that may have shown its text to the network; where every one was turned away before, it may be worded anew.</summary>
    private const string TracedSql = """
        UPDATE parts SET attempted_at = (
          SELECT max(a.started_at) FROM attempts a
          WHERE a.delivery_id = @Id AND a.part = @Part AND (a.result IS NULL OR a.result NOT IN ('throttled', 'unavailable', 'unauthorized', 'misconfigured')))
        WHERE delivery_id = @Id AND part = @Part
        """;

    public Task ComposeAsync(Guid delivery, IReadOnlyList<DeliveryPart> parts, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var (row, earlier) = await LoadAsync(session, delivery);
            Require(row.Stands is DeliveryState.Queued or DeliveryState.Held, $"A delivery that is {row.State} is not composed.");
            Require(earlier.All(part => part.Stands == PartState.Planned && part.AttemptedAt is null), "A part may have been seen by the network: its text stays.");
            Require(
                parts.Count > 0 && parts.Select((part, index) => part.Index == index && part.State == PartState.Planned).All(good => good),
                "Parts are numbered from 0 and start out Planned.");
            await session.ExecuteAsync("DELETE FROM parts WHERE delivery_id = @Id", new { row.Id });
            await session.ExecuteRowsAsync(NewParts, parts, table => $"""
                INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, link, remote_ids, facts)
                SELECT d.id, r.part, d.network, d.target, d.account, 'planned', r.text, r.text_hash, r.images, r.link, '[]', r.facts
                FROM {table}, deliveries d WHERE d.id = @Id
                """, new { row.Id });
            session.Audit(session.Now, Actor.System, "delivery.composed", row.Id, Text($"parts: {parts.Count}"));
        },
        cancel);

    public Task<int> BeginAttemptAsync(Guid delivery, int part, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var (row, parts) = await LoadAsync(session, delivery);
            Transitions.Check(row.Stands, DeliveryState.Attempting);
            Transitions.Check(PartOf(parts, part).Stands, PartState.Attempting);
            Require(parts.Where(before => before.Part < part).All(before => before.Stands == PartState.Confirmed), "A part before this one is not confirmed.");
            var number = (int)row.Attempts + 1;
            var args = new { row.Id, part, now = now.Ms(), number, row.Account, row.Target, session.Fence };
            await session.ExecuteAsync("UPDATE deliveries SET state = 'attempting', rule = NULL, reason = NULL, attempts = @number, left_at = @now WHERE id = @Id", args);
            await session.ExecuteAsync("UPDATE parts SET state = 'attempting', attempted_at = @now WHERE delivery_id = @Id AND part = @part", args);
            await session.ExecuteAsync(
                "INSERT INTO attempts (delivery_id, number, part, account, target, started_at, fence) VALUES (@Id, @number, @part, @Account, @Target, @now, @Fence)",
                args);
            session.Audit(now, Actor.System, "attempt.began", row.Id, Text($"part {part}, attempt {number}"));
            return number;
        },
        cancel);

    private Task EndAloneAsync(AttemptEnd end, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var (row, parts) = await LoadAsync(session, end.Delivery);
            var part = PartOf(parts, end.Part);
            Require(
                row.Stands == DeliveryState.Attempting && part.Stands == PartState.Attempting,
                $"Attempt {end.Number} of delivery {row.Id} is not under way: it is {row.State}.");
            Transitions.Check(part.Stands, end.PartTo);
            Transitions.Check(row.Stands, end.DeliveryTo);
            RequireConsistent(end, row, parts);
            await EndRowAsync(session, end, row.Id);
            if (end.PartTo == PartState.Planned)
            {
                await session.ExecuteAsync(TracedSql, new { row.Id, end.Part });
            }
            await session.ExecuteAsync(
                """
                UPDATE parts SET state = @state, remote_ids = CASE WHEN @keeps = 1 THEN remote_ids ELSE @ids END, remote_link = @link, images = CASE WHEN @bare = 1 THEN '[]' ELSE images END,
                  confirmed_at = @confirmed, doubt_since = @since, doubt_reads = CASE WHEN @state = 'uncertain' THEN 0 END, doubt_next_at = @look,
                  doubt_cursor = NULL, doubt_ask = NULL
                WHERE delivery_id = @Id AND part = @Part
                """,
                PartChange.Of(end, row));
            await session.ExecuteAsync(
                "UPDATE deliveries SET state = @state, rule = @Rule, reason = @Reason, next_at = @next, strikes = @Strikes WHERE id = @Id",
                new { row.Id, state = LedgerKeys.Deliveries[end.DeliveryTo], end.Rule, Reason = end.Reason.Keepable(), next = end.NextAt.Ms(), end.Strikes });
            await SeekAnotherWayAsync(session, row, end.DeliveryTo, end.At);
            await NoteShutOutAsync(session, end, row);
            await UnsentAnswers.NoteAsync(session, row, end.DeliveryTo, end.Rule, end.Outcome is Outcome.Failed { Person: not PersonStatus.Unchanged }, end.At);
            session.Audit(end.At, Actor.System, $"delivery.{LedgerKeys.Deliveries[end.DeliveryTo]}", row.Id, Text($"part {end.Part}, attempt {end.Number}: {Result(end.Outcome)}"));
        },
        cancel);

    private static async Task EndRowAsync(Session session, AttemptEnd end, string id)
    {
        var failure = end.Outcome as Outcome.Failed;
        var ended = await session.ExecuteAsync(
            """
            UPDATE attempts SET ended_at = @at, result = @result, scope = @scope, reason = @reason
            WHERE delivery_id = @id AND number = @Number AND part = @Part AND ended_at IS NULL
            """,
            new
            {
                id,
                end.Number,
                end.Part,
                at = end.At.Ms(),
                result = Result(end.Outcome),
                scope = failure is null ? null : LedgerKeys.Scopes[failure.Scope],
                reason = failure?.Reason.Kept.Keepable(),
            });
        Require(ended == 1, $"Attempt {end.Number} of delivery {id} is not under way.");
    }

    /// <summary>What the parts say and what the delivery says must not contradict each other: an uncertain part keeps its delivery out of the queue.</summary>
    private static void RequireConsistent(AttemptEnd end, DeliveryRow row, IReadOnlyList<PartRow> parts)
    {
        Require(
            (end.PartTo == PartState.Uncertain) == (end.DeliveryTo == DeliveryState.Uncertain),
            "A delivery is uncertain exactly while a part of it is.");
        Require(
            end.DeliveryTo != DeliveryState.Confirmed
                || (end.PartTo == PartState.Confirmed && parts.All(part => part.Part == end.Part || part.Stands == PartState.Confirmed)),
            "A delivery is confirmed when each of its parts is.");
        Require(
            end.PartTo != PartState.Confirmed || row.Operation != "create" || end.Outcome is Outcome.Done { RemoteIds.Count: > 0 },
            "A created part is confirmed by the ids that the network gave.");
    }

    private static string Result(Outcome outcome) => outcome is Outcome.Failed failed ? LedgerKeys.Failures[failed.Kind] : LedgerKeys.Done;

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
