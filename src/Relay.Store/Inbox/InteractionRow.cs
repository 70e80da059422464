using Relay.Core.Inbox;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>A row of <c>interactions</c>.</summary>
internal sealed class InteractionRow
{
    internal const string Select = "SELECT key AS Key, account AS Account, body AS Body, removed AS Removed, heard_at AS HeardAt FROM interactions";

    internal const string ListSql = $"{Select} ORDER BY heard_at DESC, key DESC LIMIT @limit";

    internal const string WaitingSql = $"{Select} WHERE waiting = 1 ORDER BY heard_at DESC, key DESC LIMIT @limit";

    internal const string PurgeSql = "DELETE FROM interactions WHERE key IN (SELECT key FROM interactions WHERE purge_after < @now ORDER BY purge_after LIMIT @limit)";

    private static readonly RowShape<Interaction> Shape = new RowShape<Interaction>()
        .Text("key", row => row.Id).Text("account", row => row.Account).Text("body", InteractionBody.Write).Number("removed", row => row.State.Removed ? 1 : 0)
        .Number("waiting", row => row.IsWaiting ? 1 : 0).Number("heard_at", row => row.HeardAt.Ms()).Number("purge_after", row => (row.HeardAt + InboxKeeping.Words).Ms());

    public string Key { get; init; } = "";

    public string Account { get; init; } = "";

    public string Body { get; init; } = "";

    public long Removed { get; init; }

    public long HeardAt { get; init; }

    /// <summary>Those of some keys, found by them.</summary>
    internal static string OfKeysSql(Dialect dialect) => $"{Select} WHERE key IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})";

    public static Task WriteAsync(WriteSession session, IReadOnlyList<Interaction> interactions) => session.ExecuteRowsAsync(
        Shape,
        interactions,
        rows =>
            $"""
             INSERT INTO interactions (key, account, body, removed, waiting, heard_at, purge_after)
             {rows.Values(rows["key"], rows["account"], rows["body"], rows["removed"], rows["waiting"], rows["heard_at"], rows["purge_after"])}
             ON CONFLICT (key) DO UPDATE SET account = excluded.account, body = excluded.body, removed = excluded.removed, waiting = excluded.waiting
             """);

    public Interaction ToInteraction() => InteractionBody.Read(Key, Account, Body, Removed == 1, Instant.At(HeardAt));
}
