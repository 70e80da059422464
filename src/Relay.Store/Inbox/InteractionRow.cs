using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>A row of <c>interactions</c>.</summary>
internal sealed class InteractionRow
{
    internal const string Select = "SELECT key AS Key, account AS Account, body AS Body, removed AS Removed, heard_at AS HeardAt, CASE WHEN settled = 1 THEN waiting END AS StillWaits FROM interactions";

    internal const string ListSql = $"{Select} ORDER BY heard_at DESC, key DESC LIMIT @limit";

    internal const string WaitingSql = $"{Select} WHERE waiting = 1 ORDER BY heard_at DESC, key DESC LIMIT @limit";

    internal const string UnsettledSql = """
        SELECT key AS Key, account AS Account, body AS Body, removed AS Removed, heard_at AS HeardAt, (SELECT count(*) FROM settlements s WHERE s.key = interactions.key) AS Reopened
        FROM interactions WHERE settled = 0 AND heard_at > @after ORDER BY heard_at, key LIMIT @limit
        """;

    internal const string PurgeSql = "DELETE FROM interactions WHERE key IN (SELECT key FROM interactions WHERE purge_after < @now ORDER BY purge_after LIMIT @limit)";

    /// <summary>Those that wait to be told which post some threads discuss.</summary>
    internal static string OfThreadsSql(Dialect dialect) => $"{Select} WHERE thread IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})";

    internal const string ForgetSql = "DELETE FROM interactions WHERE author_key = @hmac";

    /// <summary>How interactions are written that are kept for a time.</summary>
    public static RowShape<Interaction> ShapeFor(TimeSpan kept) => new RowShape<Interaction>()
        .Text("key", row => row.Id).Text("account", row => row.Account).Text("author_key", row => row.Person?.Hmac).Text("body", InteractionBody.Write).Text("thread", ThreadRow.OpenOf).Number("removed", row => row.State.Removed ? 1 : 0)
        .Number("waiting", row => row.IsWaiting ? 1 : 0).Number("heard_at", row => row.HeardAt.Ms()).Number("purge_after", row => (row.HeardAt + kept).Ms());

    public string Key { get; init; } = "";

    public string Account { get; init; } = "";

    public string Body { get; init; } = "";

    public long Removed { get; init; }

    public long HeardAt { get; init; }

    public long? StillWaits { get; init; }

    public long Reopened { get; init; }

    /// <summary>Those of some keys, found by them.</summary>
    internal static string OfKeysSql(Dialect dialect) => $"{Select} WHERE key IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})";

    /// <summary>Deletes everything that accounts wrote, with its places on the waiting list and what we answered, in the caller's transaction. That it was heard stays known: it does not come back.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ForgetAsync(WriteSession session, IEnumerable<KeyedHash> authors, Actor actor, DateTimeOffset now)
    {
        var forgotten = 0;
        foreach (var hmac in authors.Select(author => author.Hmac).Distinct(StringComparer.Ordinal))
        {
            await AnswerStore.ForgetAsync(session, await session.QueryAsync<string>("SELECT key FROM interactions WHERE author_key = @hmac", new { hmac }), actor, now);
            await session.ExecuteAsync("DELETE FROM waiting WHERE key IN (SELECT key FROM interactions WHERE author_key = @hmac)", new { hmac });
            forgotten += await session.ExecuteAsync(ForgetSql, new { hmac });
        }
        return forgotten;
    }

    /// <summary>Has those looked at once more whose private words were changed after something had become of them.</summary>
    public static Task ReopenAsync(WriteSession session, IEnumerable<Interaction> edited)
        => session.ExecuteRowsAsync(RowShapes.Keys, edited.Select(one => one.Id), rows => $"UPDATE interactions SET settled = 0 WHERE key IN (SELECT r.key FROM {rows})");

    public static Task WriteAsync(WriteSession session, RowShape<Interaction> shape, IReadOnlyList<Interaction> interactions) => session.ExecuteRowsAsync(
        shape,
        interactions,
        rows =>
            $"""
             INSERT INTO interactions (key, account, author_key, body, thread, removed, waiting, heard_at, purge_after)
             {rows.Values(rows["key"], rows["account"], rows["author_key"], rows["body"], rows["thread"], rows["removed"], rows["waiting"], rows["heard_at"], rows["purge_after"])}
             ON CONFLICT (key) DO UPDATE SET account = excluded.account, author_key = excluded.author_key, body = excluded.body, thread = excluded.thread, removed = excluded.removed,
               waiting = CASE WHEN interactions.settled = 1 AND interactions.waiting < excluded.waiting THEN interactions.waiting ELSE excluded.waiting END
             """);

    public Interaction ToInteraction(InteractionKey? known = null) => InteractionBody.Read(Key, Account, Body, Removed == 1, Instant.At(HeardAt), known) with { StillWaits = StillWaits is { } waits ? waits == 1 : null, IsReopened = Reopened > 0 };
}
