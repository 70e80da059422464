using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>How far copies went, in the store.</summary>
internal sealed class SpreadStore(Database database) : ISpreadStore
{
    // What stands in the shadow stage was shown to a coordinator, and to nobody else.
    internal const string CopiesSql = """
        SELECT p.id AS Id, p.subject AS Subject, p.moment AS Moment, p.network AS Network, p.target AS Target, p.items AS Items, d.left_at AS LeftAt,
          (SELECT s.people FROM spread s WHERE s.publication_id = p.id AND s.step = 'message') AS Messages, (SELECT s.people FROM spread s WHERE s.publication_id = p.id AND s.step = 'support') AS Supports,
          (SELECT s.people FROM spread s WHERE s.publication_id = p.id AND s.step = 'subscription') AS Subscriptions, (SELECT s.people FROM spread s WHERE s.publication_id = p.id AND s.step = 'coming') AS Coming
        FROM deliveries d JOIN publications p ON p.id = d.publication_id
        WHERE d.operation IN ('create', 'hand-over') AND d.state = 'confirmed' AND d.left_at >= @since AND d.target NOT LIKE 'shadow:%' AND p.moment <> 'test' ORDER BY d.left_at DESC, p.id
        """;

    public Task<IReadOnlyList<CopySpread>> ReadAsync(ItemKey? item, DateTimeOffset since, CancellationToken cancel) => database.AskAsync<IReadOnlyList<CopySpread>>(
        async session => [.. (await session.QueryAsync<Row>(CopiesSql, new { since = since.Ms() })).Where(row => item is null || Deliveries.LedgerJson.Keys(row.Items).Contains(item)).Select(row => row.Read())],
        cancel);

    /// <summary>Writes what is counted, in the transaction of what made it count.</summary>
    public static async Task CountAsync(WriteSession session, IEnumerable<PathCount> counts)
    {
        foreach (var count in counts)
        {
            var args = new { id = $"{count.Copy}", step = TalkKeys.Steps[count.Step], count.Change };
            await session.ExecuteAsync(
                count.Change > 0
                    ? """
                      INSERT INTO spread (publication_id, step, people) SELECT p.id, @step, @Change FROM publications p WHERE p.id = @id
                      ON CONFLICT (publication_id, step) DO UPDATE SET people = spread.people + excluded.people
                      """
                    : "UPDATE spread SET people = people + @Change WHERE publication_id = @id AND step = @step AND people >= 0 - @Change",
                args);
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Moment { get; init; } = "";

        public string Network { get; init; } = "";

        public string Target { get; init; } = "";

        public string Items { get; init; } = "[]";

        public long LeftAt { get; init; }

        public long? Messages { get; init; }

        public long? Supports { get; init; }

        public long? Subscriptions { get; init; }

        public long? Coming { get; init; }

        public CopySpread Read() => new(
            Guid.ParseExact(Id, "D"), Subject, Moment, Network, Target, Instant.At(LeftAt),
            new (PathStep Step, long? People)[] { (PathStep.Message, Messages), (PathStep.Support, Supports), (PathStep.Subscription, Subscriptions), (PathStep.Coming, Coming) }
                .Where(one => one.People > 0).ToDictionary(one => one.Step, one => (int)one.People!.Value));
    }
}
