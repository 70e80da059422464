using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Carries out what a person may demand (Art. 17, 21): an erasure takes everything and leaves a keyed hash, an opposition ends every message. Thread-safe.</summary>
public sealed class RightsDesk(ContactBook book, IContactStore contacts, IContactRecords records, ILinkStore links, ILeftAloneLog log, IPeopleKeyFile keys, TimeProvider time)
{
    /// <summary>Erases a person with every account that the person has linked: words, acts, yeses, links, what waits to leave and what left. At once or not at all; cut off before, it is done at the next start. Nothing is drafted for that person from then on.</summary>
    /// <returns>How many contacts are gone, linked ones included; 0 when there is none.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone, or the log of those who are left alone can't be written: nothing is erased then.</exception>
    public async Task<int> EraseAsync(Guid contact, Actor actor, CancellationToken cancel)
    {
        if (await contacts.FindAsync(contact, cancel) is null)
        {
            return 0;
        }
        var reached = await links.ReachAsync(contact, cancel);
        var accounts = new List<Identity>();
        var points = new List<ContactPoint>();
        foreach (var id in reached)
        {
            accounts.AddRange(await contacts.IdentitiesAsync(id, cancel));
            var details = (await contacts.FindAsync(id, cancel))?.Details;
            points.AddRange(new[] { ContactPoint.OfMail(details?.Mail), ContactPoint.OfPhone(details?.Phone) }.OfType<ContactPoint>());
        }
        points.AddRange(accounts.Where(account => account.ExternalId is not null).Select(account => ContactPoint.OfNetwork(account.Network, account.ExternalId!)));
        // Before the store: a copy made from now on, or put back, is told.
        IEnumerable<KeyedHash> hashes = [.. await records.AccountsAsync(reached, cancel), .. keys.Read() is { } known ? points.SelectMany(known.Hashes) : []];
        log.Add([.. hashes.Distinct().Select(hash => new LeftAlone(hash, LeftAloneWord.Erased, time.GetUtcNow()))]);
        await book.MoveAsync(contact, ContactCause.Erasure, [], null, actor, cancel);
        return reached.Count;
    }

    /// <summary>Ends every message to a person, on every account that the person has linked.</summary>
    /// <returns>Where the person stands then; null when there is none.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public Task<ContactState?> OpposeAsync(Guid contact, Actor actor, CancellationToken cancel) => book.MoveAsync(contact, ContactCause.Stop, [], null, actor, cancel);

    /// <summary>Carries out what a person of the federation has decided about somebody: that a pause or a block is over, a block, or a death that was reported, which reaches every linked account.</summary>
    /// <returns>Where the person stands then; null when there is none, or nothing that could be over.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<ContactState?> DecideAsync(Guid contact, ContactCause cause, Actor actor, CancellationToken cancel)
        => await contacts.FindAsync(contact, cancel) is not { } known || (cause == ContactCause.Release && known.State is not (ContactState.Paused or ContactState.Blocked))
            ? null
            : await book.MoveAsync(contact, cause, [], null, actor, cancel);

    /// <summary>Erases what somebody wrote who is no contact, in public or ever: words and name as shown, as far as they are kept.</summary>
    /// <returns>How many things that were written.</returns>
    /// <exception cref="PeopleKeyException">When the keys can't be read, or the log of those who are left alone can't be written: nothing is erased then.</exception>
    public async Task<int> ForgetAsync(ContactPoint account, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (keys.Read() is not { } known)
        {
            return 0;
        }
        var (hashes, now) = (known.Hashes(account), time.GetUtcNow());
        log.Add([.. hashes.Select(hash => new LeftAlone(hash, LeftAloneWord.Forgotten, now))]);
        return await records.ForgetWordsAsync(hashes, account.Value, now, actor, now, cancel);
    }

    /// <summary>The same again, of what a restored backup has brought back.</summary>
    internal Task<int> ForgetAgainAsync(LeftAlone word, CancellationToken cancel)
        => time.GetUtcNow() - word.At > LeftAloneTerms.OfNoUseAfter ? Task.FromResult(0) : records.ForgetWordsAsync([word.Hash], null, word.At, Actor.System, time.GetUtcNow(), cancel);
}
