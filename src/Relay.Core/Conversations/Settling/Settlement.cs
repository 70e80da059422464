using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Core.Swarm;

namespace Relay.Core.Conversations.Settling;

/// <summary>All that becomes of one interaction, written at once or not at all; a second one of the same interaction changes nothing, for ever.</summary>
public sealed record Settlement
{
    /// <summary>Id of the interaction.</summary>
    public required string Interaction { get; init; }

    /// <summary>What is settled once: the interaction, unless its words were changed after it was settled.</summary>
    public string Key { get => field ?? Interaction; init; }

    /// <summary>The account that it came for.</summary>
    public required string Account { get; init; }

    /// <summary>In one word, for the record.</summary>
    public required string Outcome { get; init; }

    /// <summary>The present.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it and where, as far as conduct needs to know it; null where nothing of the kind happened.</summary>
    public ConductPlace? Place { get; init; }

    /// <summary>What conduct must remember.</summary>
    public IReadOnlyList<ConductMark> Marks { get; init; } = [];

    /// <summary>Whose act it is; null for a passage, whose acts are counted without the person.</summary>
    public Guid? Contact { get; init; }

    /// <summary>The account of that person that the conversation is held through; null in public.</summary>
    public Guid? Identity { get; init; }

    /// <summary>Who did it; null for the person whose act it is, or for nobody else than Relay.</summary>
    public Actor? By { get; init; }

    /// <summary>Subject of the answer to the words as they were before they were changed: it is taken back, and with it all that it told of. Where it has left, or recorded something, nothing of this settlement is written but that it was looked at. Null for words that stand as they were heard.</summary>
    public string? Replaces { get; init; }

    /// <summary>Written only while this is still the person's last answer to the event; null for whatever came.</summary>
    public LastAnswer? OnlyAfter { get; init; }

    /// <summary>What the person was told of an event that they have answered; null where nothing of it is to be remembered.</summary>
    public GuestNews? Told { get; init; }

    /// <summary>What is recorded, each with the end of its keeping.</summary>
    public IReadOnlyList<KeptActOfPerson> Acts { get; init; } = [];

    /// <summary>What moves the person; null for nothing.</summary>
    public ContactMove? Move { get; init; }

    /// <summary>What the person told anew; null for nothing.</summary>
    public ContactDetails? Details { get; init; }

    /// <summary>Where the private conversation stands from now on; null leaves it.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>Relay writes of itself: a question that is still open stays open, and the copy that the person came by stays known. Default false: the person did something.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>The person wants nothing any more; null for every other settlement.</summary>
    public StopMoment? Stopped { get; init; }

    /// <summary>Who is reached by private answers here, as deliveries name it: with a STOP those that have not left are cancelled. Null where that is not known.</summary>
    public ContactPoint? Reached { get; init; }

    /// <summary>A place on the waiting list; null for none.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>The answer as it will leave, admitted (<see cref="AnswerDesk.AdmitAsync"/>); in the same commit as what it tells of.</summary>
    public IReadOnlyList<AnswerDraft> Drafts { get; init; } = [];

    /// <summary>What is counted of the copies that people came by; numbers alone.</summary>
    public IReadOnlyList<PathCount> Path { get; init; } = [];

    /// <summary>Items that the answer's buttons and links name, so that they can be found again by their short names.</summary>
    public IReadOnlyList<ItemKey> Named { get; init; } = [];
}

/// <summary>What somebody who answered an invitation was told of the event, so that each change is told once.</summary>
/// <param name="Item">The event.</param>
/// <param name="Facts">When and where, as <see cref="Deliveries.Copies.ToldFacts.Where(StoredItem)"/> has it.</param>
/// <param name="Language">To write in.</param>
/// <param name="PurgeAfter">Until when it is kept, with the answer and the person.</param>
/// <param name="IsNews">Told without having been asked.</param>
public sealed record GuestNews(ItemKey Item, string Facts, string Language, DateTimeOffset PurgeAfter, bool IsNews = false);

/// <summary>An answer that must not have been changed meanwhile.</summary>
/// <param name="Item">The event.</param>
/// <param name="Number">Number of the act.</param>
public sealed record LastAnswer(ItemKey Item, long Number);

/// <summary>An act with the end of its keeping; never without (DP-11).</summary>
/// <param name="Act">What was done.</param>
/// <param name="PurgeAfter">Until when.</param>
public sealed record KeptActOfPerson(Act Act, DateTimeOffset PurgeAfter);

/// <summary>Who, in which thread, under which post: keyed hashes in the store.</summary>
/// <param name="Person">Network and person, <c>telegram:500</c>; the interaction itself where the network withholds who.</param>
/// <param name="Thread">What holds a conversation together.</param>
/// <param name="Post">The post that it stands under; null for none.</param>
public sealed record ConductPlace(string Person, string Thread, string? Post)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => "a place of conduct";
}

/// <summary>What conduct must remember of somebody for a while.</summary>
public enum ConductMark
{
    /// <summary>Answered in public.</summary>
    Answered,

    /// <summary>Answered in private.</summary>
    AnsweredPrivately,

    /// <summary>Left alone in that thread.</summary>
    Quiet,

    /// <summary>Has insulted.</summary>
    Insult,

    /// <summary>Has had the short notice.</summary>
    Notice,

    /// <summary>Has supported the item of the post in public.</summary>
    Supported,

    /// <summary>Has said STOP; its instant is that of the words.</summary>
    StopSaid,

    /// <summary>The same; its instant is that of the hearing.</summary>
    StopHeard,
}
