using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Store.Contacts;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>Those who answered an invitation, in the store.</summary>
internal sealed class GuestStore(Database database, IProtectSecrets? protection) : IGuestStore
{
    // Who may be told of an event of theirs (Receivable), and can be.
    private const string Reachable = """
          c.state IN ('occasional', 'regular', 'member') AND i.external_id_enc IS NOT NULL AND i.blocked_by_person = 0 AND (i.can_message_until IS NULL OR i.can_message_until > @now)
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        """;

    private const string Select = """
        SELECT g.contact_id AS Contact, g.identity_id AS Identity, g.account AS Account, g.language AS Language, g.told AS Told, g.facts AS Facts, c.territory_code AS Territory, i.network AS Network, i.external_id_enc AS External,
          i.can_message_until AS WritableUntil, a.item AS Item, a.answer AS Answer, a.heads AS Heads, a.number AS Number
        FROM guests g JOIN acts a ON a.item = g.item AND a.kind = 'rsvp' AND a.contact_id = g.contact_id JOIN identities i ON i.id = g.identity_id JOIN contacts c ON c.id = g.contact_id
        """;

    internal const string OthersSql = "SELECT g.facts FROM guests g WHERE g.item = @item AND g.facts <> @facts GROUP BY g.facts";

    internal const string BehindSql = $"{Select} WHERE g.item = @item AND g.facts <> @facts AND g.facts <> '' AND a.answer <> 'no' AND a.number > @after AND {Reachable} ORDER BY a.number LIMIT @limit";

    internal const string UntoldSql = """
        SELECT count(*) FROM guests g JOIN acts a ON a.item = g.item AND a.kind = 'rsvp' AND a.contact_id = g.contact_id WHERE g.item = @item AND g.facts <> @facts AND g.facts <> '' AND a.answer <> 'no'
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        """;

    // News of a move leaves after a seat that was given, in their order; that nothing takes place leaves before both.
    internal const string StaleSql = """
        SELECT d.id FROM guests g JOIN identities i ON i.contact_id = g.contact_id JOIN answers w ON w.person = i.id JOIN deliveries d ON d.id = w.delivery_id
        WHERE g.item = @item AND g.facts <> @facts AND g.facts <> '' AND d.state IN ('queued', 'held')
          AND (substr(w.subject, 1, length(g.contact_id) + length(@name) + 7) = 'news/' || g.contact_id || '/' || @name || '/'
            OR (@seats = 1 AND w.subject IN (SELECT 'seat/' || g.contact_id || '/' || a.number FROM acts a WHERE a.item = g.item AND a.kind = 'rsvp' AND a.contact_id = g.contact_id)))
        """;

    // Since when: the first time after the last other answer.
    internal const string QueueSql = $"""
        {Select} WHERE g.item = @item AND a.answer = 'waitlist' AND {Reachable}
        ORDER BY (SELECT min(w.number) FROM acts w WHERE w.item = a.item AND w.kind = 'rsvp' AND w.contact_id = a.contact_id
          AND w.number > coalesce((SELECT max(o.number) FROM acts o WHERE o.item = a.item AND o.kind = 'rsvp' AND o.contact_id = a.contact_id AND o.answer <> 'waitlist'), 0))
        """;

    public Task<IReadOnlyList<ItemKey>> EventsAsync(CancellationToken cancel) => database.AskAsync<IReadOnlyList<ItemKey>>(
        async session => [.. (await session.QueryAsync<string>("SELECT DISTINCT item FROM guests ORDER BY item")).Select(ItemKey.Parse)],
        cancel);

    public async Task<IReadOnlyList<Guest>> BehindAsync(ItemKey of, string facts, DateTimeOffset now, long after, int limit, CancellationToken cancel)
    {
        var others = await database.AskAsync(session => session.QueryAsync<string>(OthersSql, new { item = $"{of}", facts }), cancel);
        if (others.Count == 0)
        {
            return []; // as nearly always
        }
        if (others.Contains(""))
        {
            await database.WriteAsync(session => session.ExecuteAsync("UPDATE guests SET facts = @facts WHERE item = @item AND facts = ''", new { item = $"{of}", facts }), cancel);
        }
        return await database.AskAsync<IReadOnlyList<Guest>>(
            async session => [.. (await session.QueryAsync<Row>(BehindSql, new { item = $"{of}", facts, now = now.Ms(), after, limit })).Select(Read)], cancel);
    }

    public async Task<int> TakeBackAsync(ItemKey of, string facts, DateTimeOffset now, CancellationToken cancel)
    {
        var args = new { item = $"{of}", facts, name = Core.Conversations.Buttons.Tokens.RefOf(of), seats = ToldFacts.IsOff(facts) ? 1 : 0 };
        var stale = await database.AskAsync(
            async session => (await session.QueryAsync<string>(OthersSql, args)).Count == 0 ? [] : await session.QueryAsync<string>(StaleSql, args), cancel);
        return stale.Count == 0 ? 0 : await database.WriteAsync(
            async session =>
            {
                var taken = await session.ExecuteRowsAsync(
                    RowShapes.Keys, stale,
                    table => $"UPDATE deliveries SET state = 'cancelled', rule = @rule, reason = NULL, next_at = @now WHERE state IN ('queued', 'held') AND id IN (SELECT r.key FROM {table})",
                    new { now = now.Ms(), rule = Core.Planning.Rules.Overtaken });
                if (taken > 0)
                {
                    session.Audit(now, Actor.System, "answers.cancelled", $"{of}", $"{taken} answers");
                }
                return taken;
            },
            cancel);
    }

    public Task<int> UntoldAsync(ItemKey of, string facts, CancellationToken cancel)
        => database.AskAsync(async session => (int)await session.CountAsync(UntoldSql, new { item = $"{of}", facts }), cancel);

    public Task<IReadOnlyList<Guest>> QueueAsync(ItemKey of, DateTimeOffset now, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Guest>>(
        async session => [.. (await session.QueryAsync<Row>(QueueSql, new { item = $"{of}", now = now.Ms() })).Select(Read)], cancel);

    /// <summary>Keeps what a guest was told, in the transaction of what told it, and keeps the answer and the person as long as the event as it is now wants.</summary>
    public static async Task KeepAsync(WriteSession session, Settlement settled)
    {
        if (settled is not { Told: { } told, Contact: { } contact, Identity: { } identity })
        {
            return;
        }
        var args = new
        {
            contact = $"{contact}", identity = $"{identity}", settled.Account, item = $"{told.Item}", language = told.Language, facts = told.Facts, news = told.IsNews ? 1 : 0, until = told.PurgeAfter.Ms(),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO guests (contact_id, item, identity_id, account, language, facts, told, purge_after)
            SELECT i.contact_id, @item, i.id, @Account, @language, @facts, @news, @until FROM identities i WHERE i.id = @identity AND i.contact_id = @contact
            ON CONFLICT (contact_id, item) DO UPDATE SET identity_id = excluded.identity_id, account = excluded.account, language = excluded.language, facts = excluded.facts,
              told = guests.told + excluded.told, purge_after = excluded.purge_after
            """,
            args);
        await session.ExecuteAsync("UPDATE acts SET purge_after = @until WHERE item = @item AND kind = 'rsvp' AND contact_id = @contact AND purge_after < @until", args);
        await session.ExecuteAsync("UPDATE contacts SET purge_after = @until WHERE id = @contact AND purge_after < @until AND state IN ('occasional', 'regular', 'member')", args);
    }

    private Guest Read(Row row) => new(
        Guid.Parse(row.Contact), Guid.Parse(row.Identity), row.Account, row.Network, PersonOf(row), Instant.At(row.WritableUntil), row.Language,
        new(ItemKey.Parse(row.Item), TalkKeys.Answers.Read(row.Answer), (int)(row.Heads ?? 1)), row.Number, (int)row.Told, row.Facts)
    {
        Territory = row.Territory is null ? null : Core.Territories.Territory.Parse(row.Territory),
    };

    private string PersonOf(Row row)
    {
        try
        {
            return (protection ?? throw new InvalidOperationException("A store without protection holds no people.")).Unprotect(IdentityRow.SettingOf(row.Identity), row.External);
        }
        catch (SecretMissingException)
        {
            return ""; // one that can't be read stops no other; UntoldAsync counts it
        }
    }

    private sealed class Row
    {
        public string Contact { get; init; } = "";

        public string Identity { get; init; } = "";

        public string Account { get; init; } = "";

        public string Language { get; init; } = "";

        public string Facts { get; init; } = "";

        public string? Territory { get; init; }

        public long Told { get; init; }

        public string Network { get; init; } = "";

        public string External { get; init; } = "";

        public long? WritableUntil { get; init; }

        public string Item { get; init; } = "";

        public string Answer { get; init; } = "";

        public long? Heads { get; init; }

        public long Number { get; init; }
    }
}
