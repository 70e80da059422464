using Relay.Core.Channels;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Menus;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Talking;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Inbox;
using Relay.Core.Swarm.Labels;
using Relay.Store;

namespace Relay.Worker.Conversations;

/// <summary>Adds what makes something of what came in.</summary>
internal static class ConversationRegistration
{
    /// <summary>Adds the rules, the loop and the buttons of conversations.</summary>
    public static IServiceCollection AddRelayConversations(this IServiceCollection services, ConfigurationInForce configuration, RelayStore store) => services
        .AddSingleton(store.Conversations)
        .AddSingleton<IUnderstand>(_ => new RuleUnderstanding())
        .AddSingleton(new ConversationRules(configuration.Party, configuration.Retention))
        .AddSingleton<ShutOuts>().AddSingleton<ConversationLoop>()
        .AddSingleton<IPressHandler, ConversationPresses>()
        .AddSingleton(configuration.Party).AddSingleton<GuestKeeper>()
        .AddHostedService<GuestRunner>()
        .AddSingleton(store.Labels).AddSingleton<LabelKeeper>().AddHostedService<LabelRunner>()
        .AddSingleton<MenuKeeper>().AddHostedService<MenuRunner>()
        .AddHostedService<ConversationRunner>();
}
