using Relay.Core.Audit;
using Relay.Core.Conversations.Settling;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>Those who wait for a person of the federation, in the store.</summary>
internal sealed class WaitingList(Database database) : IWaitingList
{
    internal const string CountSql = "SELECT reason AS Reason, count(*) AS Count, min(since) AS Since, min(deadline) AS Deadline FROM waiting WHERE deadline <= @now GROUP BY reason";

    private const string OfSql = "SELECT key AS Key, account AS Account, contact_id AS Contact, reason AS Reason, since AS Since, deadline AS Deadline FROM waiting WHERE reason = @reason ORDER BY deadline, key LIMIT @limit";

    private const string FindSql = "SELECT w.key FROM waiting w WHERE w.key LIKE @begins UNION SELECT i.key FROM interactions i WHERE i.waiting = 1 AND i.key LIKE @begins ORDER BY 1 LIMIT @limit";

    public Task<IReadOnlyDictionary<WaitReason, WaitingCount>> CountAsync(DateTimeOffset by, CancellationToken cancel) => database.AskAsync<IReadOnlyDictionary<WaitReason, WaitingCount>>(
        async session => (await session.QueryAsync<CountRow>(CountSql, new { now = by.Ms() }))
            .ToDictionary(row => TalkKeys.Reasons.Read(row.Reason), row => new WaitingCount((int)row.Count, Instant.At(row.Since), Instant.At(row.Deadline))),
        cancel);

    public Task<IReadOnlyList<WaitingInteraction>> OfAsync(WaitReason reason, int limit, CancellationToken cancel) => database.AskAsync<IReadOnlyList<WaitingInteraction>>(
        async session => [.. (await session.QueryAsync<WaitRow>(OfSql, new { reason = TalkKeys.Reasons[reason], limit })).Select(row => row.Read())],
        cancel);

    public Task<IReadOnlyList<string>> FindAsync(string begins, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(begins);
        return begins.Length == 0 || !begins.All(char.IsAsciiHexDigitLower)
            ? Task.FromResult<IReadOnlyList<string>>([])
            : database.AskAsync(session => session.QueryAsync<string>(FindSql, new { begins = $"{begins}%", limit }), cancel);
    }

    public Task<bool> EndAsync(string interaction, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var ended = await session.ExecuteAsync("DELETE FROM waiting WHERE key = @interaction", new { interaction })
                + await session.ExecuteAsync("UPDATE interactions SET waiting = 0 WHERE key = @interaction AND waiting = 1", new { interaction });
            if (ended > 0)
            {
                session.Audit(now, actor, "interaction.done", interaction);
            }
            return ended > 0;
        },
        cancel);

    private sealed class CountRow
    {
        public string Reason { get; init; } = "";

        public long Count { get; init; }

        public long Since { get; init; }

        public long Deadline { get; init; }
    }
}
