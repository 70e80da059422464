namespace Relay.Core.Conversations.Understanding;

/// <summary>What a message would change in our records, had its writer confirmed it. Nothing but support is ever taken from a public one (CV-06).</summary>
public enum ActKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A support, given or taken back.</summary>
    Support,

    /// <summary>An answer to an invitation.</summary>
    Rsvp,

    /// <summary>A list joined or left.</summary>
    Subscription,

    /// <summary>An opposition to every message.</summary>
    Opposition,

    /// <summary>An offer of help.</summary>
    Volunteer,

    /// <summary>Contact data, given or corrected.</summary>
    Contact,

    /// <summary>A proposal for a person to read.</summary>
    Proposal,
}
