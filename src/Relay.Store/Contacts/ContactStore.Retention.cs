using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <content>People who have had their time.</content>
internal sealed partial class ContactStore
{
    internal const string DueIdsSql = "SELECT id AS Id, state AS State FROM contacts WHERE purge_after < @now AND controller_id = @controller ORDER BY purge_after LIMIT @limit";

    private const string DueSql = "SELECT state AS State, count(*) AS Count FROM contacts WHERE purge_after < @now AND controller_id = @controller GROUP BY state";

    private const string ReviewSql = "SELECT count(*) FROM suppressions WHERE COALESCE(last_hit, since) < @reviewBefore";

    private const int PurgedAtOnce = 500;

    /// <summary>A date that is months ahead is not moved on every hour.</summary>
    private static readonly TimeSpan OftenEnough = TimeSpan.FromDays(1);

    public Task<DuePeople> DueAsync(DateTimeOffset now, DateTimeOffset reviewBefore, CancellationToken cancel) => database.ReadAsync(
        async session => new DuePeople(
            (await session.QueryAsync<StateCount>(DueSql, new { now = now.Ms(), controller })).ToDictionary(row => ContactKeys.States.Read(row.State), row => (int)row.Count),
            (int)await session.CountAsync(ReviewSql, new { reviewBefore = reviewBefore.Ms() })),
        cancel);

    public async Task<DuePeople> PurgeAsync(DateTimeOffset now, DateTimeOffset reviewBefore, CancellationToken cancel)
    {
        var all = new SortedDictionary<ContactState, int>();
        while (true)
        {
            var some = await database.WriteAsync(session => PurgeSomeAsync(session, now), cancel);
            foreach (var state in some)
            {
                all[state] = all.GetValueOrDefault(state) + 1;
            }
            if (some.Count < PurgedAtOnce)
            {
                return (await DueAsync(now, reviewBefore, cancel)) with { Contacts = all };
            }
        }
    }

    public Task<int> KeepSupportsAsync(IReadOnlyCollection<ItemKey> open, DateTimeOffset until, CancellationToken cancel) => open.Count == 0 ? Task.FromResult(0) : database.WriteAsync(
        async session =>
        {
            var args = new { until = until.Ms(), before = (until - OftenEnough).Ms() };
            var items = open.Select(item => $"{item}").ToList();
            var kept = await session.ExecuteRowsAsync(RowShapes.Keys, items, KeepSupportsSql, args);
            if (kept > 0)
            {
                await session.ExecuteRowsAsync(RowShapes.Keys, items, KeepSupportersSql, args);
            }
            return kept;
        },
        cancel);

    // The last word of each person counts; those that nobody is known of are counted as they were said.
    internal static string KeepSupportsSql(RowsText items) => $"""
        UPDATE acts SET purge_after = @until WHERE kind = 'support' AND withdrawn = 0 AND purge_after < @before AND item IN (SELECT r.key FROM {items})
          AND (contact_id IS NULL OR NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = acts.item AND n.kind = 'support' AND n.contact_id = acts.contact_id AND n.number > acts.number))
        """;

    private static string KeepSupportersSql(RowsText items) => $"""
        UPDATE contacts SET purge_after = @until WHERE purge_after < @until AND state IN ('occasional', 'regular', 'member', 'paused') AND id IN (
          SELECT a.contact_id FROM acts a WHERE a.kind = 'support' AND a.withdrawn = 0 AND a.purge_after = @until AND a.item IN (SELECT r.key FROM {items}))
        """;

    private async Task<IReadOnlyList<ContactState>> PurgeSomeAsync(WriteSession session, DateTimeOffset now)
    {
        var due = await session.QueryAsync<DueRow>(DueIdsSql, new { now = now.Ms(), controller, limit = PurgedAtOnce });
        var states = due.Select(row => ContactKeys.States.Read(row.State)).ToList();
        if (states.Count == 0)
        {
            return states;
        }
        foreach (var child in due.Where(row => ContactKeys.States.Read(row.State) == ContactState.Minor))
        {
            var accounts = await OfContactAsync(session, child.Id);
            await Inbox.InteractionRow.ForgetAsync(session, accounts.Select(identity => identity.Hash), Actor.System, now);
            await ForgetAnswersAsync(session, accounts, Actor.System, now);
        }
        // What the party was to be told of them ends with them; that they opposed must reach it all the same.
        await session.ExecuteRowsAsync(RowShapes.Keys, due.Select(row => row.Id), rows => $"DELETE FROM returns WHERE kind <> 'opposition' AND contact IN (SELECT r.key FROM {rows})");
        await session.ExecuteRowsAsync(RowShapes.Keys, due.Select(row => row.Id), rows => $"DELETE FROM contacts WHERE id IN (SELECT r.key FROM {rows})");
        session.Audit(now, Actor.System, "contacts.purged", "contacts", string.Join(", ", states.GroupBy(state => state).OrderBy(group => group.Key).Select(group => $"{group.Count()} {ContactKeys.States[group.Key]}")));
        return states;
    }

    private sealed class DueRow
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";
    }

    private sealed class StateCount
    {
        public string State { get; init; } = "";

        public long Count { get; init; }
    }
}
