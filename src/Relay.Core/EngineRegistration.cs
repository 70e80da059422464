using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Budgets;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Inbox;
using Relay.Core.Planning;
using Relay.Core.Swarm;
using Relay.Core.Swarm.Topics;

namespace Relay.Core;

/// <summary>Registers planning and deliveries. Needs from elsewhere: the store's ports, <c>IChannels</c>, the networks, the sources by id, <c>ILinkKey</c>, <c>ITextComposer</c> and a <see cref="TimeProvider"/>.</summary>
public static class EngineRegistration
{
    /// <summary>Adds the engine. The guards are asked in the order of their lines here; a further guard is a further line.</summary>
    public static IServiceCollection AddRelayEngine(this IServiceCollection services, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        return services
            .AddSingleton(options)
            .AddSingleton<Planner>().AddSingleton<PlanService>().AddSingleton<Slotter>()
            .AddSingleton<IGuard, StageGuard>()
            .AddSingleton<IGuard, ExpiryGuard>()
            .AddSingleton<IGuard, ItemStateGuard>()
            .AddSingleton<IGuard, AnswerGuard>()
            .AddSingleton<IGuard, ToldGuard>()
            .AddSingleton<IGuard, CorrectionGuard>()
            .AddSingleton<IGuard, SameTextGuard>()
            .AddSingleton<IGuard, BudgetGuard>()
            .AddSingleton<IGuard, SuppressionGuard>()
            .AddSingleton<IGuard, BroadcastGuard>()
            .AddSingleton<IGuard, GuestQuietGuard>()
            .AddSingleton<IGuard, HaltGuard>()
            .AddSingleton<SuppressionList>().AddSingleton<ISuppressionList>(provider => provider.GetRequiredService<SuppressionList>())
            .AddSingleton<HaltBoard>()
            .AddSingleton<GuardChain>().AddSingleton<FreshItems>().AddSingleton<PartComposer>().AddSingleton<BudgetBook>().AddSingleton<CopyKeeper>().AddSingleton<CopyJudge>()
            .AddSingleton<ShadowCaller>().AddSingleton<HandCaller>().AddSingleton<HandKeeper>().AddSingleton<TestPosts>().AddSingleton<IPressHandler, HandPresses>().AddSingleton<CopyLinks>().AddSingleton<NetworkCaller>().AddSingleton<ThemeTopics>().AddSingleton<Sender>().AddSingleton<DoubtResolver>()
            .AddSingleton<AnswerDesk>().AddSingleton<PumpBell>().AddSingleton<RateBooks>().AddSingleton<PumpFactory>().AddSingleton<Explainer>().AddSingleton<Prospect>();
    }
}
