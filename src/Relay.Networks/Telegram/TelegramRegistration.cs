using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Conversations.Menus;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Networks.Telegram.Asking;
using Relay.Networks.Telegram.Connecting;
using Relay.Networks.Telegram.Inbox;
using Relay.Networks.Telegram.Proving;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

internal static class TelegramRegistration
{
    /// <summary>Adds Telegram: channels, groups, topics and private chats through a bot.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddNetworkClient(TelegramNetwork.NetworkKey, TelegramSetup.Own)
            .AddSingleton<TelegramApi>()
            .AddSingleton<TelegramJournal>()
            .AddSingleton<TelegramNetwork>()
            .AddSingleton<INetwork>(parts => parts.GetRequiredService<TelegramNetwork>())
            .AddSingleton<TelegramText>()
            .AddSingleton<IShadowPosts, TelegramShadow>()
            .AddSingleton<TelegramInquiry>()
            .AddSingleton<IReadUpdates, TelegramReader>()
            .AddSingleton<IReadArrivals, TelegramArrivals>()
            .AddSingleton<IHearWebhooks, TelegramHearing>().AddSingleton<IRegisterWebhooks, TelegramCalls>()
            .AddSingleton<IShowMenus, TelegramMenus>()
            .AddSingleton<IConnector, TelegramConnector>()
            .AddSingleton<TelegramProof>().AddSingleton<IProveAccess>(parts => parts.GetRequiredService<TelegramProof>())
            .AddSingleton<INetworkSetup, TelegramSetup>()
            .AddSingleton<ITextRules, TelegramText>();
    }
}
