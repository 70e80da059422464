namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// What an interaction is known by, for ever: whichever door it comes through, and however often, it is the same one. Remote ids are text as the network wrote them
/// (compared ordinally); they are unique in their chat only.
/// </summary>
/// <param name="Reader">Network and who is read for, <c>telegram:7000000001</c>, <c>facebook:1234</c>: two accounts on one bot or one Page read the same thing.</param>
/// <param name="Chat">Where it stands: a chat, a post, a conversation.</param>
/// <param name="Kind">What it is.</param>
/// <param name="RemoteId">Its id at the network.</param>
public sealed record InteractionKey(string Reader, string Chat, InteractionKind Kind, string RemoteId)
{
    /// <summary>One line that no two keys share: parts are escaped, so an id that holds a separator stays itself.</summary>
    public override string ToString() => string.Join('|', Escape(Reader), Escape(Chat), Kind, Escape(RemoteId));

    private static string Escape(string part) => part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}

/// <summary>What came back. Stored by name: names never change.</summary>
public enum InteractionKind
{
    /// <summary>A comment under a post of ours, or a message in the discussion group of a channel under such a post. Public.</summary>
    Comment,

    /// <summary>An answer to a comment, or to a message of ours in a group. Public.</summary>
    Reply,

    /// <summary>Somebody named us. Public.</summary>
    Mention,

    /// <summary>Somebody carried a post of ours further with words of their own. Public.</summary>
    Quote,

    /// <summary>A message in a group that Relay reads, neither to us nor under a post of ours. Public.</summary>
    GroupMessage,

    /// <summary>Written to us alone.</summary>
    PrivateMessage,

    /// <summary>A button was pressed.</summary>
    Press,

    /// <summary>A person came, left, blocked the bot or let it write again.</summary>
    Membership,
}
