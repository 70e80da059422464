using Relay.Core.Deliveries;

namespace Relay.Networks.Transport;

/// <summary>What a request is for. Decides what an unclear answer means.</summary>
internal enum Call
{
    /// <summary>Makes a post: an unclear answer may hide one.</summary>
    Create,

    /// <summary>Answers somebody: an unclear answer may hide one, and what is refused concerns that answer rather than the account.</summary>
    Answer,

    /// <summary>Hands over a picture that nobody sees yet: whatever became of it, no post is there.</summary>
    Prepare,

    /// <summary>Changes a post: doing it again changes nothing more.</summary>
    Edit,

    /// <summary>Takes a post away: doing it again takes nothing more.</summary>
    Delete,

    /// <summary>Reads what is ours.</summary>
    Find,

    /// <summary>Reads what others wrote, under a post that may be gone.</summary>
    Collect,
}

/// <summary>What a network's answer means: one cell of its table.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Scope">What it concerns.</param>
/// <param name="PictureAtFault">Whether the part may be accepted without its pictures.</param>
internal readonly record struct Verdict(FailureKind Kind, FailureScope Scope, bool PictureAtFault = false)
{
    /// <summary>Nothing certain is known.</summary>
    public static Verdict Unknown => new(FailureKind.Unknown, FailureScope.Delivery);

    /// <summary>What an answer means that is not in the network's own form: a page of a proxy, a cut-off body, an empty one.</summary>
    public static Verdict OfForeign(int status) => status switch
    {
        429 => new(FailureKind.Throttled, FailureScope.Account),
        >= 300 and < 400 => new(FailureKind.Misconfigured, FailureScope.Account), // never followed: a redirect would carry the token elsewhere
        _ => Unknown,
    };
}

/// <summary>Ends a failure's reading by what the call was for.</summary>
internal static class Calls
{
    /// <summary>Only a create or an answer can leave a doubt: after any other call, nothing new is there and it may be made again.</summary>
    public static Outcome.Failed Settle(this Outcome.Failed failure, Call call)
        => call is not (Call.Create or Call.Answer) && failure.Kind is FailureKind.Unknown ? failure with { Kind = FailureKind.Unavailable } : failure;
}
