using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Subscribes the app to a Page, and ends that. Source: developers.facebook.com/docs/graph-api/reference/page/subscribed_apps.</summary>
internal sealed class FacebookCalls(FacebookApi api) : IRegisterWebhooks
{
    private const string Fields = "feed,mention,messages,messaging_postbacks,message_edits";

    public string Network => FacebookNetwork.NetworkKey;

    public Phrase? ByHand { get; } = new(
        "L'adresse elle-même se donne une fois à l'application : developers.facebook.com, Webhooks, objet Page, avec le VerifyToken.",
        "The address itself is given to the app once: developers.facebook.com, Webhooks, object Page, with the VerifyToken.");

    public async Task<Outcome.Failed?> SetAsync(Account account, Uri address, CancellationToken abort)
        => (await api.CallAsync(account, Call.Edit, HttpMethod.Post, Edge(account), [new("subscribed_fields", Fields)], null, null, abort)).Failure;

    public async Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort)
        => (await api.CallAsync(account, Call.Edit, HttpMethod.Delete, Edge(account), [], null, null, abort)).Failure;

    private static string Edge(Account account) => $"{account.Settings[FacebookSetup.PageId]}/subscribed_apps";
}
