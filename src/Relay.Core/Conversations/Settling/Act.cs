using Relay.Core.Conversations.Understanding;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Settling;

/// <summary>What a person did, in terms that the party can work with: what, of which item, how many; never why (DP-12), never a trait (DP-02). Closed: the private constructor admits only these cases.</summary>
public abstract record Act
{
    private Act()
    {
    }

    /// <summary>Which it is; stored by name.</summary>
    public abstract ActKind Kind { get; }

    /// <summary>The item it is about; null when it is about none.</summary>
    public virtual ItemKey? Item => null;

    /// <summary>Takes something back.</summary>
    public virtual bool IsWithdrawal => false;

    /// <summary>No personal data leaves by accident.</summary>
    public sealed override string ToString() => $"an act: {Kind}";

    /// <summary>Supports an initiative, or no longer does.</summary>
    public sealed record Support(ItemKey Initiative, bool Withdrawn = false) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Support;

        /// <inheritdoc/>
        public override ItemKey Item => Initiative;

        /// <inheritdoc/>
        public override bool IsWithdrawal => Withdrawn;
    }

    /// <summary>Answers an invitation. The last answer of a person to an event is the one that counts.</summary>
    /// <param name="Event">Which.</param>
    /// <param name="Answer">What was answered.</param>
    /// <param name="Heads">How many come, the person included: 1 to 99; 1 for an answer that is no yes.</param>
    public sealed record Rsvp(ItemKey Event, RsvpAnswer Answer, int Heads = 1) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Rsvp;

        /// <inheritdoc/>
        public override ItemKey Item => Event;
    }

    /// <summary>Joins or leaves one list.</summary>
    /// <param name="List">Its name, <c>territory:DEP-33</c>.</param>
    /// <param name="Wording">The words that the person said yes to; empty for one who leaves.</param>
    /// <param name="Withdrawn">Leaves.</param>
    public sealed record Subscription(string List, string Wording = "", bool Withdrawn = false) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Subscription;

        /// <inheritdoc/>
        public override bool IsWithdrawal => Withdrawn;
    }

    /// <summary>Offers help, for one item or in general.</summary>
    public sealed record Volunteer(ItemKey? For = null) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Volunteer;

        /// <inheritdoc/>
        public override ItemKey? Item => For;
    }

    /// <summary>Gives or corrects what the person may be reached by; null leaves what is there.</summary>
    /// <param name="Mail">Address, in the one form of <see cref="Contacts.Suppressions.ContactPoint"/>.</param>
    /// <param name="Phone">Number in E.164.</param>
    /// <param name="PostalCode">Five digits.</param>
    /// <param name="Territory">Typed code.</param>
    public sealed record ContactData(string? Mail = null, string? Phone = null, string? PostalCode = null, string? Territory = null) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Contact;
    }

    /// <summary>Proposes something, for a person of the party to read; never republished by itself (CV-06).</summary>
    /// <param name="IsEvent">A meeting; else a project.</param>
    /// <param name="Words">As written.</param>
    public sealed record Proposal(bool IsEvent, string Words) : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Proposal;
    }

    /// <summary>Wants no message any more.</summary>
    public sealed record Opposition : Act
    {
        /// <inheritdoc/>
        public override ActKind Kind => ActKind.Opposition;
    }
}

/// <summary>What is answered to an invitation. Stored by name: names never change.</summary>
public enum RsvpAnswer
{
    /// <summary>Comes.</summary>
    Yes,

    /// <summary>May come.</summary>
    Maybe,

    /// <summary>Does not come.</summary>
    No,

    /// <summary>Would come, and there is no seat left.</summary>
    Waitlist,
}
