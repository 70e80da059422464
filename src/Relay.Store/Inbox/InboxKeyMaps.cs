using Relay.Core.Inbox.Arrivals;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>The words in which the inbox is stored.</summary>
internal static class InboxKeyMaps
{
    public static KeyMap<Door> Doors { get; } = new((Door.Poll, "poll"), (Door.Webhook, "webhook"));

    public static KeyMap<InteractionRealm> Realms { get; } = new(
        (InteractionRealm.Public, "public"), (InteractionRealm.Private, "private"), (InteractionRealm.Press, "press"), (InteractionRealm.Membership, "membership"));

    public static KeyMap<InteractionKind> Kinds { get; } = new(
        (InteractionKind.GroupMessage, "group-message"), (InteractionKind.Post, "post"), (InteractionKind.Mention, "mention"), (InteractionKind.Quote, "quote"), (InteractionKind.Comment, "comment"),
        (InteractionKind.Reply, "reply"), (InteractionKind.PrivateMessage, "private-message"));
}
