using Relay.Core.Audit;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Items;

namespace Relay.Core.Contacts;

/// <summary>People in the store. Each write is durable, with its line in the audit (ids, never names), when its task ends. A look-up costs as much with a million people as with ten.</summary>
public interface IContactStore
{
    /// <summary>The account on a network that one of these hashes stands for; null when there is none.</summary>
    Task<Identity?> FindIdentityAsync(IReadOnlyCollection<KeyedHash> hashes, CancellationToken cancel);

    /// <summary>A person; null when there is none.</summary>
    Task<Contact?> FindAsync(Guid id, CancellationToken cancel);

    /// <summary>A person's accounts, the oldest first.</summary>
    Task<IReadOnlyList<Identity>> IdentitiesAsync(Guid contact, CancellationToken cancel);

    /// <summary>Everything that a person said yes to, also what was taken back, the oldest first.</summary>
    Task<IReadOnlyList<Consent>> ConsentsAsync(Guid contact, CancellationToken cancel);

    /// <summary>Keeps somebody who wrote in private, in the state <paramref name="state"/> when it is the first time; a known one keeps its state, and its name and window become those of now.</summary>
    /// <param name="writer">Who.</param>
    /// <param name="hashes">Every hash the person may be kept by, that of the newest key first.</param>
    /// <param name="state">For a first time: Occasional, or Opposed for somebody who had said STOP.</param>
    /// <param name="purgeAfter">For a first time; the later of both counts for a known person who may still be kept.</param>
    /// <param name="cancel">Ends it.</param>
    Task<Identity> MeetAsync(Correspondent writer, IReadOnlyList<KeyedHash> hashes, ContactState state, DateTimeOffset purgeAfter, CancellationToken cancel);

    /// <summary>Keeps what a person told, in place of what was there.</summary>
    /// <returns>False when there is no such person, or one of whom nothing is kept any more.</returns>
    Task<bool> KeepDetailsAsync(Guid id, ContactDetails details, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Moves a person to where a cause leads (<see cref="ContactTransitions"/>), with all that follows in the same commit: a STOP, an erasure, a death, a child and a doubt reach
    /// every linked contact; who is left alone stands on the suppression list and loses what was kept; who is erased is gone, with every word in the inbox.
    /// </summary>
    /// <returns>Where the person stands then; null when there was none.</returns>
    /// <exception cref="InvalidOperationException">When no way leads there.</exception>
    Task<ContactState?> MoveAsync(ContactMove move, Actor actor, CancellationToken cancel);

    /// <summary>Who has had their time.</summary>
    /// <param name="now">The present.</param>
    /// <param name="reviewBefore">Oppositions that have stood untouched since before this are counted.</param>
    /// <param name="cancel">Ends it.</param>
    Task<DuePeople> DueAsync(DateTimeOffset now, DateTimeOffset reviewBefore, CancellationToken cancel);

    /// <summary>Deletes who has had their time, with all that hangs on them; with a child go its words in the inbox. Who is on the list of those who are left alone stays on it.</summary>
    /// <returns>Who it was, by numbers.</returns>
    /// <inheritdoc cref="DueAsync"/>
    Task<DuePeople> PurgeAsync(DateTimeOffset now, DateTimeOffset reviewBefore, CancellationToken cancel);

    /// <summary>Keeps supports of what is still open for longer, and with them who said them: a support ends with its initiative, not with the months since it was said.</summary>
    /// <param name="open">What is open.</param>
    /// <param name="until">Until when, as things stand.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many supports.</returns>
    Task<int> KeepSupportsAsync(IReadOnlyCollection<ItemKey> open, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Takes a yes back.</summary>
    /// <param name="contact">Whose.</param>
    /// <param name="list">Of which list; null for all.</param>
    /// <param name="until">Until when a person in a state is kept.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many yeses that ended.</returns>
    Task<int> WithdrawAsync(Guid contact, string? list, Func<ContactState, DateTimeOffset> until, Actor actor, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>A move of one person.</summary>
/// <param name="Contact">Whom.</param>
/// <param name="Cause">Why.</param>
/// <param name="At">When.</param>
/// <param name="Until">Until when a person in a state is kept.</param>
public sealed record ContactMove(Guid Contact, ContactCause Cause, DateTimeOffset At, Func<ContactState, DateTimeOffset> Until)
{
    /// <summary>The proof that goes with a subscription; null with every other cause.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Hashes of the person's address and number, to be kept with those of the accounts on the list of those who are left alone.</summary>
    public IReadOnlyCollection<KeyedHash> Points { get; init; } = [];

    /// <summary>The account on which the person shut us out (<see cref="Identity.IsBlockedByPerson"/>, until they write again); null with every other cause.</summary>
    public Guid? BlockedOn { get; init; }

    /// <summary>Every hash that what the person wrote may be kept by, whichever key was the newest then: an erasure takes it along.</summary>
    public IReadOnlyCollection<KeyedHash> Accounts { get; init; } = [];
}
