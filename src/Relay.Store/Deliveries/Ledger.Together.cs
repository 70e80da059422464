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
        .Number("attempted_at", row => row.Part.Index == row.Start.Part ? row.Start.At.Ms() : null)
        .Text("remote_ids", row => LedgerJson.Write(row.Part.RemoteIds)).Text("facts", row => row.Part.Facts);

    private static readonly RowShape<AttemptEnd> Done = new RowShape<AttemptEnd>()
        .Text("id", end => Ids.Text(end.Delivery)).Number("part", end => end.Part).Number("number", end => end.Number).Number("at", end => end.At.Ms())
        .Text("ids", end => LedgerJson.Write(((Outcome.Done)end.Outcome).RemoteIds)).Text("link", end => ((Outcome.Done)end.Outcome).Link?.OriginalString)
        .Text("state", end => LedgerKeys.Deliveries[end.DeliveryTo]).Text("reason", end => end.Reason.Keepable()).Number("next_at", end => end.NextAt.Ms())
        .Number("strikes", end => end.Strikes);

    public Task<int?> BeginAttemptAsync(AttemptStart start, CancellationToken cancel)
    {
        Transitions.Check(start.Seen.State, DeliveryState.Attempting);
        var parts = start.Words ?? start.Seen.Parts;
        Require(start.Words is null || start.Seen.Parts.All(part => part.State == PartState.Planned && (part.AttemptedAt is null || start.Seen.Operation is Operation.Edit or Operation.Delete)), "A part may have been seen by the network: its text stays.");
        Require(
            start.Part < parts.Count && parts.Select((part, index) => part.Index == index).All(good => good) && parts[start.Part].State == PartState.Planned,
            "The part that leaves is one of the delivery's, and planned.");
        Require(parts.Take(start.Part).All(before => before.State == PartState.Confirmed), "A part before this one is not confirmed.");
        return _steps.RunAsync(new(start, null), cancel);
    }

    public Task EndAttemptAsync(AttemptEnd end, CancellationToken cancel)
        => end is { Outcome: Outcome.Done { RemoteIds.Count: > 0 }, PartTo: PartState.Confirmed, DeliveryTo: DeliveryState.Confirmed or DeliveryState.Queued, WithoutPictures: false }
            ? EndDoneAsync(end, cancel)
            : EndAloneAsync(end, cancel);

    /// <summary>The usual end, with others. What is not as it should be is written down alone, which says what it is.</summary>
    private async Task EndDoneAsync(AttemptEnd end, CancellationToken cancel)
    {
        if (await _steps.RunAsync(new(null, end), cancel) is null)
        {
            await EndAloneAsync(end, cancel);
        }
    }

    /// <summary>Ends and beginnings in one job: a commit under load holds nothing else, and needs no copy of what it changes for the case that a job fails.</summary>
    private static async Task<IReadOnlyList<int?>> StepTogetherAsync(WriteSession session, IReadOnlyList<AttemptStep> steps)
    {
        var ended = await EndTogetherAsync(session, [.. steps.Where(step => step.End is not null).Select(step => step.End!).DistinctBy(end => end.Delivery)]);
        // Of two who would begin the same delivery the first does; the second finds it begun.
        var begun = await BeginTogetherAsync(session, [.. steps.Where(step => step.Start is not null).Select(step => step.Start!).DistinctBy(start => start.Seen.Id)]);
        return [.. steps.Select(step => step switch
        {
            { Start: { } start } when begun.Contains(start) => start.Seen.Attempts + 1,
            { End: { } end } when ended.Contains(end) => end.Number,
            _ => (int?)null,
        })];
    }

    /// <returns>Those that were as they were read, and are begun.</returns>
    private static async Task<IReadOnlySet<object>> BeginTogetherAsync(WriteSession session, IReadOnlyList<AttemptStart> starts)
    {
        var leaving = await session.ChangeRowsAsync(
            Begun,
            starts,
            row => $"""
                UPDATE deliveries SET state = 'attempting', rule = NULL, reason = NULL, attempts = {row["number"]}, left_at = {row["now"]}
                {row.From}
                WHERE deliveries.id = {row["id"]} AND deliveries.state = {row["state"]} AND deliveries.attempts = {row["number"]} - 1 AND deliveries.next_at = {row["next_at"]}
                  AND deliveries.account = {row["account"]}
                """,
            "deliveries.id",
            start => Ids.Text(start.Seen.Id));
        var worded = leaving.FindAll(start => start.Words is not null);
        await session.ExecuteRowsAsync(
            RowShapes.Keys,
            worded.FindAll(start => start.Seen.Parts.Count > 0).Select(start => Ids.Text(start.Seen.Id)),
            row => $"DELETE FROM parts WHERE delivery_id IN (SELECT r.key FROM {row})");
        await session.ExecuteRowsAsync(Worded, worded.SelectMany(start => start.Words!.Select(part => (start, part))), row => $"""
            INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, link, remote_ids, attempted_at, facts)
            {row.Values(row["id"], row["part"], row["network"], row["target"], row["account"], row["state"], row["text"], row["text_hash"], row["images"], row["link"], row["remote_ids"], row["attempted_at"], row["facts"])}
            """);
        var asTheyAre = leaving.FindAll(start => start.Words is null);
        var changed = await session.ExecuteRowsAsync(Begun, asTheyAre, row => $"""
            UPDATE parts SET state = 'attempting', attempted_at = {row["now"]} {row.From}
            WHERE parts.delivery_id = {row["id"]} AND parts.part = {row["part"]} AND parts.state = 'planned'
            """);
        Require(changed == asTheyAre.Count, "A part that was to leave is not planned.");
        await session.ExecuteRowsAsync(Begun, leaving, row => $"""
            INSERT INTO attempts (delivery_id, number, part, account, target, started_at, fence)
            {row.Values(row["id"], row["number"], row["part"], row["account"], row["target"], row["now"], "@Fence")}
            """, new { session.Fence });
        foreach (var start in leaving)
        {
            session.Audit(start.At, Actor.System, "attempt.began", Ids.Text(start.Seen.Id), Text($"part {start.Part}, attempt {start.Seen.Attempts + 1}"));
        }
        return leaving.ToHashSet<object>(ReferenceEqualityComparer.Instance);
    }

    /// <returns>Those that were under way, and are ended.</returns>
    private static async Task<IReadOnlySet<object>> EndTogetherAsync(WriteSession session, IReadOnlyList<AttemptEnd> ends)
    {
        var good = await session.ChangeRowsAsync(
            Done,
            ends,
            row => $"""
                UPDATE attempts SET ended_at = {row["at"]}, result = 'done' {row.From}
                WHERE attempts.delivery_id = {row["id"]} AND attempts.number = {row["number"]} AND attempts.part = {row["part"]} AND attempts.ended_at IS NULL
                  AND EXISTS (SELECT 1 FROM deliveries d WHERE d.id = {row["id"]} AND d.state = 'attempting')
                  AND EXISTS (SELECT 1 FROM parts t WHERE t.delivery_id = {row["id"]} AND t.part = {row["part"]} AND t.state = 'attempting')
                  AND ({row["state"]} <> 'confirmed' OR NOT EXISTS (SELECT 1 FROM parts t WHERE t.delivery_id = {row["id"]} AND t.part <> {row["part"]} AND t.state <> 'confirmed'))
                """,
            "attempts.delivery_id",
            end => Ids.Text(end.Delivery));
        var changed = await session.ExecuteRowsAsync(
            Done,
            good,
            row => $"""
                UPDATE parts SET state = 'confirmed', remote_ids = {row["ids"]}, remote_link = {row["link"]}, confirmed_at = {row["at"]}, doubt_since = NULL, doubt_reads = NULL,
                  doubt_next_at = NULL, doubt_cursor = NULL, doubt_ask = NULL
                {row.From} WHERE parts.delivery_id = {row["id"]} AND parts.part = {row["part"]}
                """,
            row => $"""
                UPDATE deliveries SET state = {row["state"]}, rule = NULL, reason = {row["reason"]}, next_at = {row["next_at"]}, strikes = {row["strikes"]}
                {row.From} WHERE deliveries.id = {row["id"]}
                """);
        Require(changed == 2 * good.Count, "An attempt that ended has lost its part or its delivery.");
        foreach (var end in good)
        {
            session.Audit(end.At, Actor.System, $"delivery.{LedgerKeys.Deliveries[end.DeliveryTo]}", Ids.Text(end.Delivery), Text($"part {end.Part}, attempt {end.Number}: {LedgerKeys.Done}"));
        }
        return good.ToHashSet<object>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>One or the other.</summary>
    private sealed record AttemptStep(AttemptStart? Start, AttemptEnd? End);
}
