using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Core.Swarm;

namespace Relay.Core.Conversations.Settling;

/// <summary>What conversations leave in the store. A settlement is one commit, with its lines in the audit (ids, never names); whatever was cut off before it is decided anew and told nobody twice.</summary>
public interface IConversationStore : ILinkKey
{
    /// <summary>Interactions that nothing has become of yet, the first heard first.</summary>
    /// <param name="after">Only those heard after it; null for all.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Interaction>> UnsettledAsync(DateTimeOffset? after, int limit, CancellationToken cancel);

    /// <summary>What is remembered that decides about an interaction.</summary>
    Task<Recollection> RecallAsync(ConductPlace place, Guid? identity, Guid? contact, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The post that something stands under, by any of the ids that the network gave; null when it is none of ours, or could be several.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="remoteIds">Ids of posts, the likeliest first.</param>
    /// <param name="targets">Targets to choose among where ids are counted apart in each (Telegram); null where they are unique.</param>
    /// <param name="cancel">Gives up.</param>
    Task<OwnPost?> FindPostAsync(string network, IReadOnlyList<string> remoteIds, IReadOnlyCollection<string>? targets, CancellationToken cancel);

    /// <summary>What can be come to or supported, the nearest in time first.</summary>
    Task<IReadOnlyList<StoredItem>> OpenItemsAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>How many come to an event by their last answer, one person left out.</summary>
    Task<int> HeadsAsync(ItemKey item, Guid? except, CancellationToken cancel);

    /// <summary>How many wait for a seat at an event by their last answer, one person left out.</summary>
    Task<int> QueuedAsync(ItemKey item, Guid? except, CancellationToken cancel);

    /// <summary>The item that a short name stands for; null when it was never given out.</summary>
    Task<ItemKey?> FindNamedAsync(string name, CancellationToken cancel);

    /// <summary>What a button held under the last private message to somebody on which these words, or their number, stand; null for none, also where an older message had one.</summary>
    /// <param name="account">Id of the account that wrote them.</param>
    /// <param name="person">Id of the person at its network.</param>
    /// <param name="words">As written.</param>
    /// <param name="cancel">Gives up.</param>
    Task<string?> FindButtonAsync(string account, string person, string words, CancellationToken cancel);

    /// <summary>What a copy tells of; null when there is no publication of that id.</summary>
    Task<IReadOnlyList<ItemKey>?> FindCopyAsync(Guid publication, CancellationToken cancel);

    /// <summary>Gives out the short name of an item, so that it is found again.</summary>
    Task NameAsync(ItemKey item, CancellationToken cancel);

    /// <summary>The same key, where it was made; null before. Reads only.</summary>
    /// <exception cref="Channels.SecretMissingException">When it was made and can't be read.</exception>
    byte[]? FindSigningKey();

    /// <summary>Writes a settlement.</summary>
    /// <returns>False when the interaction was settled before, or is gone: nothing was written.</returns>
    Task<bool> SettleAsync(Settlement settlement, CancellationToken cancel);

    /// <summary>The waiting list, the most urgent first.</summary>
    Task<IReadOnlyList<WaitingInteraction>> WaitingAsync(int limit, CancellationToken cancel);

    /// <summary>Deletes what was kept long enough.</summary>
    /// <returns>How many rows.</returns>
    Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>A post of ours.</summary>
/// <param name="Items">What it tells of.</param>
/// <param name="Facts">What was told, as <see cref="Deliveries.Copies.ToldFacts"/> keeps it; null where that was not kept.</param>
public sealed record OwnPost(IReadOnlyList<ItemKey> Items, string? Facts);

/// <summary>What is remembered that decides about an interaction.</summary>
public sealed record Recollection
{
    /// <summary>Nothing is.</summary>
    public static Recollection None { get; } = new();

    /// <summary>We have answered this person in this thread.</summary>
    public bool AnsweredInThread { get; init; }

    /// <summary>We leave this person alone in this thread.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Insults of this person in the last 30 days.</summary>
    public int Insults { get; init; }

    /// <summary>Automatic replies under the post.</summary>
    public int RepliesOnPost { get; init; }

    /// <summary>Automatic answers to this person in private in the last 24 hours.</summary>
    public int AnswersToday { get; init; }

    /// <summary>The last of them; null for none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The person has had the short notice.</summary>
    public bool NoticeGiven { get; init; }

    /// <summary>The person has supported under this post.</summary>
    public bool HasSupported { get; init; }

    /// <summary>Where the private conversation stands; null for none.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>The party has been told that the person wants no message, and of no new yes since.</summary>
    public bool HasOpposed { get; init; }

    /// <summary>The last STOP of the person from this account; null for none in the last two months.</summary>
    public StopMoment? Stopped { get; init; }

    /// <summary>What the person has answered that still counts: the last act on each item, and offers of help and proposals about none, without words.</summary>
    public IReadOnlyList<Act> Standing { get; init; } = [];
}

/// <summary>Somebody waits for a person.</summary>
/// <param name="Interaction">Id of the interaction.</param>
/// <param name="Account">The account that it came for.</param>
/// <param name="Waiting">Why, and by when.</param>
/// <param name="Since">Since when.</param>
public sealed record WaitingInteraction(string Interaction, string Account, Waiting Waiting, DateTimeOffset Since)
{
    /// <summary>Who; null where it was said in public.</summary>
    public Guid? Contact { get; init; }
}
