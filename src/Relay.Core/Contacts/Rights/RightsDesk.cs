using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Deliveries.Answers;

namespace Relay.Core.Contacts.Rights;

/// <summary>Carries out what a person may demand (Art. 17, 21): an erasure takes everything and leaves a keyed hash, an opposition ends every message. Thread-safe.</summary>
public sealed class RightsDesk(ContactBook book, IContactStore contacts, ILinkStore links, IAnswerStore answers, TimeProvider time)
{
    /// <summary>Erases a person with every account that the person has linked: words, acts, yeses, links, what waits to leave and what left. Cut off half-way, it is whole once it is asked for again.</summary>
    /// <returns>How many contacts are gone, linked ones included; 0 when there is none.</returns>
    /// <exception cref="Suppressions.PeopleKeyException">When a key is gone.</exception>
    public async Task<int> EraseAsync(Guid contact, Actor actor, CancellationToken cancel)
    {
        if (await contacts.FindAsync(contact, cancel) is null)
        {
            return 0;
        }
        var reached = await links.ReachAsync(contact, cancel);
        var accounts = new List<Identity>();
        foreach (var id in reached)
        {
            accounts.AddRange(await contacts.IdentitiesAsync(id, cancel));
        }
        await ForgetAnswersAsync(accounts, actor, cancel); // while it is known to whom they went
        await book.MoveAsync(contact, ContactCause.Erasure, [], null, actor, cancel);
        await ForgetAnswersAsync(accounts, actor, cancel); // what was drafted meanwhile: from now on nothing more is
        return reached.Count;
    }

    /// <summary>Ends every message to a person, on every account that the person has linked.</summary>
    /// <returns>Where the person stands then; null when there is none.</returns>
    /// <exception cref="Suppressions.PeopleKeyException">When a key is gone.</exception>
    public Task<ContactState?> OpposeAsync(Guid contact, Actor actor, CancellationToken cancel) => book.MoveAsync(contact, ContactCause.Stop, [], null, actor, cancel);

    private async Task ForgetAnswersAsync(IEnumerable<Identity> accounts, Actor actor, CancellationToken cancel)
    {
        foreach (var account in accounts.Where(account => account.ExternalId is not null))
        {
            await answers.ForgetAsync(account.Network, account.ExternalId!, actor, time.GetUtcNow(), cancel);
        }
    }
}
