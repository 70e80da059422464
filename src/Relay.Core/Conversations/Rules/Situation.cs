using Relay.Core.Contacts;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Swarm;

namespace Relay.Core.Conversations.Rules;

/// <summary>Everything that decides what becomes of one interaction, as it stands now. What is not in here plays no part: the rules are pure.</summary>
public sealed record Situation
{
    /// <summary>The present.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When it was written; when it was heard, where the network does not say.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>How it stands to us.</summary>
    public required InteractionKind Kind { get; init; }

    /// <summary>Only between that person and us.</summary>
    public bool IsPrivate => Kind == InteractionKind.PrivateMessage;

    /// <summary>The person named or quoted us, which some networks want before they let us reply.</summary>
    public bool IsSummons { get; init; }

    /// <summary>We wrote it, or a channel of ours carried it.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The network says that no human writes there.</summary>
    public bool IsAutomated { get; init; }

    /// <summary>Another program, or a person, has the conversation in hand.</summary>
    public bool IsOverheard { get; init; }

    /// <summary>It is gone at the network.</summary>
    public bool IsRemoved { get; init; }

    /// <summary><c>fr</c> or <c>en</c>: the one to answer in.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>What the network lets us do.</summary>
    public required NetworkManners Network { get; init; }

    /// <summary>The items that it may be about, as they are now, the likeliest first: those of the post, or of what was spoken of last.</summary>
    public IReadOnlyList<StoredItem> Items { get; init; } = [];

    /// <summary>Those of <see cref="Items"/> whose date or place has changed since the post that is answered told of them.</summary>
    public IReadOnlyList<ItemKey> Changed { get; init; } = [];

    /// <summary>What takes place, or can be supported, near the person; offered when it is not clear what is meant.</summary>
    public IReadOnlyList<StoredItem> Nearby { get; init; } = [];

    /// <summary>The words of titles by which the person named what <see cref="Items"/> or <see cref="Nearby"/> holds; null where the words name no event.</summary>
    public IReadOnlySet<string>? NamedBy { get; init; }

    /// <summary>How many come to those of <see cref="Items"/> that count their seats, this person not included.</summary>
    public IReadOnlyDictionary<ItemKey, int> Taken { get; init; } = new Dictionary<ItemKey, int>();

    /// <summary>How many wait for a seat at those of <see cref="Items"/> that count their seats, this person not included: whoever comes new waits behind them.</summary>
    public IReadOnlyDictionary<ItemKey, int> Queued { get; init; } = new Dictionary<ItemKey, int>();

    /// <summary>What this person last answered to an event that still counts; none for nobody known.</summary>
    public IReadOnlyList<Act.Rsvp> Standing { get; init; } = [];

    /// <summary>Where the private conversation stands; null for none.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>Where the person stands; null for somebody we do not know.</summary>
    public ContactState? State { get; init; }

    /// <summary>What the person told us; null for somebody we do not know.</summary>
    public ContactDetails? Details { get; init; }

    /// <summary>Names of the lists that the person said yes to.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>The person has had the short notice (DP-14).</summary>
    public bool NoticeGiven { get; init; }

    /// <summary>We have answered this person in this thread, in public.</summary>
    public bool AnsweredInThread { get; init; }

    /// <summary>We leave this person alone in this thread: an insult, or a public STOP.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>How often this person has insulted in the last 30 days.</summary>
    public int Insults { get; init; }

    /// <summary>How many automatic replies stand under this post.</summary>
    public int RepliesOnPost { get; init; }

    /// <summary>How many automatic answers this person has had in private in the last 24 hours.</summary>
    public int AnswersToday { get; init; }

    /// <summary>When this person last had an automatic answer in private; null for not in the last 24 hours.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>This person has supported the initiative before, in public.</summary>
    public bool HasSupported { get; init; }

    /// <summary>The party has been told that the person wants no message, and of no new yes since.</summary>
    public bool HasOpposed { get; init; }

    /// <summary>The person said STOP after this was written: nothing is made of it, and only who must look still does.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>The copy whose deep link brought the person here just now; null for none.</summary>
    public Guid? Followed { get; init; }

    /// <summary>Leads from this public place to a private chat about the same; null where there is none.</summary>
    public Uri? PrivateDoor { get; init; }

    /// <summary>Leads from a private chat where nobody can be told of anything later to one where they can, about the same; null where there is none, or no need.</summary>
    public Uri? LastingDoor { get; init; }

    /// <summary>Every place where people talk.</summary>
    public IReadOnlyList<Space> Spaces { get; init; } = [];

    /// <summary>Leads to the bot; null where there is none.</summary>
    public Uri? BotDoor { get; init; }

    /// <summary>Leads to the private chat about the only one of <see cref="Items"/>, for friends: by the copy that the person came by, where it was one; null where there is no such way.</summary>
    public Uri? ShareDoor { get; init; }

    /// <summary>Payload of the link of the copy that the person came by, before what friends are led to; empty where it was none.</summary>
    public string SharePayload { get; init; } = "";

    /// <summary>A code to type from another account, for whoever asked for one; null for nobody else.</summary>
    public string? LinkCode { get; init; }

    /// <summary>What the person has answered that still counts, for whoever asks what is kept.</summary>
    public IReadOnlyList<(StoredItem Item, Act Act)> Answers { get; init; } = [];

    /// <summary>What else of the person is kept, about no item or about one that is gone, for whoever asks what is kept.</summary>
    public IReadOnlyList<Act> Gestures { get; init; } = [];

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"a situation ({Kind})";
}

/// <summary>What a network lets a program do towards people.</summary>
/// <param name="MayReply">It may reply in public.</param>
/// <param name="OnlyWhenNamed">It may reply in public only to somebody who named us or carried a post of ours further (X).</param>
/// <param name="HasButtons">Buttons can stand under a private message, as many as <see cref="Deliveries.Answers.ButtonRoom"/> says.</param>
/// <param name="HasFiles">A file can go with a private message.</param>
/// <param name="Forgets">We may write in private for some hours only after the person did: nobody can be told of a change there later.</param>
/// <param name="HasKeyboards">Buttons of every kind and number can stand under whatever is written, in public too.</param>
/// <param name="SaysPresses">Who presses a button writes the words on it, and what the button held may not be told with them.</param>
public sealed record NetworkManners(bool MayReply, bool OnlyWhenNamed, bool HasButtons, bool HasFiles = false, bool Forgets = false, bool HasKeyboards = false, bool SaysPresses = false)
{
    /// <summary>Of a network, by its key. One that nobody named may do nothing: what it refuses would be tried under every post.</summary>
    public static NetworkManners Of(string network) => network switch
    {
        "telegram" => new(MayReply: true, OnlyWhenNamed: false, HasButtons: true, HasFiles: true, HasKeyboards: true),
        "facebook" => new(MayReply: true, OnlyWhenNamed: false, HasButtons: true, Forgets: true, SaysPresses: true),
        "x" => new(MayReply: true, OnlyWhenNamed: true, HasButtons: false),
        _ => new(MayReply: false, OnlyWhenNamed: false, HasButtons: false),
    };
}
