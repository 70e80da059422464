using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>What became of one attempt. Closed: the private constructor admits only these cases.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The network confirmed it.</summary>
    /// <param name="RemoteIds">Ids it gave, at least one for a create; empty keeps the known ones for an edit or a delete.</param>
    /// <param name="Link">Where a person can look at it.</param>
    /// <param name="Rate">What is left of the rate, as the reply told.</param>
    public sealed record Done(IReadOnlyList<string> RemoteIds, Uri? Link = null, RateReading? Rate = null) : Outcome;

    /// <summary>The network did not confirm it.</summary>
    /// <param name="Kind">What kind of failure; decides what the pump does.</param>
    /// <param name="Scope">What else it concerns.</param>
    /// <param name="Reason">For a coordinator, a sentence; free of secrets and of the text.</param>
    /// <param name="RetryAfter">How long the network asked to wait; null when it did not say.</param>
    /// <param name="PictureAtFault">Whether the same part without its pictures may be accepted.</param>
    /// <param name="Rate">What is left of the rate, as the reply told.</param>
    public sealed record Failed(
        FailureKind Kind,
        FailureScope Scope,
        Phrase Reason,
        TimeSpan? RetryAfter = null,
        bool PictureAtFault = false,
        RateReading? Rate = null) : Outcome
    {
        /// <summary>What it says of the one person at the target. Default nothing.</summary>
        public PersonStatus Person { get; init; }

        /// <summary>What it says of the topic that the part was to stand in. Default nothing.</summary>
        public TopicFault Topic { get; init; }
    }
}

/// <summary>What a refusal says of a topic: certainly not there, and no fault of the part or of its target.</summary>
public enum TopicFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It takes no posts, for it was closed.</summary>
    Closed,

    /// <summary>There is no such topic any more.</summary>
    Gone,
}

/// <summary>What a refusal says of a person.</summary>
public enum PersonStatus
{
    /// <summary>Nothing: the person may be written to another time.</summary>
    Unchanged,

    /// <summary>The person has shut us out, of his or her own will: an opposition.</summary>
    Blocked,

    /// <summary>The account at the network is no more.</summary>
    Gone,
}

/// <summary>What a reply said of the account's rate.</summary>
/// <param name="Remaining">Calls left in the window; 0 holds the account until <paramref name="Resets"/>.</param>
/// <param name="Resets">When the window starts anew.</param>
public sealed record RateReading(int Remaining, DateTimeOffset Resets);

/// <summary>What kind of failure.</summary>
public enum FailureKind
{
    /// <summary>May be there: lost reply, timeout, 5xx on a create, stop in mid-call. Read back before anything else.</summary>
    Unknown,

    /// <summary>Told to slow down. Certainly not there; costs no strike.</summary>
    Throttled,

    /// <summary>Certainly not there: refused connection, name not found.</summary>
    Unavailable,

    /// <summary>The credentials are dead: an operator must act.</summary>
    Unauthorized,

    /// <summary>A permission, a plan or a setting is missing: an operator must act.</summary>
    Misconfigured,

    /// <summary>This text or this target, not the account.</summary>
    Refused,

    /// <summary>The network says that it has it already.</summary>
    Duplicate,

    /// <summary>The target of an edit or a delete is not there.</summary>
    Gone,
}

/// <summary>What a failure concerns.</summary>
public enum FailureScope
{
    /// <summary>This delivery alone.</summary>
    Delivery,

    /// <summary>Everything for this target.</summary>
    Target,

    /// <summary>Everything of this account.</summary>
    Account,
}
