using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Worker.Control;

namespace Relay.Worker.Broadcasts;

/// <summary>Adds what carries broadcasts out.</summary>
internal static class BroadcastRegistration
{
    /// <summary>Adds the desk, the loop and the commands; conversations are there already.</summary>
    public static IServiceCollection AddRelayBroadcasts(this IServiceCollection services, ConfigurationInForce configuration) => services
        .AddSingleton(configuration.Party)
        .AddSingleton<BroadcastDesk>().AddSingleton<BroadcastExpander>().AddSingleton<EventReminders>().AddSingleton<BroadcastLoop>()
        .AddSingleton<IControlCommand, MakeBroadcast>().AddSingleton<IControlCommand, CancelBroadcast>()
        .AddHostedService<BroadcastRunner>();
}
