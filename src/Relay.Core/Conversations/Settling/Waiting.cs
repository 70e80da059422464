namespace Relay.Core.Conversations.Settling;

/// <summary>Why a person of the federation must look. Stored by name: names never change.</summary>
public enum WaitReason
{
    /// <summary>A danger to somebody.</summary>
    Threat,

    /// <summary>A cry for help.</summary>
    Distress,

    /// <summary>Somebody is said to have died.</summary>
    Deceased,

    /// <summary>A right is used (Art. 15 to 22): one month.</summary>
    DataRequest,

    /// <summary>May have meant to stop: everything proactive is paused until somebody decides.</summary>
    UnclearStop,

    /// <summary>Something went wrong on our side.</summary>
    Complaint,

    /// <summary>Wants a person.</summary>
    Human,

    /// <summary>A journalist.</summary>
    Press,

    /// <summary>A proposal to read.</summary>
    Proposal,

    /// <summary>A question that the record does not answer.</summary>
    UnknownAnswer,

    /// <summary>Not understood.</summary>
    NotUnderstood,

    /// <summary>Somebody wants something, and the network leaves us no way to answer.</summary>
    NoWayToAnswer,

    /// <summary>Contact data stands where everybody reads it: to be hidden (DP-07).</summary>
    ExposedData,

    /// <summary>The third insult in 30 days: somebody decides whether to keep the writer away (CV-08).</summary>
    Insults,

    /// <summary>Written by somebody who is kept away.</summary>
    Blocked,

    /// <summary>More messages in a day than a person writes: it may be an automaton.</summary>
    TooMany,

    /// <summary>Written by somebody of whom nothing is kept any more: Relay answers nothing.</summary>
    Erased,
}

/// <summary>A place on the waiting list.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">By when somebody must have looked.</param>
public sealed record Waiting(WaitReason Reason, DateTimeOffset Deadline);
