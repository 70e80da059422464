using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Polling;
using Relay.Store;
using Relay.Worker.Control;

namespace Relay.Worker.Inbox;

/// <summary>Adds what reads from the networks, and what understands it.</summary>
internal static class InboxRegistration
{
    /// <summary>Adds the readers of the worker. Whoever puts buttons under messages adds an <see cref="IPressHandler"/>.</summary>
    public static IServiceCollection AddRelayInbox(this IServiceCollection services, RelayStore store) => services
        .AddSingleton(store.Inbox).AddSingleton<InboxBell>().AddSingleton<OwnVoices>().AddSingleton<AuthorSeal>().AddSingleton<Correspondence>().AddSingleton<ArrivalLoop>()
        .AddSingleton<IPressHandler, DoubtPresses>()
        .AddSingleton<PressDesk>()
        .AddSingleton<ReaderTurns>()
        .AddSingleton<UpdateLoops>()
        .AddSingleton<IControlCommand, YieldReader>()
        .AddSingleton(store.Posts).AddSingleton<PollPurse>().AddSingleton<PollLoops>()
        .AddHostedService<UpdateReaders>()
        .AddHostedService<PollReaders>()
        .AddHostedService<ArrivalReader>();
}
