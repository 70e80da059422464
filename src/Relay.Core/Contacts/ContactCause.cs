namespace Relay.Core.Contacts;

/// <summary>What moves a person from one state to another. A like, a follow or a share is none of these: it creates nothing (DP-04).</summary>
public enum ContactCause
{
    /// <summary>The person wrote publicly; never yields more than <see cref="ContactState.Passage"/> (DP-07).</summary>
    Comment,

    /// <summary>The person asked for one thing: an answer, a place at an event, a support.</summary>
    Request,

    /// <summary>The person said yes to a named list, and the row of that consent is written with the change (DP-08, DP-09).</summary>
    Subscription,

    /// <summary>The person, or a wish that names no list, ended the last subscription; not an opposition.</summary>
    Unsubscription,

    /// <summary>The party database brings data about somebody who is a contact already.</summary>
    Import,

    /// <summary>The party database confirms a membership.</summary>
    Membership,

    /// <summary>The party database says that the membership has ended.</summary>
    MembershipEnd,

    /// <summary>An unclear STOP, a complaint, a bounce or a dispute.</summary>
    Doubt,

    /// <summary>A person decided that a pause, or a block, is over.</summary>
    Release,

    /// <summary>A clear STOP, or the right to object, whoever it came through.</summary>
    Stop,

    /// <summary>The person says to be under 15.</summary>
    MinorAge,

    /// <summary>The person asks to be erased.</summary>
    Erasure,

    /// <summary>A relative, the party database or a coordinator reports a death.</summary>
    Death,

    /// <summary>A person decided to keep somebody away.</summary>
    Block,
}
