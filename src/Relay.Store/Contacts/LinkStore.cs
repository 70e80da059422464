using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>Which accounts belong to one person, in the store.</summary>
internal sealed class LinkStore(Database database, ContactStore contacts, string controller) : ILinkStore
{
    internal const string ReachSql = """
        WITH RECURSIVE near (id) AS (
          SELECT i.id FROM identities i WHERE i.contact_id = @contact AND i.controller_id = @controller
          UNION
          SELECT CASE WHEN l.one_id = near.id THEN l.other_id ELSE l.one_id END FROM near JOIN identity_links l ON (l.one_id = near.id OR l.other_id = near.id) WHERE l.undone_at IS NULL
        )
        SELECT DISTINCT i.contact_id FROM near JOIN identities i ON i.id = near.id
        """;

    // Two statements, since PostgreSQL answers an OR over two lists by reading the whole table.
    internal const string OfContactSql = $"""
        {Select} JOIN identities i ON i.id = l.one_id WHERE i.contact_id = @contact AND i.controller_id = @controller
        UNION
        {Select} JOIN identities i ON i.id = l.other_id WHERE i.contact_id = @contact AND i.controller_id = @controller
        """;

    internal const string CodeSql = """
        SELECT i.id AS Identity, i.contact_id AS Contact, i.network AS Network FROM link_codes c JOIN identities i ON i.id = c.identity_id
        WHERE c.hash = @hash AND c.until > @now AND i.controller_id = @controller
        """;

    private const string Select = "SELECT l.id AS Id, l.one_id AS One, l.other_id AS Other, l.gesture AS Gesture, l.made_at AS MadeAt, l.undone_at AS UndoneAt FROM identity_links l";

    public Task KeepCodeAsync(string hash, Guid identity, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("DELETE FROM link_codes WHERE until <= @now", new { now = now.Ms() });
            await session.ExecuteAsync(
                "INSERT INTO link_codes (identity_id, hash, until) VALUES (@id, @hash, @until) ON CONFLICT (identity_id) DO UPDATE SET hash = excluded.hash, until = excluded.until",
                new { id = $"{identity}", hash, until = until.Ms() });
        },
        cancel);

    public Task<CodeOwner?> FindCodeAsync(string hash, DateTimeOffset now, CancellationToken cancel)
        => database.AskAsync(async session => (await session.FirstAsync<OwnerRow>(CodeSql, new { hash, now = now.Ms(), controller }))?.Read(), cancel);

    public Task<Link?> RedeemAsync(string hash, Guid identity, IReadOnlyCollection<KeyedHash> points, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            if (await session.FirstAsync<OwnerRow>(CodeSql, new { hash, now = now.Ms(), controller }) is not { } owner)
            {
                return null;
            }
            var given = owner.Read().Identity;
            var (link, isNew) = await LinkAsync(session, given, identity, LinkGesture.Code, points, actor, now);
            if (isNew || given == identity)
            {
                await session.ExecuteAsync("DELETE FROM link_codes WHERE hash = @hash", new { hash });
            }
            return link;
        },
        cancel);

    public Task<Link?> LinkAsync(Guid one, Guid other, LinkGesture gesture, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(async session => (await LinkAsync(session, one, other, gesture, [], actor, now)).Link, cancel);

    public Task<bool> UndoAsync(Guid link, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var undone = await session.ExecuteAsync(
                "UPDATE identity_links SET undone_at = @now WHERE id = @id AND controller_id = @controller AND undone_at IS NULL", new { now = now.Ms(), id = $"{link}", controller }) > 0;
            if (undone)
            {
                session.Audit(now, actor, "identity.unlinked", $"{link}");
            }
            return undone;
        },
        cancel);

    public Task<IReadOnlyList<Link>> OfAsync(Guid contact, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Link>>(
        async session => [.. (await session.QueryAsync<Row>(OfContactSql, new { contact = $"{contact}", controller })).Select(row => row.Read()).OrderBy(link => link.MadeAt).ThenBy(link => link.Id)],
        cancel);

    public Task<IReadOnlyList<Guid>> ReachAsync(Guid contact, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Guid>>(
        async session => [.. (await ReachAsync(session, $"{contact}", controller)).Select(Guid.Parse)],
        cancel);

    /// <summary>The contact first, then all that standing links lead to, in the caller's transaction.</summary>
    internal static async Task<IReadOnlyList<string>> ReachAsync(Session session, string contact, string controller)
        => [contact, .. (await session.QueryAsync<string>(ReachSql, new { contact, controller })).Where(id => id != contact).Order(StringComparer.Ordinal)];

    private async Task<(Link? Link, bool IsNew)> LinkAsync(WriteSession session, Guid one, Guid other, LinkGesture gesture, IReadOnlyCollection<KeyedHash> points, Actor actor, DateTimeOffset now)
    {
        var ends = new { one = $"{one}", other = $"{other}", controller };
        if (one == other || await session.CountAsync("SELECT count(*) FROM identities WHERE id IN (@one, @other) AND controller_id = @controller", ends) < 2)
        {
            return (null, false);
        }
        var standing = await session.FirstAsync<Row>($"{Select} WHERE ((l.one_id = @one AND l.other_id = @other) OR (l.one_id = @other AND l.other_id = @one)) AND l.undone_at IS NULL", ends);
        var link = standing?.Read() ?? new Link(Guid.CreateVersion7(now), one, other, gesture, now);
        if (standing is null)
        {
            await session.ExecuteAsync(
                "INSERT INTO identity_links (id, controller_id, one_id, other_id, gesture, made_at) VALUES (@id, @controller, @one, @other, @gesture, @now)",
                new { id = $"{link.Id}", controller, ends.one, ends.other, gesture = ContactKeys.Gestures[gesture], now = now.Ms() });
            session.Audit(now, actor, "identity.linked", ends.one, ends.other);
            await contacts.EvenOutAsync(session, (await session.FirstAsync<string>("SELECT contact_id FROM identities WHERE id = @one", ends))!, points, actor, now);
        }
        return (link, standing is null);
    }

    private sealed class OwnerRow
    {
        public string Identity { get; init; } = "";

        public string Contact { get; init; } = "";

        public string Network { get; init; } = "";

        public CodeOwner Read() => new(Guid.Parse(Identity), Guid.Parse(Contact), Network);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string One { get; init; } = "";

        public string Other { get; init; } = "";

        public string Gesture { get; init; } = "";

        public long MadeAt { get; init; }

        public long? UndoneAt { get; init; }

        public Link Read() => new(Guid.Parse(Id), Guid.Parse(One), Guid.Parse(Other), ContactKeys.Gestures.Read(Gesture), Instant.At(MadeAt), Instant.At(UndoneAt));
    }
}
