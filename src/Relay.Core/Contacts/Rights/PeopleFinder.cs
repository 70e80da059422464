using Relay.Core.Contacts.Suppressions;
using Relay.Core.Ids;

namespace Relay.Core.Contacts.Rights;

/// <summary>Finds somebody by whatever they wrote of themself: an id of ours, its end or its beginning, an account as <c>telegram:7000000001</c>, an address, a number or a name. Reads only.</summary>
/// <param name="search">Where people are kept.</param>
/// <param name="contacts">The same, by their hashes.</param>
/// <param name="suppressions">Who is to be left alone.</param>
/// <param name="records">What people wrote who are no contacts.</param>
/// <param name="keys">The keys of those hashes.</param>
/// <param name="networks">Keys of the networks that accounts may be of.</param>
public sealed class PeopleFinder(IPeopleSearch search, IContactStore contacts, ISuppressionStore suppressions, IContactRecords records, IPeopleKeyFile keys, IReadOnlyCollection<string> networks)
{
    /// <summary>Fewest characters of a name.</summary>
    public const int Shortest = 3;

    /// <summary>The account that was written as <c>telegram:7000000001</c>; null when it was none.</summary>
    public ContactPoint? AccountOf(string asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Trim().Split(':', 2) is [var network, var id] && networks.Contains(network) && !string.IsNullOrWhiteSpace(id) ? ContactPoint.OfNetwork(network, id) : null;
    }

    /// <summary>Whose account that is, and how many things that it wrote are kept.</summary>
    /// <exception cref="PeopleKeyException">When the keys can't be read.</exception>
    public async Task<(FoundPerson? Found, int Words)> OfAccountAsync(ContactPoint account, CancellationToken cancel)
    {
        if (keys.Read()?.Hashes(account) is not { } hashes)
        {
            return (null, 0);
        }
        var found = await contacts.FindIdentityAsync(hashes, cancel) is { } identity && ShortId.TryRead($"{identity.Contact}", out var whole) ? await search.ByIdAsync(whole, 1, cancel) : [];
        return (found.Count > 0 ? found[0] : null, await records.CountWordsAsync(hashes, cancel));
    }

    /// <summary>Who was found, and why nobody else may be kept by what was asked.</summary>
    /// <param name="asked">Trimmed.</param>
    /// <param name="limit">Most people.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PeopleKeyException">When the keys can't be read.</exception>
    public async Task<(IReadOnlyList<FoundPerson> Found, IReadOnlyList<Suppression> LeftAlone)> FindAsync(string asked, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var found = new List<FoundPerson>();
        if (ShortId.TryRead(asked, out var id))
        {
            found.AddRange(await search.ByIdAsync(id, limit, cancel));
        }
        var points = PointsOf(asked);
        var hashes = keys.Read() is { } known ? points.SelectMany(known.Hashes).ToList() : [];
        if (hashes.Count > 0 && await contacts.FindIdentityAsync(hashes, cancel) is { } identity)
        {
            found.AddRange(ShortId.TryRead($"{identity.Contact}", out var whole) ? await search.ByIdAsync(whole, 1, cancel) : []);
        }
        foreach (var point in points.Where(point => point.Channel is ContactPoint.MailChannel or ContactPoint.PhoneChannel))
        {
            found.AddRange(await search.ByPointAsync(point, limit, cancel));
        }
        if (asked.Length >= Shortest && asked.Any(char.IsLetter))
        {
            found.AddRange(await search.ByNameAsync(asked, limit, cancel));
        }
        return ([.. found.DistinctBy(person => person.Id).Take(limit)], await suppressions.FindAsync(hashes, cancel));
    }

    private List<ContactPoint> PointsOf(string asked)
    {
        var points = new List<ContactPoint>();
        if (AccountOf(asked) is { } account)
        {
            points.Add(account);
        }
        else if (asked.Length > 0 && asked.All(char.IsAsciiDigit))
        {
            points.AddRange(networks.Select(key => ContactPoint.OfNetwork(key, asked)));
        }
        if (ContactPoint.OfMail(asked) is { } mail)
        {
            points.Add(mail);
        }
        if (ContactPoint.OfPhone(asked) is { } phone)
        {
            points.Add(phone);
        }
        return points;
    }
}
