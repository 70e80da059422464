using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Polling;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Pictures;
using Relay.Networks.Transport;
using Relay.Networks.X.Access;
using Relay.Networks.X.Connecting;
using Relay.Networks.X.Inbox;
using Relay.Networks.X.Proving;

namespace Relay.Networks.X;

internal static class XRegistration
{
    /// <summary>Adds X: a profile.</summary>
    public static IServiceCollection AddX(this IServiceCollection services) => services
        .AddPictures()
        .AddNetworkClient(XNetwork.NetworkKey, XSetup.Own)
        .AddSingleton<XTokenServer>()
        .AddSingleton<XTokens>()
        .AddSingleton<XApi>()
        .AddSingleton<XSelf>()
        .AddSingleton<XMedia>()
        .AddSingleton<XTimeline>()
        .AddSingleton<INetwork, XNetwork>()
        .AddSingleton<IReadArrivals, XArrivals>()
        .AddSingleton<IHearWebhooks, XHearing>().AddSingleton<XCalls>().AddSingleton<IRegisterWebhooks>(parts => parts.GetRequiredService<XCalls>())
        .AddSingleton<IPollStreams, XStreams>()
        .AddSingleton<INetworkSetup, XSetup>()
        .AddSingleton<XPrices>().AddSingleton<IPricePosts>(provider => provider.GetRequiredService<XPrices>())
        .AddSingleton<XCodeWay>().AddSingleton<XPinWay>().AddSingleton<IConnector, XConnector>()
        .AddSingleton<IProveAccess, XProof>()
        .AddSingleton<ITextRules, XText>();
}
