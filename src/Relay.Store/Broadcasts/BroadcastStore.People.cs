using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels.Connecting;
using Relay.Core.Items;
using Relay.Store.Contacts;
using Relay.Store.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Broadcasts;

/// <content>To whom: pages of an audience, and whether somebody is still of it.</content>
internal sealed partial class BroadcastStore
{
    internal const string MembershipSql = """
        SELECT w.broadcast AS Number, c.state AS ContactState, c.age_band AS Age, i.blocked_by_person AS Blocked, i.id AS Identity
        FROM answers w JOIN identities i ON i.id = w.person JOIN contacts c ON c.id = i.contact_id WHERE w.delivery_id = @delivery AND w.broadcast IS NOT NULL
        """;

    internal const string AwaitedSql = """
        SELECT count(*) FROM acts a WHERE a.item = @item AND a.kind = 'rsvp' AND a.answer IN ('yes', 'maybe') AND a.at <= @now
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        """;

    /// <summary>No instant: whenever they answered.</summary>
    private const long Ever = long.MaxValue;

    private IProtectSecrets Protection => protection ?? throw new InvalidOperationException("The store was opened without keys.");

    public Task<RecipientPage> RecipientsAsync(Audience audience, Guid? after, int limit, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var (next, isMember, list, item) = WordsOf(audience);
            var contacts = await session.QueryAsync<string>(next, new { list, item, controller, contact = after is { } last ? $"{last}" : "", limit });
            var rows = await session.QueryRowsAsync<string, RecipientRow>(RowShapes.Keys, contacts, table => RecipientRow.OfContactsSql(table.ToString(), isMember), new { list, item, controller, by = Ever });
            var recipients = new List<Recipient>(rows.Count);
            foreach (var row in rows.OrderBy(row => row.Contact, StringComparer.Ordinal))
            {
                // Whoever has shown several accounts to be theirs is one person, known by the first of the contacts.
                var person = row.Links == 0 ? row.Contact : (await LinkStore.ReachAsync(session, row.Contact, controller)).Min(StringComparer.Ordinal)!;
                recipients.Add(row.Read(Protection, person));
            }
            return new RecipientPage(recipients, contacts.Count == 0 ? null : Guid.Parse(contacts[^1]), contacts.Count);
        },
        cancel);

    public Task<bool> IsAwaitedAsync(ItemKey item, DateTimeOffset by, CancellationToken cancel)
        => database.AskAsync(async session => await session.CountAsync(AwaitedSql, new { item = $"{item}", now = by.Ms() }) > 0, cancel);

    public Task<IReadOnlyDictionary<string, int>> CountAsync(Audience audience, CancellationToken cancel) => database.AskAsync<IReadOnlyDictionary<string, int>>(
        async session =>
        {
            var (_, isMember, list, item) = WordsOf(audience);
            var begun = audience is Audience.Subscribers
                ? "SELECT s.contact_id FROM consents s WHERE s.list = @list AND s.withdrawn_at IS NULL"
                : "SELECT a.contact_id FROM acts a WHERE a.item = @item AND a.kind = 'rsvp'";
            return (await session.QueryAsync<(string Network, long Count)>(
                    $"SELECT i.network AS Network, count(DISTINCT c.id) AS Count FROM contacts c JOIN identities i ON i.contact_id = c.id WHERE c.id IN ({begun}) AND c.controller_id = @controller AND {isMember} GROUP BY i.network",
                    new { list, item, controller, by = Ever }))
                .ToDictionary(row => row.Network, row => (int)row.Count, StringComparer.Ordinal);
        },
        cancel);

    public Task<IReadOnlyDictionary<string, int>> ListsAsync(CancellationToken cancel) => database.AskAsync<IReadOnlyDictionary<string, int>>(
        async session => (await session.QueryAsync<(string List, long Count)>(
                "SELECT list AS List, count(DISTINCT contact_id) AS Count FROM consents WHERE withdrawn_at IS NULL AND controller_id = @controller GROUP BY list ORDER BY list", new { controller }))
            .ToDictionary(row => row.List, row => (int)row.Count, StringComparer.Ordinal),
        cancel);

    public Task<int> AdvanceAsync(Advance advance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(advance);
        return database.WriteAsync(
            async session =>
            {
                // Somebody may have called it off since the page was read.
                if (await session.FirstAsync<BroadcastRow>($"{BroadcastRow.Select} WHERE b.number = @Number AND b.controller_id = @controller AND b.state = 'running'", new { advance.Number, controller }) is not { } row)
                {
                    return 0;
                }
                var members = await MembersAsync(session, row.Read(), advance);
                var drafted = (await Ledger.DraftAsync(session, [.. advance.Drafts.Where(draft => members.Contains($"{draft.Person}"))], Actor.System, advance.At)).Count(draft => draft.IsNew);
                await session.ExecuteAsync(
                    """
                    UPDATE broadcasts SET cursor = @cursor, drafted = drafted + @drafted, passed_over = passed_over + @passed, state = CASE WHEN @last = 1 THEN 'expanded' ELSE state END,
                      ended_at = CASE WHEN @last = 1 THEN @now ELSE ended_at END WHERE number = @Number
                    """,
                    new { advance.Number, cursor = advance.Cursor is { } at ? $"{at}" : null, drafted, passed = advance.Contacts - drafted, last = advance.IsLast ? 1 : 0, now = advance.At.Ms() });
                return drafted;
            },
            cancel);
    }

    public Task<Membership?> MembershipAsync(Guid delivery, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            if (await session.FirstAsync<MemberRow>(MembershipSql, new { delivery = Ids.Text(delivery) }) is not { } row || await FindAsync(session, row.Number) is not { } broadcast)
            {
                return null;
            }
            var (_, isMember, list, item) = WordsOf(broadcast.Audience);
            var member = await session.CountAsync($"SELECT count(*) FROM contacts c JOIN identities i ON i.contact_id = c.id WHERE i.id = @Identity AND {isMember}", new { row.Identity, list, item, by = Ever }) > 0;
            return new Membership(broadcast, member, ContactKeys.States.Read(row.ContactState), ContactKeys.Ages.Read(row.Age), row.Blocked == 1);
        },
        cancel);

    private static async Task<Broadcast?> FindAsync(Session session, long number) => (await session.FirstAsync<BroadcastRow>($"{BroadcastRow.Select} WHERE b.number = @number", new { number }))?.Read();

    // Who has left since the page was read gets nothing: asked in the transaction that would write it. Nor does whoever answered after a reminder was made: they know.
    private static async Task<HashSet<string>> MembersAsync(Session session, Broadcast broadcast, Advance advance)
    {
        var (_, isMember, list, item) = WordsOf(broadcast.Audience);
        return (await session.QueryRowsAsync<string, string>(
                RowShapes.Keys, advance.Drafts.Select(draft => $"{draft.Person}"), table => $"SELECT i.id FROM identities i JOIN contacts c ON c.id = i.contact_id WHERE i.id IN (SELECT r.key FROM {table}) AND {isMember}", new { list, item, by = broadcast.MadeAt.Ms() }))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static (string Next, string IsMember, string List, string Item) WordsOf(Audience audience) => audience switch
    {
        Audience.Subscribers subscribers => (RecipientRow.NextSubscribersSql, RecipientRow.IsSubscriberSql, subscribers.Name, ""),
        Audience.Attendees attendees => (RecipientRow.NextAttendeesSql, RecipientRow.IsAttendeeSql, "", $"{attendees.Event}"),
        _ => throw new InvalidOperationException($"Nobody knows who {audience.GetType().Name} are."),
    };

    private sealed class MemberRow
    {
        public long Number { get; init; }

        public string ContactState { get; init; } = "";

        public string Age { get; init; } = "";

        public long Blocked { get; init; }

        public string Identity { get; init; } = "";
    }
}
