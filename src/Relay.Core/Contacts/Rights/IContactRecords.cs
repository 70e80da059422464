using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>What stands about a person outside the contact itself.</summary>
public interface IContactRecords
{
    /// <summary>The hashes that the accounts of some contacts are kept by; also of those who are left alone, of whom there is nothing else.</summary>
    Task<IReadOnlyList<KeyedHash>> AccountsAsync(IReadOnlyCollection<Guid> contacts, CancellationToken cancel);

    /// <summary>What has had its time and will be deleted next.</summary>
    Task<DueRecords> DueAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>How many things that some accounts wrote are kept.</summary>
    Task<int> CountWordsAsync(IReadOnlyCollection<KeyedHash> accounts, CancellationToken cancel);

    /// <summary>Deletes what some accounts wrote, with its places on the waiting list; that it was heard stays known. Durable, with its line in the audit, when the task ends.</summary>
    /// <param name="accounts">Every hash that the words may be kept by.</param>
    /// <param name="person">Id at the network, by which payloads are found that were set aside; null where it is not known.</param>
    /// <param name="until">Only what was heard by then.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many.</returns>
    Task<int> ForgetWordsAsync(IReadOnlyCollection<KeyedHash> accounts, string? person, DateTimeOffset until, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Acts of some contacts, what came of their accounts, and what was answered to them.</summary>
    /// <param name="contacts">Ids.</param>
    /// <param name="accounts">Every hash that the accounts' words may be kept by.</param>
    /// <param name="addresses">Network and id there, as far as they are kept.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ContactRecords> ReadAsync(IReadOnlyCollection<Guid> contacts, IReadOnlyCollection<KeyedHash> accounts, IReadOnlyCollection<(string Network, string Person)> addresses, CancellationToken cancel);
}

/// <summary>What has had its time outside of contacts and the inbox.</summary>
/// <param name="Conversations">Acts, places on the waiting list, open questions, marks of conduct, what guests were told and what the party was handed.</param>
/// <param name="Answers">Answers whose words and persons are forgotten.</param>
public sealed record DueRecords(int Conversations, int Answers);
