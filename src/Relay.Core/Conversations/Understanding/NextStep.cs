namespace Relay.Core.Conversations.Understanding;

/// <summary>What should follow a message. Conduct rules may still keep an answer back.</summary>
public enum NextStep
{
    /// <summary>Nothing is said: applause, insults, advertising, talk among others.</summary>
    Silent = 0,

    /// <summary>The act counts as it stands.</summary>
    Record,

    /// <summary>The act is read back with a button before it counts (CV-03).</summary>
    Confirm,

    /// <summary>It could mean several things: ask which.</summary>
    Ask,

    /// <summary>An answer from the record, or a word of thanks.</summary>
    Answer,

    /// <summary>A link to a private chat, where it can be recorded.</summary>
    Invite,

    /// <summary>A person must read it.</summary>
    Human,
}
