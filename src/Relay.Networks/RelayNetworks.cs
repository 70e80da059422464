using Microsoft.Extensions.DependencyInjection;
using Relay.Networks.Assisted;
using Relay.Networks.Facebook;
using Relay.Networks.Telegram;
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
}
