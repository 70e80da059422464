using Relay.Core.Texts;

namespace Relay.Core.Channels.Proofs;

/// <summary>The rungs by the names that the store, scripts and people use.</summary>
public static class CapabilityNames
{
    private static readonly (Capability Capability, string Key, Phrase Words)[] Names =
    [
        (Capability.Authenticate, "authenticate", new("s'identifier", "authenticate")),
        (Capability.Post, "post", new("publier", "post")),
        (Capability.Edit, "edit", new("modifier", "edit")),
        (Capability.ReadOwnPosts, "read-own-posts", new("relire ses publications", "read own posts")),
        (Capability.ReadComments, "read-comments", new("lire les commentaires", "read comments")),
        (Capability.ReadMessages, "read-messages", new("lire les messages privés", "read messages")),
        (Capability.HearWebhooks, "hear-webhooks", new("être appelé (webhooks)", "hear webhooks")),
    ];

    /// <summary>Every name for programs, from the first rung.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Names.Select(name => name.Key)];

    /// <summary>For programs and the store; never changed.</summary>
    public static string Key(this Capability capability) => Names.Single(name => name.Capability == capability).Key;

    /// <summary>For people.</summary>
    public static Phrase Words(this Capability capability) => Names.Single(name => name.Capability == capability).Words;

    /// <summary>The rung of a <see cref="Key"/>; null when there is none of that name.</summary>
    public static Capability? Find(string key)
    {
        var at = Array.FindIndex(Names, name => name.Key == key);
        return at < 0 ? null : Names[at].Capability;
    }
}
