using Relay.Core.Texts;

namespace Relay.Core.Inbox.Polling;

/// <summary>What streams hold, in words for a coordinator.</summary>
public static class PollWords
{
    /// <summary>The things of a kind of streams, with the French article; a kind without words of its own goes by its name.</summary>
    public static Phrase Of(string kind) => kind switch
    {
        "comments" => new("les commentaires", "comments"),
        "mentions" => new("les mentions", "mentions"),
        "search" => new("les réponses et citations sans mention", "replies and quotes without a mention"),
        "conversations" or "dm_events" => new("les messages privés", "private messages"),
        _ => new($"« {kind} »", $"'{kind}'"),
    };
}
