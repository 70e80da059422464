using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;

namespace Relay.Core.Broadcasts;

/// <summary>Broadcasts in the store, and the people that they go to, a page at a time. Each write is durable, with its line in the audit, when its task ends.</summary>
public interface IBroadcastStore
{
    /// <summary>Keeps a new broadcast; what has the same key is the same one, for ever. Whether a list may have news (<see cref="BroadcastConduct.RequireRest"/>) is asked in the same transaction.</summary>
    /// <param name="key">What makes it the same.</param>
    /// <param name="broadcast">Its number is given here.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BroadcastRefusedException">When the list has had its share.</exception>
    Task<KeptBroadcast> KeepAsync(string key, Broadcast broadcast, Actor actor, CancellationToken cancel);

    /// <summary>Those that have not come to their end, the oldest first.</summary>
    Task<IReadOnlyList<Broadcast>> RunningAsync(CancellationToken cancel);

    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<Broadcast>> ListAsync(int limit, CancellationToken cancel);

    /// <summary>One; null when there is none of that number.</summary>
    Task<Broadcast?> FindAsync(long number, CancellationToken cancel);

    /// <summary>What was made for an audience since an instant, the newest first; without what was called off before anybody had it.</summary>
    Task<IReadOnlyList<Broadcast>> SentSinceAsync(Audience audience, DateTimeOffset since, CancellationToken cancel);

    /// <summary>The next people of an audience, in the order of their ids; costs the page, whatever the audience.</summary>
    /// <param name="audience">Which.</param>
    /// <param name="after">The last contact of the page before; null for the first page.</param>
    /// <param name="limit">Most contacts.</param>
    /// <param name="cancel">Gives up.</param>
    Task<RecipientPage> RecipientsAsync(Audience audience, Guid? after, int limit, CancellationToken cancel);

    /// <summary>Whether somebody means to come to an event who said so by an instant.</summary>
    Task<bool> IsAwaitedAsync(ItemKey item, DateTimeOffset by, CancellationToken cancel);

    /// <summary>How many people an audience has now, by network.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(Audience audience, CancellationToken cancel);

    /// <summary>Names of the lists that somebody is subscribed to now, with how many.</summary>
    Task<IReadOnlyDictionary<string, int>> ListsAsync(CancellationToken cancel);

    /// <summary>Writes the deliveries of a page and how far the broadcast is, at once. Of those who are not of the audience any more, and once it is called off, nothing is written.</summary>
    /// <returns>How many deliveries are new.</returns>
    Task<int> AdvanceAsync(Advance advance, CancellationToken cancel);

    /// <summary>Calls it off: what has not left never will.</summary>
    /// <returns>How many deliveries that ended; null when there is none of that number.</returns>
    Task<int?> CancelAsync(long number, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>What became of its deliveries so far, by state.</summary>
    Task<IReadOnlyDictionary<DeliveryState, int>> TallyAsync(long number, CancellationToken cancel);

    /// <summary>How many deliveries of a priority wait for an account and could leave by an instant. Costs what waits.</summary>
    Task<int> WaitingAsync(string account, Priority priority, DateTimeOffset by, CancellationToken cancel);

    /// <summary>How the person of a delivery stands to its broadcast now; null when either is gone.</summary>
    Task<Membership?> MembershipAsync(Guid delivery, CancellationToken cancel);
}

/// <summary>A broadcast as kept.</summary>
/// <param name="Broadcast">The first one's, whoever asks again.</param>
/// <param name="IsNew">Whether it was made now.</param>
public sealed record KeptBroadcast(Broadcast Broadcast, bool IsNew);

/// <summary>How far a broadcast has come.</summary>
/// <param name="Number">Whose.</param>
/// <param name="Drafts">The deliveries of the page, admitted.</param>
/// <param name="Cursor">The last contact of the page; null when there was none.</param>
/// <param name="Contacts">How many contacts the page had: those without a delivery of their own are counted as passed over.</param>
/// <param name="IsLast">Whether nobody comes after.</param>
/// <param name="At">The present.</param>
public sealed record Advance(long Number, IReadOnlyList<AnswerDraft> Drafts, Guid? Cursor, int Contacts, bool IsLast, DateTimeOffset At);

/// <summary>How somebody stands to a broadcast at this moment.</summary>
/// <param name="Broadcast">Which.</param>
/// <param name="IsMember">Whether the person is of the audience.</param>
/// <param name="State">Where the person stands.</param>
/// <param name="Age">As far as told.</param>
/// <param name="IsBlocked">The person has blocked us there.</param>
public sealed record Membership(Broadcast Broadcast, bool IsMember, Contacts.ContactState State, Contacts.AgeBand Age, bool IsBlocked);
