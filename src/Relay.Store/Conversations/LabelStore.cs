using Relay.Core.Items;
using Relay.Core.Swarm.Labels;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>Numbers on buttons, in the store.</summary>
internal sealed class LabelStore(Database database) : ILabelStore
{
    // The last answer of each person counts; who supported in public is nobody known, and is counted once when it was said.
    internal static string PeopleSql(string items) => $"""
        SELECT a.item AS Item, sum(CASE WHEN a.kind = 'rsvp' THEN a.heads ELSE 1 END) AS People FROM acts a
        WHERE a.item IN (SELECT r.key FROM {items}) AND ((a.kind = 'rsvp' AND a.answer = 'yes') OR (a.kind = 'support' AND a.withdrawn = 0))
          AND (a.contact_id IS NULL OR NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = a.kind AND n.contact_id = a.contact_id AND n.number > a.number))
        GROUP BY a.item
        """;

    public Task<IReadOnlyDictionary<ItemKey, int>> PeopleAsync(IReadOnlyCollection<ItemKey> items, CancellationToken cancel) => database.ReadAsync<IReadOnlyDictionary<ItemKey, int>>(
        async session => (await session.QueryRowsAsync<string, PeopleRow>(RowShapes.Keys, items.Select(item => $"{item}").Distinct(StringComparer.Ordinal), table => PeopleSql($"{table}")))
            .ToDictionary(row => ItemKey.Parse(row.Item), row => (int)row.People),
        cancel);

    public Task<IReadOnlyDictionary<Guid, CopyLabel>> AllAsync(CancellationToken cancel) => database.AskAsync<IReadOnlyDictionary<Guid, CopyLabel>>(
        async session => (await session.QueryAsync<LabelRow>("SELECT publication_id AS Copy, item AS Item, shown AS Shown, at AS At FROM button_counts"))
            .ToDictionary(row => Guid.Parse(row.Copy), row => new CopyLabel(ItemKey.Parse(row.Item), (int)row.Shown, Instant.At(row.At))),
        cancel);

    public Task BeginAsync(Guid copy, ItemKey item, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteAsync(
            "INSERT INTO button_counts (publication_id, item, shown, at) VALUES (@copy, @item, 0, @now) ON CONFLICT (publication_id) DO UPDATE SET at = excluded.at",
            new { copy = $"{copy}", item = $"{item}", now = now.Ms() }),
        cancel);

    public Task EndAsync(Guid copy, int people, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteAsync("UPDATE button_counts SET shown = @people WHERE publication_id = @copy", new { copy = $"{copy}", people }), cancel);

    public Task ForgetAsync(Guid copy, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteAsync("DELETE FROM button_counts WHERE publication_id = @copy", new { copy = $"{copy}" }), cancel);

    private sealed class PeopleRow
    {
        public string Item { get; init; } = "";

        public long People { get; init; }
    }

    private sealed class LabelRow
    {
        public string Copy { get; init; } = "";

        public string Item { get; init; } = "";

        public long Shown { get; init; }

        public long At { get; init; }
    }
}
