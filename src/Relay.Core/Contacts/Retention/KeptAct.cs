namespace Relay.Core.Contacts.Retention;

/// <summary>
/// What a person did, as far as it decides how long we may keep what we know of them. Closed: what the person did not do (an opening, a delivery, an import) is no act and lengthens nothing.
/// </summary>
public abstract record KeptAct
{
    private KeptAct(DateTimeOffset at) => At = at;

    /// <summary>When the person did it.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Wrote publicly, and we perhaps answered: the last of the exchange.</summary>
    public sealed record Exchange(DateTimeOffset At) : KeptAct(At);

    /// <summary>Asked in private.</summary>
    /// <param name="At">When it was asked.</param>
    /// <param name="AnsweredAt">When it was answered; null while it waits.</param>
    public sealed record Question(DateTimeOffset At, DateTimeOffset? AnsweredAt) : KeptAct(At);

    /// <summary>Answered an invitation to an event, yes, no or perhaps.</summary>
    /// <param name="At">When.</param>
    /// <param name="EventEnds">The end of the event, as it stands now.</param>
    public sealed record Rsvp(DateTimeOffset At, DateTimeOffset EventEnds) : KeptAct(At);

    /// <summary>Supports an initiative, and has not taken that back.</summary>
    /// <param name="At">When it was said.</param>
    /// <param name="AliveUntil">When the initiative ended, or was last seen open: each harvest that lists it moves this on.</param>
    public sealed record Support(DateTimeOffset At, DateTimeOffset AliveUntil) : KeptAct(At);

    /// <summary>Clicked, pressed, wrote or subscribed as somebody who wants to hear from us.</summary>
    public sealed record Gesture(DateTimeOffset At) : KeptAct(At);

    /// <summary>The party database confirmed the membership. No act of the person: it keeps the link to that database, and no more.</summary>
    public sealed record Confirmation(DateTimeOffset At) : KeptAct(At);
}
