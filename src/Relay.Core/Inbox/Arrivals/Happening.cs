namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// One thing that an arrival tells. The same happening may come many times, through both doors and in any order; what is kept depends on the set of happenings only
/// (<see cref="Key"/>), never on their order. Closed: the private constructor admits only these cases.
/// </summary>
public abstract record Happening
{
    private Happening(InteractionKey of) => Of = of;

    /// <summary>What it happened to.</summary>
    public InteractionKey Of { get; }

    /// <summary>Tells this happening from every other of the same interaction: an edit shares the id and has a revision of its own.</summary>
    public abstract string Key { get; }

    /// <summary>Words came, or were changed.</summary>
    /// <param name="Of">What it happened to.</param>
    /// <param name="Author">Who wrote.</param>
    /// <param name="Text">As written, possibly empty (a picture alone); hostile.</param>
    /// <param name="At">When it was first written, as the network says; null when it does not.</param>
    /// <param name="Revision">Rises with each edit: 0 for the first words, else the network's own measure (the second of the edit, a counter). The highest counts.</param>
    public sealed record Said(InteractionKey Of, Author Author, string Text, DateTimeOffset? At, long Revision = 0) : Happening(Of)
    {
        /// <inheritdoc/>
        public override string Key => $"{Of}|said:{Revision}";

        /// <summary>Only between that person and us.</summary>
        public bool IsPrivate => Of.Kind == InteractionKind.PrivateMessage;

        /// <summary>Remote id of what it answers directly; null when it opens something or the network does not say.</summary>
        public string? InReplyTo { get; init; }

        /// <summary>Remote id of the post of ours that it stands under; null when it stands under none or the network does not say.</summary>
        public string? Post { get; init; }

        /// <summary>Topic of a forum that it stands in.</summary>
        public string? Topic { get; init; }

        /// <summary>Automatic answers are out of the question: our own echo, a channel's own post forwarded to its group.</summary>
        public bool IsOurs { get; init; }

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
    }

    /// <summary>A person can, or can no longer, be written to: the bot was blocked, started again, joined or put out.</summary>
    /// <param name="Of">What it happened to.</param>
    /// <param name="Author">Who did it.</param>
    /// <param name="Reachable">False after a block: an opposition (DP-18).</param>
    /// <param name="At">When.</param>
    public sealed record Reach(InteractionKey Of, Author Author, bool Reachable, DateTimeOffset At) : Happening(Of)
    {
        /// <inheritdoc/>
        public override string Key => $"{Of}|reach:{Reachable}";
    }
}
