namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// What an interaction is known by, for ever: whichever door it comes through, and however often, it is the same one. It holds only what no edit and no door changes: the same
/// words are a mention to one door and a reply to the other (<see cref="InteractionKind"/>). Remote ids are text as the network wrote them (compared ordinally).
/// </summary>
/// <param name="Reader">Network and who is read for, <c>telegram:7000000001</c>, <c>facebook:1234</c>: two accounts on one bot or one Page read the same thing.</param>
/// <param name="Chat">Where its id is unique: a chat, the other person of a conversation; empty where the network counts all of its ids in one row.</param>
/// <param name="Realm">Which ids it shares.</param>
/// <param name="RemoteId">Its id at the network.</param>
public sealed record InteractionKey(string Reader, string Chat, InteractionRealm Realm, string RemoteId)
{
    /// <summary>Key of the network.</summary>
    public string Network => Reader.Split(':')[0];

    /// <summary>One line that no two keys share: parts are escaped, so an id that holds a separator stays itself.</summary>
    public override string ToString() => string.Join('|', Escape(Reader), Escape(Chat), Realm, Escape(RemoteId));

    private static string Escape(string part) => part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}

/// <summary>Things whose ids are counted together. Stored by name: names never change.</summary>
public enum InteractionRealm
{
    /// <summary>Words that everybody can read, or everybody in a group.</summary>
    Public,

    /// <summary>Words between one person and us.</summary>
    Private,

    /// <summary>Presses of buttons.</summary>
    Press,

    /// <summary>Comings and goings.</summary>
    Membership,
}
