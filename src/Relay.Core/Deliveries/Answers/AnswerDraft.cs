using Relay.Core.Channels;
using Relay.Core.Territories;

namespace Relay.Core.Deliveries.Answers;

/// <summary>
/// An answer to one person, in the words that will leave: nobody rewords it later. Plain words of ours, without markup. It tells nothing of the person where the ledger shows it.
/// </summary>
/// <param name="Subject">Makes it the same answer for ever: <c>answer/{interaction id}</c>, <c>stop/{contact id}/{n}</c>. Whoever asks twice gets one; it holds no name and no id of a network.</param>
/// <param name="Moment">What the answer is, <see cref="AnswerKeys.Moment"/> unless it is told otherwise; for the ledger alone.</param>
/// <param name="Account">Id of the account that answers: the one that was written to.</param>
/// <param name="Network">Key of its network.</param>
/// <param name="Target">Where it goes: the person of a private chat (<see cref="TargetKind.Private"/>), the group, the Page or the profile of a public reply.</param>
/// <param name="Form">How it reaches the person.</param>
/// <param name="InReplyTo">Remote id of what is answered; needed for a reply, may be null in a private chat.</param>
/// <param name="Text">The words; not empty. <see cref="AnswerDesk"/> fits them to the network.</param>
/// <param name="Language">Of the words, two letters.</param>
/// <param name="Buttons">Under the message; where the network has none or too little room, their links stand in the words.</param>
/// <param name="Priority"><see cref="Priority.StopConfirmation"/> or <see cref="Priority.Answer"/>; <see cref="Priority.Cancellation"/> or <see cref="Priority.Change"/> for news of an event that the person signed up for; of a broadcast another one.</param>
/// <param name="Expires">Of no use from here on: an answer that comes too late confuses.</param>
public sealed record AnswerDraft(
    string Subject,
    string Moment,
    string Account,
    string Network,
    Target Target,
    AnswerForm Form,
    string? InReplyTo,
    string Text,
    string Language,
    IReadOnlyList<Button> Buttons,
    Priority Priority,
    DateTimeOffset Expires)
{
    /// <summary>When the person wrote what is answered: some networks let us answer for a while only. Null where nothing is known to be answered; then no such network is written to.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Whether the person named or quoted us, where a network lets us answer only those (X). Default false.</summary>
    public bool Summoned { get; init; }

    /// <summary>The account of a known person that it goes to (<see cref="Contacts.Identity.Id"/>): an erasure finds it by that, and nothing is drafted any more once that account is gone. Null where nobody is known.</summary>
    public Guid? Person { get; init; }

    /// <summary>Stands below the words and whatever is added to them, and is never cut; empty for nothing.</summary>
    public string Foot { get; init; } = "";

    /// <summary>Goes with the words; left out where the network carries no files, or the words are too long beside one. Null for none.</summary>
    public AnswerFile? File { get; init; }

    /// <summary>When words and person are forgotten; null as <see cref="AnswerRetention"/> says by default. Never left without a date.</summary>
    public DateTimeOffset? PurgeAfter { get; init; }

    /// <summary>Number of the broadcast that it belongs to; null for what answers somebody.</summary>
    public long? Broadcast { get; init; }

    /// <summary>The territory on whose clocks the person's quiet hours are; null where it is not told, and for what answers somebody: that leaves at any hour.</summary>
    public Territory? Place { get; init; }

    /// <summary>Does not leave before; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What contradicts itself; null when nothing does.</summary>
    public string? Fault => this switch
    {
        _ when string.IsNullOrWhiteSpace(Text) => "An answer has words.",
        { Subject: "" } or { Target.Value: "" } => "An answer has a subject and a target.",
        { Broadcast: not null } when Form != AnswerForm.PrivateMessage || Person is null || Priority is Priority.Answer or Priority.StopConfirmation => "A broadcast goes in private to a known person, and not as an answer.",
        { Broadcast: null, Priority: not (Priority.Answer or Priority.StopConfirmation or Priority.Cancellation or Priority.Change) } => "A message to a person answers, confirms a STOP, or tells of a change of what the person signed up for.",
        { Target.IsShadow: true } => "An answer has no shadow.",
        { Form: AnswerForm.PublicReply, Target.Kind: TargetKind.Private } or { Form: not AnswerForm.PublicReply, Target.Kind: not TargetKind.Private } => "A private answer goes to a person, a public reply does not.",
        { Form: not AnswerForm.PrivateMessage, InReplyTo: null or "" } => "A reply names what it answers.",
        _ => null,
    };

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"{Subject} ({Form} on {Network})";
}

/// <summary>How an answer reaches a person. Stored by key: see the store.</summary>
public enum AnswerForm
{
    /// <summary>Seen by that person alone, in a conversation that the person opened.</summary>
    PrivateMessage,

    /// <summary>Under the person's own words, for everybody to read.</summary>
    PublicReply,

    /// <summary>The one private message that a network allows in answer to a public comment (Messenger).</summary>
    PrivateReply,
}

/// <summary>What became of a draft.</summary>
/// <param name="Subject">Of the draft.</param>
/// <param name="Delivery">The delivery that carries it out: the first one's, whoever asks again.</param>
/// <param name="IsNew">Whether this draft made it.</param>
public sealed record DraftedAnswer(string Subject, Guid Delivery, bool IsNew);
