namespace Relay.Core.Conversations.Understanding;

/// <summary>Whether a message stops what we send to its writer (DP-20). When in doubt the person receives nothing.</summary>
public enum OptOut
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>It may: everything proactive pauses at once, a person decides.</summary>
    Review,

    /// <summary>It does: the writer is opposed at once.</summary>
    Certain,
}
