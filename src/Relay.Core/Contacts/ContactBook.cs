using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts;

/// <summary>The way to people for everything that has to do with them: hashes, asks the list, knows how long, and leaves the rest to the store. Thread-safe.</summary>
/// <param name="contacts">Where they are kept.</param>
/// <param name="links">Which accounts are one person's.</param>
/// <param name="list">Whom not to write to.</param>
/// <param name="rules">How long.</param>
/// <param name="time">The clock.</param>
/// <param name="journal">Where it is noted apart from the store whom it leaves alone; null where no backup is to be outlived.</param>
public sealed class ContactBook(IContactStore contacts, ILinkStore links, SuppressionList list, RetentionRules rules, TimeProvider time, LeftAloneJournal? journal = null)
{
    /// <summary>The account that somebody writes from; null when we know nobody there.</summary>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<Identity?> FindAsync(ContactPoint point, CancellationToken cancel)
        => await list.FindKeysAsync(cancel) is { } keys ? await contacts.FindIdentityAsync(keys.Hashes(point), cancel) : null;

    /// <summary>The account that somebody wrote from, by the hash that stands with the words (<see cref="Inbox.Arrivals.Author.Key"/>): whom to write to, where the words alone do not tell. Null when we know nobody there.</summary>
    public Task<Identity?> FindAsync(KeyedHash author, CancellationToken cancel) => contacts.FindIdentityAsync([author], cancel);

    /// <summary>Keeps somebody who wrote in private, for as long as the act is kept. Who had said STOP is met as somebody who had.</summary>
    /// <returns>Null for somebody who was erased or has died: nothing is kept of them again, whatever comes in their name. Null too for an act so old that it is kept no longer.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<Identity?> MeetAsync(Correspondent writer, KeptAct act, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(act);
        if (rules.Of(act) <= time.GetUtcNow())
        {
            return null; // read again from a history, perhaps
        }
        var reason = await list.CheckAsync(writer.Point, SuppressionMoment.Import, kind: null, cancel);
        if (reason is SuppressionReason.Erasure or SuppressionReason.Deceased)
        {
            return null;
        }
        var state = reason == SuppressionReason.Objection ? ContactState.Opposed : ContactState.Occasional;
        var hashes = (await list.MakeKeysAsync(cancel)).Hashes(writer.Point);
        return await contacts.MeetAsync(writer, hashes, state, state == ContactState.Occasional ? rules.Of(act) : rules.Until(state, writer.At, []), cancel);
    }

    /// <summary>Moves a person to where a cause leads, with all that follows.</summary>
    /// <param name="contact">Whom.</param>
    /// <param name="cause">Why.</param>
    /// <param name="acts">What the person did, as far as it says how long they are kept.</param>
    /// <param name="consent">The proof that goes with a subscription; null with every other cause.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Where the person stands then; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">When no way leads there.</exception>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<ContactState?> MoveAsync(Guid contact, ContactCause cause, IReadOnlyCollection<KeptAct> acts, Consent? consent, Actor actor, CancellationToken cancel)
        => await contacts.MoveAsync(await PrepareAsync(contact, cause, acts, consent, cancel), actor, cancel);

    /// <summary>The move, for whoever writes it in a commit of its own.</summary>
    /// <inheritdoc cref="MoveAsync"/>
    public async Task<ContactMove> PrepareAsync(Guid contact, ContactCause cause, IReadOnlyCollection<KeptAct> acts, Consent? consent, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (points, accounts) = await ReachAsync(contact, cancel);
        if (journal is not null)
        {
            await journal.NoteAsync(contact, cause, points, now, cancel); // before the store: a backup that is put back is told
        }
        return new(contact, cause, now, state => rules.Until(state, now, acts)) { Consent = consent, Points = points, Accounts = accounts };
    }

    /// <summary>Somebody no longer lets us write: an opposition (DP-18), unless that person has done something since. Of somebody whom we don't know, nothing is kept.</summary>
    /// <param name="point">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task LeaveAsync(ContactPoint point, DateTimeOffset at, CancellationToken cancel)
    {
        if (await FindAsync(point, cancel) is { } identity && await contacts.FindAsync(identity.Contact, cancel) is { } contact && contact.LastActAt <= at && !ContactTransitions.Wins(contact.State))
        {
            await contacts.MoveAsync(await PrepareAsync(contact.Id, ContactCause.Stop, [], null, cancel) with { BlockedOn = identity.Id }, new(ActorKind.Person, $"{identity.Id}"), cancel);
        }
    }

    /// <summary>Hashes of the addresses and numbers of people and of the accounts that are proven to be theirs.</summary>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<IReadOnlyCollection<KeyedHash>> PointsAsync(IEnumerable<Guid> people, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(people);
        var points = new HashSet<KeyedHash>();
        foreach (var contact in people)
        {
            points.UnionWith((await ReachAsync(contact, cancel)).Points);
        }
        return points;
    }

    /// <summary>Notes apart from the store whom a link that was just made leaves alone; nothing for everybody else. After the store, which alone can tell: cut off in between, it is called again.</summary>
    /// <param name="contact">One of those who are linked.</param>
    /// <param name="points">Hashes of their addresses and numbers.</param>
    /// <param name="cancel">Gives up before anything is noted.</param>
    public async Task NoteLinkAsync(Guid contact, IReadOnlyCollection<KeyedHash> points, CancellationToken cancel)
    {
        if (journal is null || (await contacts.FindAsync(contact, cancel))?.State is not { } state)
        {
            return;
        }
        ContactCause? cause = state switch
        {
            ContactState.Opposed => ContactCause.Stop,
            ContactState.Minor => ContactCause.MinorAge,
            ContactState.Deceased => ContactCause.Death,
            _ => null,
        };
        if (cause is { } known)
        {
            await journal.NoteAsync(contact, known, points, time.GetUtcNow(), cancel);
        }
    }

    /// <summary>Takes a yes back, or all of them; not a STOP.</summary>
    /// <returns>How many that ended.</returns>
    public Task<int> WithdrawAsync(Guid contact, string? named, IReadOnlyCollection<KeptAct> acts, Actor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return contacts.WithdrawAsync(contact, named, state => rules.Until(state, now, acts), actor, now, cancel);
    }

    /// <summary>Addresses and numbers of a person and of the accounts that are proven to be theirs, hashed; and those accounts, by every key.</summary>
    private async Task<(IReadOnlyCollection<KeyedHash> Points, IReadOnlyCollection<KeyedHash> Accounts)> ReachAsync(Guid contact, CancellationToken cancel)
    {
        var (points, accounts) = (new HashSet<KeyedHash>(), new HashSet<KeyedHash>());
        if (await list.FindKeysAsync(cancel) is not { } keys)
        {
            return (points, accounts);
        }
        foreach (var id in await links.ReachAsync(contact, cancel))
        {
            var details = (await contacts.FindAsync(id, cancel))?.Details;
            foreach (var point in new[] { ContactPoint.OfMail(details?.Mail), ContactPoint.OfPhone(details?.Phone) })
            {
                points.UnionWith(point is null ? [] : [keys.Hash(point)]);
            }
            foreach (var identity in await contacts.IdentitiesAsync(id, cancel))
            {
                accounts.UnionWith(identity.ExternalId is { } external ? keys.Hashes(ContactPoint.OfNetwork(identity.Network, external)) : []);
            }
        }
        return (points, accounts);
    }
}
