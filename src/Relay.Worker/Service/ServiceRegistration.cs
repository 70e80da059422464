using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Jobs;

namespace Relay.Worker.Service;

/// <summary>Adds what a service manager is told.</summary>
internal static class ServiceRegistration
{
    /// <summary>How long the scheduler may be silent: the watchdog has it run something at least that often.</summary>
    private static readonly TimeSpan SchedulerRest = TimeSpan.FromMinutes(10);

    /// <summary>How long slots may go without a look that ends well: one is due every five minutes, and over many targets takes its time. As long a plan may keep failing.</summary>
    private static readonly TimeSpan SlotRest = SlotClock.Latest + TimeSpan.FromMinutes(10);

    /// <summary>How long one commit may take, on a disk that is all but dead.</summary>
    private static readonly TimeSpan CommitRest = TimeSpan.FromMinutes(2);

    /// <summary>Adds the heartbeat, and has the scheduler, the slots and the store's writer watched; pumps are by their loops.</summary>
    public static IServiceCollection AddRelayService(this IServiceCollection services, RelayStore store, Surroundings around) => services
        .AddSingleton<Setbacks>()
        .AddSingleton(parts =>
        {
            var board = new ProgressBoard(around.Time);
            var rounds = parts.GetRequiredService<Rounds>();
            board.Watch("the scheduler", () => rounds.LastTurn, SchedulerRest);
            var setbacks = parts.GetRequiredService<Setbacks>();
            board.Watch("the watchdog", () => rounds.LastLook, SchedulerRest);
            board.Watch("the plan", () => setbacks.Since("plan"), SlotRest);
            board.Watch("the slots", () => rounds.LastSlots, SlotRest);
            board.Watch("the store", () => store.WritingSince, CommitRest);
            return board;
        })
        .AddSingleton(parts => new SystemdNotifier(around.Environment, parts.GetRequiredService<ILogger<SystemdNotifier>>()))
        .AddHostedService<Heartbeat>();
}
