using System.Security.Cryptography;
using System.Text;

namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// One thing that an arrival tells. The same happening may come many times, through both doors and in any order; what is kept depends on the set of happenings only,
/// never on their order. Closed: the private constructor admits only these cases.
/// </summary>
public abstract record Happening
{
    private Happening(InteractionKey of) => Of = of;

    /// <summary>What it happened to.</summary>
    public InteractionKey Of { get; }

    /// <summary>Who did it; null for a removal, which may be anybody's.</summary>
    public virtual Author? DoneBy => null;

    /// <summary>Tells this happening from every other of the same interaction. One that comes again tells nothing new to a reader, yet may know more around it: state takes it in all the same.</summary>
    public abstract string Key { get; }

    /// <summary>No personal data leaves by accident: neither words nor ids.</summary>
    public sealed override string ToString() => $"{GetType().Name} ({Of.Realm})";

    /// <summary>Words came, or were changed.</summary>
    /// <param name="Of">What it happened to.</param>
    /// <param name="Kind">How it stands to us.</param>
    /// <param name="Author">Who wrote.</param>
    /// <param name="Text">As written, possibly empty (a picture alone); hostile.</param>
    /// <param name="At">When it was first written, as the network says; null when it does not.</param>
    /// <param name="Revision">Orders the words of one interaction, the highest counts: the millisecond at which these words stood there, where the network has no counter of its own. Nothing but an order.</param>
    public sealed record Said(InteractionKey Of, InteractionKind Kind, Author Author, string Text, DateTimeOffset? At, long Revision = 0) : Happening(Of)
    {
        /// <summary>By the words and not by the revision: a poll that reads the same words a hundred times tells one thing, a webhook that told them before it told the same.</summary>
        public override string Key => $"{Of}|said:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 12))}";

        /// <summary>Only between that person and us.</summary>
        public bool IsPrivate => Of.Realm == InteractionRealm.Private;

        /// <inheritdoc/>
        public override Author DoneBy => Author;

        /// <summary>Remote id of what it answers directly; null when it opens something or the network does not say.</summary>
        public string? InReplyTo { get; init; }

        /// <summary>Remote id of the post that it stands under, ours or not (the ledger knows); null when it stands under none or the network does not say.</summary>
        public string? Post { get; init; }

        /// <summary>Chat in which that post stands, where it is another: the channel of a discussion group. Its number, and after a space the name it goes by (<c>-100… @parti_33</c>), where it has one.</summary>
        public string? PostChat { get; init; }

        /// <summary>Remote id that everything in the same conversation shares, as the network says it: in a channel's discussion, the message that stands there for the post.</summary>
        public string? Thread { get; init; }

        /// <summary>Topic of a forum that it stands in.</summary>
        public string? Topic { get; init; }

        /// <summary>It names us, as the network itself reads it: on X that lets an answer be answered.</summary>
        public bool NamesUs { get; init; }

        /// <summary>Automatic answers are out of the question: our own echo, a channel's own post forwarded to its group.</summary>
        public bool IsOurs { get; init; }

        /// <summary>To whom we wrote, as a keyed hash, where it is private and ours: an erasure takes it along with what that person wrote. Null before <see cref="AuthorSeal"/>, and in everything else.</summary>
        public Contacts.Suppressions.KeyedHash? Addressee { get; init; }

        /// <summary>Told to us while another program, or a person, has the conversation in hand (Messenger's stand-by): never answered automatically.</summary>
        public bool IsOverheard { get; init; }

        /// <summary>Payload of the button that wrote these words for the person; hostile. Certain, where words are not.</summary>
        public string? Button { get; init; }

        /// <summary>Given by the button made for it: the person's own phone number, in international form.</summary>
        public string? SharedPhone { get; init; }
    }

    /// <summary>Taken away, or hidden by somebody. For good: words that come later, out of order, do not bring it back.</summary>
    public sealed record Removed(InteractionKey Of, DateTimeOffset? At) : Happening(Of)
    {
        /// <inheritdoc/>
        public override string Key => $"{Of}|removed";
    }

    /// <summary>A button was pressed.</summary>
    public sealed record Pressed(InteractionKey Of, Author Author, Press Press) : Happening(Of)
    {
        /// <inheritdoc/>
        public override string Key => $"{Of}|pressed";

        /// <inheritdoc/>
        public override Author DoneBy => Author;

        /// <summary>When; null when the network does not say.</summary>
        public DateTimeOffset? At { get; init; }
    }

    /// <summary>A person can, or can no longer, be written to: the bot was blocked, started again, joined or put out.</summary>
    /// <param name="Of">What it happened to.</param>
    /// <param name="Author">Who did it.</param>
    /// <param name="Reachable">False after a block or an expulsion.</param>
    /// <param name="At">When; null when the network does not say.</param>
    public sealed record Reach(InteractionKey Of, Author Author, bool Reachable, DateTimeOffset? At) : Happening(Of)
    {
        /// <inheritdoc/>
        public override string Key => $"{Of}|reach:{Reachable}";

        /// <inheritdoc/>
        public override Author DoneBy => Author;

        /// <summary>It is the person's own conversation: a block is an opposition (DP-18). Otherwise a group or channel was gained or lost, and its author opposed nothing.</summary>
        public bool IsPrivate { get; init; }
    }
}
