using Relay.Core.Audit;
using Relay.Core.Contacts.Links;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;

namespace Relay.Core.Contacts.Rights;

/// <summary>Everything that is kept about one person at one moment (Art. 15, 20): the contact first, then what the person has linked.</summary>
/// <param name="Contacts">With their accounts and yeses; none of somebody who only passed by.</param>
/// <param name="Links">Between those accounts, undone ones too.</param>
/// <param name="Records">What the person did, wrote and was answered.</param>
/// <param name="Audit">What was done about the person, oldest first.</param>
public sealed record ContactFile(IReadOnlyList<ContactOnFile> Contacts, IReadOnlyList<Link> Links, ContactRecords Records, IReadOnlyList<AuditEntry> Audit)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => Contacts.Count == 0 ? "the file of a passage" : $"the file of contact {Contacts[0].Contact.Id}";
}

/// <summary>One contact of a person.</summary>
public sealed record ContactOnFile(Contact Contact, IReadOnlyList<Identity> Identities, IReadOnlyList<Consent> Consents);

/// <summary>What a person did, wrote and was answered, each the oldest first.</summary>
public sealed record ContactRecords(IReadOnlyList<ActOnFile> Acts, IReadOnlyList<Interaction> Heard, IReadOnlyList<AnswerOnFile> Answers)
{
    /// <summary>What the person was last told of events that they have answered.</summary>
    public IReadOnlyList<GuestOnFile> Guests { get; init; } = [];

    /// <summary>What waits for a person of the federation.</summary>
    public IReadOnlyList<WaitingInteraction> Waiting { get; init; } = [];

    /// <summary>Where private conversations stand.</summary>
    public IReadOnlyList<DialogOnFile> Dialogs { get; init; } = [];

    /// <summary>What the party was told, or is about to be.</summary>
    public IReadOnlyList<ReturnOnFile> Returned { get; init; } = [];

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => "records of a contact";
}

/// <summary>An act.</summary>
/// <param name="Act">What was done.</param>
/// <param name="At">When.</param>
/// <param name="PurgeAfter">Until when it is kept.</param>
public sealed record ActOnFile(Act Act, DateTimeOffset At, DateTimeOffset PurgeAfter);

/// <summary>Something that we wrote to the person.</summary>
/// <param name="Network">Key of the network.</param>
/// <param name="Text">As it left, or would.</param>
/// <param name="At">When it left; null while it is not known to have.</param>
/// <param name="IsPrivate">Only to that person.</param>
public sealed record AnswerOnFile(string Network, string Text, DateTimeOffset? At, bool IsPrivate)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"an answer on {Network}";
}

/// <summary>What somebody was told of an event.</summary>
/// <param name="Event">Which.</param>
/// <param name="Account">Through which account of ours.</param>
/// <param name="Told">When and where, as it was told.</param>
/// <param name="News">How often without having been asked.</param>
/// <param name="PurgeAfter">Until when it is kept.</param>
public sealed record GuestOnFile(string Event, string Account, string Told, int News, DateTimeOffset PurgeAfter);

/// <summary>Where a private conversation stands: the question that is open, and what would be recorded on a yes.</summary>
/// <param name="Identity">Which account of the person.</param>
/// <param name="Kept">As it is kept.</param>
/// <param name="At">Since when.</param>
/// <param name="PurgeAfter">Until when it is kept.</param>
public sealed record DialogOnFile(string Identity, string Kept, DateTimeOffset At, DateTimeOffset PurgeAfter)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"a conversation of {Identity}";
}

/// <summary>Something that the party is told.</summary>
/// <param name="Kind"><c>support</c>, <c>rsvp</c> …</param>
/// <param name="At">When the person did it.</param>
/// <param name="TakenAt">When the party took it; null while it waits.</param>
/// <param name="PurgeAfter">Until when Relay keeps it.</param>
public sealed record ReturnOnFile(string Kind, DateTimeOffset At, DateTimeOffset? TakenAt, DateTimeOffset PurgeAfter);
