using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Shadows;
using Relay.Networks.Assisted.Connecting;

namespace Relay.Networks.Assisted;

internal static class AssistedRegistration
{
    /// <summary>Adds assisted channels: groups where no program may publish and a person does. Needs Telegram.</summary>
    public static IServiceCollection AddAssisted(this IServiceCollection services) => services
        .AddSingleton<AssistedHand>()
        .AddSingleton<IHandOver>(parts => parts.GetRequiredService<AssistedHand>())
        .AddSingleton<IShadowPosts>(parts => parts.GetRequiredService<AssistedHand>())
        .AddSingleton<IConnector, AssistedConnector>()
        .AddSingleton<IProveAccess, AssistedProof>()
        .AddSingleton<INetworkSetup, AssistedSetup>();
}
