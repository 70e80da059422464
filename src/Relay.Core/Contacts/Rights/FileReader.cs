using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Gathers everything that is kept about a person, whoever's accounts the person has linked included. Reads only.</summary>
public sealed class FileReader(IContactStore contacts, ILinkStore links, IContactRecords records, IAudit audit, IPeopleKeyFile keys)
{
    private const int MostAudit = 100_000;

    /// <summary>The file; null when there is no such person.</summary>
    /// <exception cref="PeopleKeyException">When the keys can't be read.</exception>
    public async Task<ContactFile?> ReadAsync(Guid contact, CancellationToken cancel)
    {
        var parts = new List<ContactOnFile>();
        foreach (var id in await links.ReachAsync(contact, cancel))
        {
            if (await contacts.FindAsync(id, cancel) is { } found)
            {
                parts.Add(new(found, await contacts.IdentitiesAsync(id, cancel), await contacts.ConsentsAsync(id, cancel)));
            }
        }
        if (parts.Count == 0)
        {
            return null;
        }
        List<(string Network, string Person)> addresses = [.. parts.SelectMany(part => part.Identities).Where(identity => identity.ExternalId is not null).Select(identity => (identity.Network, identity.ExternalId!))];
        // By the hash that stands with the account too: it is all that is known of who has said STOP.
        List<KeyedHash> hashes =
        [
            .. await records.AccountsAsync([.. parts.Select(part => part.Contact.Id)], cancel),
            .. keys.Read() is { } known ? addresses.SelectMany(address => known.Hashes(ContactPoint.OfNetwork(address.Network, address.Person))) : [],
        ];
        var entries = new List<AuditEntry>();
        foreach (var subject in parts.SelectMany(part => part.Identities.Select(identity => $"{identity.Id}").Prepend($"{part.Contact.Id}")))
        {
            entries.AddRange(await audit.ReadAsync(subject, MostAudit, cancel));
        }
        return new(
            parts, await links.OfAsync(contact, cancel), await records.ReadAsync([.. parts.Select(part => part.Contact.Id)], hashes, addresses, cancel), [.. entries.OrderBy(entry => entry.At)]);
    }

    /// <summary>What is kept of an account that is no contact's: what it wrote, and what was answered; null when there is nothing.</summary>
    /// <exception cref="PeopleKeyException">When the keys can't be read.</exception>
    public async Task<ContactFile?> ReadPassageAsync(ContactPoint account, CancellationToken cancel)
        => keys.Read()?.Hashes(account) is { } hashes && await records.ReadAsync([], hashes, [], cancel) is { Heard.Count: > 0 } found ? new([], [], found, []) : null;
}
