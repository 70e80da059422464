using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>
/// Around a call, where many wait at once. Every statement names the state that it starts from and changes nothing in another: what was read a moment ago is compared and
/// written in one.
/// </content>
internal sealed partial class Ledger
{
    private static readonly RowShape<AttemptStart> Begun = new RowShape<AttemptStart>()
        .Text("id", start => Ids.Text(start.Seen.Id)).Number("part", start => start.Part).Number("now", start => start.At.Ms()).Number("number", start => start.Seen.Attempts + 1)
        .Text("state", start => LedgerKeys.Deliveries[start.Seen.State]).Text("account", start => start.Seen.Account).Text("target", start => start.Seen.Target.Key)
        .Number("next_at", start => start.Seen.NextAt.Ms());

    private static readonly RowShape<(AttemptStart Start, DeliveryPart Part)> Worded = new RowShape<(AttemptStart Start, DeliveryPart Part)>()
        .Text("id", row => Ids.Text(row.Start.Seen.Id)).Number("part", row => row.Part.Index).Text("network", row => row.Start.Seen.Key.Network)
        .Text("target", row => row.Start.Seen.Target.Key).Text("account", row => row.Start.Seen.Account)
        .Text("state", row => row.Part.Index == row.Start.Part ? "attempting" : "planned").Text("text", row => row.Part.Text.Keepable()).Text("text_hash", row => row.Part.TextHash)
        .Text("images", row => LedgerJson.Write(row.Part.Images)).Text("link", row => row.Part.Link?.OriginalString)
        .Number("attempted_at", row => row.Part.Index == row.Start.Part ? row.Start.At.Ms() : null);

    private static readonly RowShape<AttemptEnd> Done = new RowShape<AttemptEnd>()
        .Text("id", end => Ids.Text(end.Delivery)).Number("part", end => end.Part).Number("number", end => end.Number).Number("at", end => end.At.Ms())
        .Text("ids", end => LedgerJson.Write(((Outcome.Done)end.Outcome).RemoteIds)).Text("link", end => ((Outcome.Done)end.Outcome).Link?.OriginalString)
        .Text("state", end => LedgerKeys.Deliveries[end.DeliveryTo]).Text("reason", end => end.Reason.Keepable()).Number("next_at", end => end.NextAt.Ms())
        .Number("strikes", end => end.Strikes);

    public Task<int?> BeginAttemptAsync(AttemptStart start, CancellationToken cancel)
    {
        Transitions.Check(start.Seen.State, DeliveryState.Attempting);
        var parts = start.Words ?? start.Seen.Parts;
        Require(start.Words is null || start.Seen.Parts.All(part => part.State == PartState.Planned && part.AttemptedAt is null), "A part may have been seen by the network: its text stays.");
        Require(
            start.Part < parts.Count && parts.Select((part, index) => part.Index == index).All(good => good) && parts[start.Part].State == PartState.Planned,
            "The part that leaves is one of the delivery's, and planned.");
        Require(parts.Take(start.Part).All(before => before.State == PartState.Confirmed), "A part before this one is not confirmed.");
        return _begins.RunAsync(start, cancel);
    }

    public Task EndAttemptAsync(AttemptEnd end, CancellationToken cancel)
        => end is { Outcome: Outcome.Done { RemoteIds.Count: > 0 }, PartTo: PartState.Confirmed, DeliveryTo: DeliveryState.Confirmed or DeliveryState.Queued, WithoutPictures: false }
            ? EndDoneAsync(end, cancel)
            : EndAloneAsync(end, cancel);

    /// <summary>The usual end, with others. What is not as it should be is written down alone, which says what it is.</summary>
    private async Task EndDoneAsync(AttemptEnd end, CancellationToken cancel)
    {
        if (!await _ends.RunAsync(end, cancel))
        {
            await EndAloneAsync(end, cancel);
        }
    }

    private static async Task<IReadOnlyList<int?>> BeginTogetherAsync(WriteSession session, IReadOnlyList<AttemptStart> starts)
    {
        // Of two who would begin the same delivery the first does; the second finds it begun.
        var firsts = starts.DistinctBy(start => start.Seen.Id).ToList();
        var begun = (await session.ChangeRowsAsync(Begun, firsts, table => $"""
            UPDATE deliveries SET state = 'attempting', rule = NULL, reason = NULL, attempts = r.number, left_at = r.now
            FROM {table}
            WHERE deliveries.id = r.id AND deliveries.state = r.state AND deliveries.attempts = r.number - 1 AND deliveries.next_at = r.next_at AND deliveries.account = r.account
            RETURNING deliveries.id
            """)).ToHashSet(StringComparer.Ordinal);
        var leaving = firsts.FindAll(start => begun.Contains(Ids.Text(start.Seen.Id)));
        var worded = leaving.FindAll(start => start.Words is not null);
        await session.ExecuteRowsAsync(
            RowShapes.Keys,
            worded.FindAll(start => start.Seen.Parts.Count > 0).Select(start => Ids.Text(start.Seen.Id)),
            table => $"DELETE FROM parts WHERE delivery_id IN (SELECT r.key FROM {table})");
        await session.ExecuteRowsAsync(Worded, worded.SelectMany(start => start.Words!.Select(part => (start, part))), table => $"""
            INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, link, remote_ids, attempted_at)
            SELECT r.id, r.part, r.network, r.target, r.account, r.state, r.text, r.text_hash, r.images, r.link, '[]', r.attempted_at FROM {table}
            """);
        var asTheyAre = leaving.FindAll(start => start.Words is null);
        var changed = await session.ExecuteRowsAsync(Begun, asTheyAre, table => $"""
            UPDATE parts SET state = 'attempting', attempted_at = r.now FROM {table}
            WHERE parts.delivery_id = r.id AND parts.part = r.part AND parts.state = 'planned'
            """);
        Require(changed == asTheyAre.Count, "A part that was to leave is not planned.");
        await session.ExecuteRowsAsync(Begun, leaving, table => $"""
            INSERT INTO attempts (delivery_id, number, part, account, target, started_at, fence)
            SELECT r.id, r.number, r.part, r.account, r.target, r.now, @Fence FROM {table}
            """, new { session.Fence });
        foreach (var start in leaving)
        {
            session.Audit(start.At, Actor.System, "attempt.began", Ids.Text(start.Seen.Id), Text($"part {start.Part}, attempt {start.Seen.Attempts + 1}"));
        }
        var numbers = leaving.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. starts.Select(start => numbers.Contains(start) ? start.Seen.Attempts + 1 : (int?)null)];
    }

    private static async Task<IReadOnlyList<bool>> EndTogetherAsync(WriteSession session, IReadOnlyList<AttemptEnd> ends)
    {
        var firsts = ends.DistinctBy(end => end.Delivery).ToList();
        var ended = (await session.ChangeRowsAsync(Done, firsts, table => $"""
            UPDATE attempts SET ended_at = r.at, result = 'done' FROM {table}
            WHERE attempts.delivery_id = r.id AND attempts.number = r.number AND attempts.part = r.part AND attempts.ended_at IS NULL
              AND EXISTS (SELECT 1 FROM deliveries d WHERE d.id = r.id AND d.state = 'attempting')
              AND EXISTS (SELECT 1 FROM parts t WHERE t.delivery_id = r.id AND t.part = r.part AND t.state = 'attempting')
              AND (r.state <> 'confirmed' OR NOT EXISTS (SELECT 1 FROM parts t WHERE t.delivery_id = r.id AND t.part <> r.part AND t.state <> 'confirmed'))
            RETURNING attempts.delivery_id
            """)).ToHashSet(StringComparer.Ordinal);
        var good = firsts.FindAll(end => ended.Contains(Ids.Text(end.Delivery)));
        var parts = await session.ExecuteRowsAsync(Done, good, table => $"""
            UPDATE parts SET state = 'confirmed', remote_ids = r.ids, remote_link = r.link, confirmed_at = r.at, doubt_since = NULL, doubt_reads = NULL,
              doubt_next_at = NULL, doubt_cursor = NULL, doubt_ask = NULL
            FROM {table} WHERE parts.delivery_id = r.id AND parts.part = r.part
            """);
        var deliveries = await session.ExecuteRowsAsync(Done, good, table => $"""
            UPDATE deliveries SET state = r.state, rule = NULL, reason = r.reason, next_at = r.next_at, strikes = r.strikes
            FROM {table} WHERE deliveries.id = r.id
            """);
        Require(parts == good.Count && deliveries == good.Count, "An attempt that ended has lost its part or its delivery.");
        foreach (var end in good)
        {
            session.Audit(end.At, Actor.System, $"delivery.{LedgerKeys.Deliveries[end.DeliveryTo]}", Ids.Text(end.Delivery), Text($"part {end.Part}, attempt {end.Number}: {LedgerKeys.Done}"));
        }
        var written = good.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. ends.Select(written.Contains)];
    }
}
