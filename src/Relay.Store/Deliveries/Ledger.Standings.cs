using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>How accounts and targets fare, and what they did lately.</content>
internal sealed partial class Ledger
{
    internal const string TextUsedSql = """
        SELECT count(*) FROM (SELECT 1 AS one FROM parts t
          WHERE t.attempted_at IS NOT NULL AND t.network = @network AND t.text_hash = @textHash AND t.attempted_at >= @since
            AND t.account <> @account AND t.state IN ('attempting', 'uncertain', 'confirmed') AND t.target NOT LIKE 'shadow:%' LIMIT 1) AS f
        """;

    /// <summary>Longer than any call takes: an account's Timeout is two minutes at most, and a part may need several requests.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    private const string StandingSelect = "SELECT account AS Account, target AS Target, strikes AS Strikes, hold_until AS HoldUntil, asked_until AS AskedUntil, paused AS Paused FROM standings";

    public Task KeepStandingAsync(Standing standing, Actor actor, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var args = new { standing.Account, standing.Target, standing.Strikes, HoldUntil = standing.HoldUntil.Ms(), AskedUntil = standing.AskedUntil.Ms(), Paused = standing.Paused.Keepable() };
            var known = await session.FirstAsync<StandingRow>($"{StandingSelect} WHERE account = @Account AND target = @Target", args) ?? new StandingRow();
            if ((known.Strikes, known.HoldUntil, known.AskedUntil, known.Paused) == (args.Strikes, args.HoldUntil, args.AskedUntil, args.Paused))
            {
                return;
            }
            await session.ExecuteAsync(
                """
                INSERT INTO standings (account, target, strikes, hold_until, asked_until, paused) VALUES (@Account, @Target, @Strikes, @HoldUntil, @AskedUntil, @Paused)
                ON CONFLICT (account, target) DO UPDATE SET strikes = excluded.strikes, hold_until = excluded.hold_until, asked_until = excluded.asked_until, paused = excluded.paused
                """,
                args);
            var what = standing.Paused is not null ? "standing.paused" : standing.HoldUntil is not null ? "standing.held" : "standing.free";
            session.Audit(session.Now, actor, what, standing.Target.Length == 0 ? standing.Account : $"{standing.Account} {standing.Target}", Text($"strikes {standing.Strikes}"));
        },
        cancel);

    public Task<IReadOnlyList<Standing>> StandingsAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Standing>>(
        async session => [.. (await session.QueryAsync<StandingRow>($"{StandingSelect} ORDER BY account, target"))
            .Select(row => new Standing(row.Account, row.Target, (int)row.Strikes, Instant.At(row.HoldUntil), row.Paused) { AskedUntil = Instant.At(row.AskedUntil) })],
        cancel);

    public Task<bool> TextUsedElsewhereAsync(string network, string account, string textHash, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(
        async session => await session.CountAsync(
            TextUsedSql,
            new { network, account, textHash, since = since.Ms() }) > 0,
        cancel);

    public Task<IReadOnlyList<(string Target, DateTimeOffset? EndedAt)>> RecentAttemptsAsync(string account, DateTimeOffset since, CancellationToken cancel)
        => database.ReadAsync<IReadOnlyList<(string Target, DateTimeOffset? EndedAt)>>(
            async session => [.. (await session.QueryAsync<AttemptRow>(
                $"{AttemptRow.Select} WHERE account = @account AND started_at >= @begun AND (ended_at IS NULL OR ended_at >= @since) ORDER BY ended_at IS NULL, ended_at, started_at",
                new { account, begun = (since - LongestCall).Ms(), since = since.Ms() })).Select(row => (row.Target, Instant.At(row.EndedAt)))],
            cancel);

    private sealed class StandingRow
    {
        public string Account { get; init; } = "";

        public string Target { get; init; } = "";

        public long Strikes { get; init; }

        public long? HoldUntil { get; init; }

        public long? AskedUntil { get; init; }

        public string? Paused { get; init; }
    }
}
