namespace Relay.Core.Inbox.Arrivals;

/// <summary>How words stand to us, as one payload tells it; another payload may tell more. In rising order: the highest counts. Stored by name: names never change.</summary>
public enum InteractionKind
{
    /// <summary>A message in a group that Relay reads, neither to us nor known to stand under a post of ours. Public.</summary>
    GroupMessage,

    /// <summary>A post of its own: one of ours, or one that somebody put on our Page. Public.</summary>
    Post,

    /// <summary>Somebody named us. Public.</summary>
    Mention,

    /// <summary>Somebody carried a post of ours further with words of their own. Public.</summary>
    Quote,

    /// <summary>A comment under a post, or a message in the discussion group of a channel under such a post. Public.</summary>
    Comment,

    /// <summary>An answer to a comment, to a post on X, or to a message of ours in a group. Public.</summary>
    Reply,

    /// <summary>Written to us alone.</summary>
    PrivateMessage,
}
