namespace Relay.Core.Swarm;

/// <summary>A step on the way from a copy to a meeting. Stored by name: names never change.</summary>
public enum PathStep
{
    /// <summary>Somebody opened the private chat by the copy's link.</summary>
    Message,

    /// <summary>Somebody who came so supports an initiative.</summary>
    Support,

    /// <summary>Somebody who came so has joined a list.</summary>
    Subscription,

    /// <summary>Somebody who came so has said yes to an event.</summary>
    Coming,
}

/// <summary>A change of what is counted of a copy.</summary>
/// <param name="Copy">Id of the publication.</param>
/// <param name="Step">Which step.</param>
/// <param name="Change">1, or -1 where somebody took it back.</param>
public sealed record PathCount(Guid Copy, PathStep Step, int Change);
