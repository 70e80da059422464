using Relay.Core.Inbox.Polling;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>The posts of ours that stand at a network, as the ledger knows them.</summary>
internal sealed class OwnPosts(Database database) : IOwnPosts
{
    // Edits and deletions hold the ids of what they change, and answers stand under others' posts.
    internal const string SinceSql = """
        SELECT t.remote_ids AS RemoteIds, t.confirmed_at AS At FROM parts t JOIN deliveries d ON d.id = t.delivery_id
        WHERE t.state = 'confirmed' AND t.network = @network AND t.target = @target AND t.confirmed_at >= @since AND d.operation = 'create' ORDER BY t.confirmed_at
        """;

    public Task<IReadOnlyList<OwnPost>> SinceAsync(string network, string target, DateTimeOffset since, CancellationToken cancel) => database.AskAsync<IReadOnlyList<OwnPost>>(
        async session => [.. (await session.QueryAsync<Row>(SinceSql, new { network, target, since = since.Ms() })).SelectMany(row => LedgerJson.Texts(row.RemoteIds).Select(id => new OwnPost(id, Instant.At(row.At))))],
        cancel);

    private sealed class Row
    {
        public string RemoteIds { get; init; } = "[]";

        public long At { get; init; }
    }
}
