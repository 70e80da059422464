using Microsoft.Extensions.DependencyInjection;
using Relay.Networks.Assisted;
using Relay.Networks.Facebook;
using Relay.Networks.Telegram;
using Relay.Networks.Transport;
using Relay.Networks.X;

namespace Relay.Networks;

/// <summary>The networks that Relay speaks to.</summary>
public static class RelayNetworks
{
    /// <summary>Adds every network: its adapter, the reader of its settings, and its client. A new network is one more line.</summary>
    public static IServiceCollection AddRelayNetworks(this IServiceCollection services) => services
        .AddFacebook()
        .AddX()
        .AddTelegram()
        .AddAssisted();

    /// <summary>Names a server that keeps its connections as reliably as the networks' own: calls to it share them for two seconds (docs/adr/0023).</summary>
    /// <param name="services">Where to.</param>
    /// <param name="server">Any address on it.</param>
    public static IServiceCollection AddOwnServer(this IServiceCollection services, Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return services.AddSingleton(new OwnServer(server.Authority));
    }
}
