using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>What stands about a person outside the contact itself. Reads only.</summary>
public interface IContactRecords
{
    /// <summary>The hashes that the accounts of some contacts are kept by; also of those who are left alone, of whom there is nothing else.</summary>
    Task<IReadOnlyList<KeyedHash>> AccountsAsync(IReadOnlyCollection<Guid> contacts, CancellationToken cancel);

    /// <summary>Acts of some contacts, what came of their accounts, and what was answered to them.</summary>
    /// <param name="contacts">Ids.</param>
    /// <param name="accounts">Every hash that the accounts' words may be kept by.</param>
    /// <param name="addresses">Network and id there, as far as they are kept.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ContactRecords> ReadAsync(IReadOnlyCollection<Guid> contacts, IReadOnlyCollection<KeyedHash> accounts, IReadOnlyCollection<(string Network, string Person)> addresses, CancellationToken cancel);
}
