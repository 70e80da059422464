namespace Relay.Core.Contacts;

/// <summary>Where a person stands with us (DP-06). Closed: what a state may receive and how long it is kept is decided for each of them by name.</summary>
public enum ContactState
{
    /// <summary>Wrote where everybody reads. No contact is kept, only what was written, for a month.</summary>
    Passage,

    /// <summary>Asked once: a question in private, an RSVP, a support (<i>contact occasionnel</i>).</summary>
    Occasional,

    /// <summary>Wants to hear from us, said so, and the words of it are kept (<i>contact régulier</i>).</summary>
    Regular,

    /// <summary>Confirmed by the party database, which holds the rest (<i>adhérent</i>).</summary>
    Member,

    /// <summary>May have meant to stop, complained or can't be reached: nothing by ourselves until a person has decided.</summary>
    Paused,

    /// <summary>Said STOP.</summary>
    Opposed,

    /// <summary>Asked to be erased: a keyed hash is all that is left.</summary>
    Erased,

    /// <summary>Said to have died.</summary>
    Deceased,

    /// <summary>Said to be under 15.</summary>
    Minor,

    /// <summary>Kept away by a person's decision, because of abuse.</summary>
    Blocked,
}
