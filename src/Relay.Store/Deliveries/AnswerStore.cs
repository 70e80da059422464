using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Planning;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>What the ledger keeps of people because it answers them, in the store.</summary>
internal sealed class AnswerStore(Database database) : IAnswerStore
{
    private const int AtOnce = 500;

    /// <summary>In which the confirmation of a STOP leaves, or never does.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromDays(1);

    // A call under way is left for the next purge: it ends within minutes.
    internal const string DueSql = """
        SELECT w.delivery_id FROM answers w JOIN deliveries d ON d.id = w.delivery_id
        WHERE w.purged_at IS NULL AND w.purge_after <= @now AND d.state <> 'attempting' ORDER BY w.purge_after LIMIT @limit
        """;

    // Of whom nothing but a hash is kept elsewhere, the ledger keeps no more.
    internal const string LeftAloneSql = """
        UPDATE answers SET purge_after = @now WHERE purged_at IS NULL AND purge_after > @now
          AND person IN (SELECT i.id FROM contacts c JOIN identities i ON i.contact_id = c.id WHERE c.state IN ('opposed', 'deceased', 'blocked'))
          AND EXISTS (SELECT 1 FROM deliveries d WHERE d.id = answers.delivery_id AND d.created_at < @before)
        """;

    internal const string OfPersonSql = """
        SELECT w.delivery_id FROM answers w JOIN deliveries d ON d.id = w.delivery_id
        WHERE w.purged_at IS NULL AND d.network = @network AND d.target = @person AND d.target_kind = 'private' AND d.state <> 'attempting'
        """;

    internal const string OfIdentitySql = """
        SELECT w.delivery_id FROM answers w JOIN deliveries d ON d.id = w.delivery_id WHERE w.person = @identity AND w.purged_at IS NULL AND d.state <> 'attempting'
        """;

    private static string OfSubjectsSql(RowsText subjects) => $"""
        SELECT w.delivery_id FROM answers w JOIN deliveries d ON d.id = w.delivery_id WHERE w.subject IN (SELECT r.key FROM {subjects}) AND w.purged_at IS NULL AND d.state <> 'attempting'
        """;

    public async Task<PurgedAnswers> PurgeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await database.WriteAsync(session => session.ExecuteAsync(LeftAloneSql, new { now = now.Ms(), before = (now - LastWord).Ms() }), cancel);
        var answers = await ForgetDueAsync(now, cancel);
        var shutOuts = await database.WriteAsync(
            async session =>
            {
                var count = await session.ExecuteAsync("DELETE FROM shut_outs WHERE purge_after <= @now", new { now = now.Ms() });
                if (count > 0)
                {
                    session.Audit(now, Actor.System, "answers.purged", "shut-outs", $"{count} never taken in");
                }
                return count;
            },
            cancel);
        return new(answers, shutOuts);
    }

    /// <summary>Forgets every private answer to one account, in the transaction of an erasure; what waits for it is cancelled.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="identity">Id of the account in the contact book: known also of whoever has said STOP, whose id at the network is not.</param>
    /// <param name="network">Key of the network.</param>
    /// <param name="person">Id there; null when it is kept no more.</param>
    /// <param name="now">The present.</param>
    /// <returns>How many answers.</returns>
    internal static async Task<int> ForgetAsync(WriteSession session, string identity, string network, string? person, DateTimeOffset now)
    {
        var args = new { identity, network, person = person ?? "", now = now.Ms() };
        List<string> ids = [.. (await session.QueryAsync<string>(OfIdentitySql, args)).Union(await session.QueryAsync<string>(OfPersonSql, args), StringComparer.Ordinal)];
        await session.ExecuteAsync("DELETE FROM shut_outs WHERE (network = @network AND person = @person) OR delivery_id IN (SELECT w.delivery_id FROM answers w WHERE w.person = @identity)", args);
        await ForgetAsync(session, ids, now);
        // A call under way ends first; the next purge takes it.
        await session.ExecuteAsync(
            """
            UPDATE answers SET purge_after = @now WHERE purged_at IS NULL AND delivery_id IN (
              SELECT d.id FROM deliveries d WHERE d.network = @network AND d.target = @person AND d.target_kind = 'private' AND d.state = 'attempting'
              UNION SELECT w.delivery_id FROM answers w JOIN deliveries d ON d.id = w.delivery_id WHERE w.person = @identity AND d.state = 'attempting')
            """,
            args);
        return ids.Count;
    }

    /// <summary>Forgets every answer to things that were written, public ones too, in the transaction of their erasure; what waits to leave is given up. Also ids of comments lead to who wrote them.</summary>
    internal static async Task ForgetAsync(WriteSession session, IReadOnlyList<string> interactions, Actor actor, DateTimeOffset now)
    {
        var subjects = interactions.Select(key => $"answer/{key}").ToList();
        var ids = await session.QueryRowsAsync<string, string>(RowShapes.Keys, subjects, OfSubjectsSql);
        await ForgetAsync(session, ids, now);
        if (ids.Count > 0)
        {
            session.Audit(now, actor, "answers.purged", "answers", $"{ids.Count} answers");
        }
        // A call under way ends first; the next purge takes it.
        await session.ExecuteRowsAsync(
            RowShapes.Keys, subjects, table => $"UPDATE answers SET purge_after = @now WHERE purged_at IS NULL AND purge_after > @now AND subject IN (SELECT r.key FROM {table})", new { now = now.Ms() });
    }

    /// <summary>Cancels the private answers to somebody that have not left, in the transaction of that person's STOP; its own confirmation still leaves.</summary>
    /// <returns>How many.</returns>
    internal static Task<int> CancelAsync(WriteSession session, string network, string person, DateTimeOffset now) => session.ExecuteAsync(
        """
        UPDATE deliveries SET state = 'cancelled', rule = @rule, reason = NULL, next_at = @now
        WHERE operation = 'answer' AND network = @network AND target = @person AND target_kind = 'private' AND state IN ('queued', 'held') AND priority <> @confirmation
        """,
        new { network, person, now = now.Ms(), rule = Rules.Suppressed, confirmation = LedgerKeys.Rank(Priority.StopConfirmation) });

    public Task<IReadOnlyList<ShutOut>> ShutOutsAsync(int limit, CancellationToken cancel) => database.AskAsync<IReadOnlyList<ShutOut>>(
        async session => [.. (await session.QueryAsync<ShutOutRow>(
                "SELECT delivery_id AS DeliveryId, account AS Account, network AS Network, person AS Person, reason AS Reason, at AS At FROM shut_outs ORDER BY at, delivery_id LIMIT @limit", new { limit }))
            .Select(row => new ShutOut(Guid.ParseExact(row.DeliveryId, "D"), row.Account, row.Network, row.Person, AnswerRow.Persons.Read(row.Reason), Instant.At(row.At)))],
        cancel);

    public Task TakeShutOutAsync(Guid delivery, CancellationToken cancel)
        => database.WriteAsync(session => session.ExecuteAsync("DELETE FROM shut_outs WHERE delivery_id = @delivery", new { delivery = Ids.Text(delivery) }), cancel);

    /// <summary>In small commits: a purge of months holds up no answer.</summary>
    private async Task<int> ForgetDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var count = 0;
        int some;
        do
        {
            some = await database.WriteAsync(
                async session =>
                {
                    var ids = await session.QueryAsync<string>(DueSql, new { now = now.Ms(), limit = AtOnce });
                    await ForgetAsync(session, ids, now);
                    if (ids.Count > 0)
                    {
                        session.Audit(now, Actor.System, "answers.purged", "answers", $"{ids.Count} answers");
                    }
                    return ids.Count;
                },
                cancel);
            count += some;
        }
        while (some == AtOnce);
        return count;
    }

    private static async Task ForgetAsync(WriteSession session, IReadOnlyList<string> ids, DateTimeOffset now)
    {
        const string These = "IN (SELECT r.key FROM {0})";
        var args = new { now = now.Ms(), forgotten = Rules.Forgotten, nobody = AnswerKeys.PurgedTarget };
        foreach (var statement in (string[])
            [
                "UPDATE deliveries SET state = 'expired', rule = @forgotten, reason = NULL, next_at = @now WHERE state IN ('queued', 'held') AND id " + These,
                "UPDATE parts SET state = 'confirmed', confirmed_at = @now, doubt_since = NULL, doubt_reads = NULL, doubt_next_at = NULL, doubt_cursor = NULL, doubt_ask = NULL WHERE state = 'uncertain' AND delivery_id " + These,
                "UPDATE deliveries SET state = 'confirmed', rule = NULL, reason = NULL, next_at = @now WHERE state = 'uncertain' AND id " + These,
                "UPDATE parts SET text = '', text_hash = '' WHERE delivery_id " + These,
                "UPDATE parts SET target = @nobody, remote_ids = '[]', remote_link = NULL WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = parts.delivery_id AND d.target_kind = 'private') AND delivery_id " + These,
                "UPDATE attempts SET target = @nobody WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = attempts.delivery_id AND d.target_kind = 'private') AND delivery_id " + These,
                $"UPDATE publications SET target = @nobody WHERE target_kind = 'private' AND id IN (SELECT d.publication_id FROM deliveries d WHERE d.id {These})",
                "UPDATE deliveries SET target = @nobody WHERE target_kind = 'private' AND id " + These,
                "UPDATE answers SET in_reply_to = NULL, buttons = '[]', file = NULL, said_at = NULL, person = NULL, place = NULL, purged_at = @now WHERE delivery_id " + These,
            ])
        {
            await session.ExecuteRowsAsync(RowShapes.Keys, ids, table => statement.Replace("{0}", table.ToString(), StringComparison.Ordinal), args);
        }
    }

    private sealed class ShutOutRow
    {
        public string DeliveryId { get; init; } = "";

        public string Account { get; init; } = "";

        public string Network { get; init; } = "";

        public string Person { get; init; } = "";

        public string Reason { get; init; } = "";

        public long At { get; init; }
    }
}
