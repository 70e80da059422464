using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Polling;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Facebook.Access;
using Relay.Networks.Facebook.Connecting;
using Relay.Networks.Facebook.Inbox;
using Relay.Networks.Facebook.Proving;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

internal static class FacebookRegistration
{
    /// <summary>Adds Facebook: Pages.</summary>
    public static IServiceCollection AddFacebook(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddNetworkClient(FacebookNetwork.NetworkKey, FacebookSetup.Own)
            .AddSingleton<FacebookApi>()
            .AddSingleton<FacebookFeed>()
            .AddSingleton<FacebookNetwork>()
            .AddSingleton<INetwork>(parts => parts.GetRequiredService<FacebookNetwork>())
            .AddSingleton<IShadowPosts, FacebookShadow>()
            .AddSingleton<IReadArrivals, FacebookArrivals>()
            .AddSingleton<IHearWebhooks, FacebookHearing>()
            .AddSingleton<IPollStreams, FacebookStreams>()
            .AddSingleton<GraphReader>()
            .AddSingleton<TokenInspector>()
            .AddSingleton<ManagedPages>()
            .AddSingleton<ConsentInBrowser>()
            .AddSingleton<IRegisterWebhooks, FacebookCalls>()
            .AddSingleton<IConnector, FacebookConnector>()
            .AddSingleton<IProveAccess, FacebookProver>()
            .AddSingleton<INetworkSetup, FacebookSetup>()
            .AddSingleton<ITextRules, FacebookText>();
    }
}
