using System.Globalization;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Ids;
using Relay.Store.Engines;

namespace Relay.Store.Contacts.Rights;

/// <summary>Looks for people in the store.</summary>
internal sealed class PeopleSearch(Database database, string controller) : IPeopleSearch
{
    internal const string ByIdSql = "SELECT c.id FROM contacts c WHERE (c.id LIKE @start OR c.id LIKE @end) AND c.controller_id = @controller ORDER BY c.id LIMIT @limit";

    internal const string NamesSql = """
        SELECT i.id AS Id, i.contact_id AS Contact, i.display_name AS Shown, c.given_name AS Given, c.family_name AS Family FROM identities i JOIN contacts c ON c.id = i.contact_id
        WHERE i.id > @after AND i.controller_id = @controller ORDER BY i.id LIMIT @limit
        """;

    private const int Page = 5000;

    private const CompareOptions Alike = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;

    public Task<IReadOnlyList<FoundPerson>> ByIdAsync(ShortId id, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        var (start, end) = (id.Start is null ? "" : $"{id.Start}%", id.End is null ? "" : $"%{id.End}");
        return database.ReadAsync(async session => await ShownAsync(session, await session.QueryAsync<string>(ByIdSql, new { start, end, controller, limit })), cancel);
    }

    public Task<IReadOnlyList<FoundPerson>> ByPointAsync(ContactPoint point, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(point);
        var column = point.Channel switch
        {
            ContactPoint.MailChannel => "email",
            ContactPoint.PhoneChannel => "phone_e164",
            _ => throw new ArgumentException("An account is found by its hash.", nameof(point)),
        };
        return database.ReadAsync(
            async session => await ShownAsync(session, await session.QueryAsync<string>($"SELECT c.id FROM contacts c WHERE c.{column} = @value AND c.controller_id = @controller ORDER BY c.id LIMIT @limit", new { value = point.Value, controller, limit })),
            cancel);
    }

    public Task<IReadOnlyList<FoundPerson>> ByNameAsync(string name, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<FoundPerson>>(
        async session =>
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            var (after, more) = ("", true);
            while (more && names.Count < limit)
            {
                var rows = await session.QueryAsync<NameRow>(NamesSql, new { after, controller, limit = Page });
                (after, more) = (rows.Count > 0 ? rows[^1].Id : after, rows.Count == Page);
                foreach (var row in rows)
                {
                    var known = new[] { row.Shown, string.Join(' ', new[] { row.Given, row.Family }.Where(part => part is not null)) };
                    if (known.FirstOrDefault(one => one is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(one, name, Alike) >= 0) is { } hit)
                    {
                        names.TryAdd(row.Contact, hit);
                    }
                }
            }
            var found = await ShownAsync(session, [.. names.Keys.Order(StringComparer.Ordinal).Take(limit)]);
            return [.. found.Select(person => person with { Name = names[$"{person.Id}"] })];
        },
        cancel);

    private static async Task<IReadOnlyList<FoundPerson>> ShownAsync(Session session, IReadOnlyList<string> ids)
    {
        var found = new List<FoundPerson>();
        foreach (var id in ids)
        {
            var row = (await session.FirstAsync<PersonRow>("SELECT c.state AS State, c.created_at AS MetAt FROM contacts c WHERE c.id = @id", new { id }))!;
            found.Add(new(Guid.Parse(id), ContactKeys.States.Read(row.State), await session.QueryAsync<string>("SELECT DISTINCT i.network FROM identities i WHERE i.contact_id = @id ORDER BY i.network", new { id }), Instant.At(row.MetAt)));
        }
        return found;
    }

    private sealed class NameRow
    {
        public string Id { get; init; } = "";

        public string Contact { get; init; } = "";

        public string? Shown { get; init; }

        public string? Given { get; init; }

        public string? Family { get; init; }
    }

    private sealed class PersonRow
    {
        public string State { get; init; } = "";

        public long MetAt { get; init; }
    }
}
