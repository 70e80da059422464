using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Items;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Control.People;
using Relay.Worker.Hosting;
using Relay.Worker.Jobs;
using Relay.Worker.Keys;
using Relay.Worker.Service;

namespace Relay.Worker.Control;

/// <summary>Adds the control socket and the commands it takes.</summary>
internal static class ControlRegistration
{
    /// <summary>Adds them; a further command is a further line.</summary>
    public static IServiceCollection AddRelayControl(this IServiceCollection services, ControlAddress address) => ChangeContact.Keys
        .Aggregate(services, (all, key) => all.AddSingleton<IControlCommand>(parts => new ChangeContact(key, parts.GetRequiredService<RightsDesk>())))
        .AddSingleton<IControlCommand, Ping>()
        .AddSingleton<ReadBack>().AddSingleton(parts => new ResolveDoubt(parts.GetRequiredService<ILedger>(), parts.GetRequiredService<Prospect>(), parts.GetRequiredService<PumpBell>(),
            parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ReadBack>().LookAsync)).AddSingleton<IControlCommand>(parts => parts.GetRequiredService<ResolveDoubt>())
        .AddSingleton<IControlCommand>(parts => new DecideBrake(parts.GetRequiredService<IItemStore>(), PlanNow(parts), parts.GetRequiredService<TimeProvider>()))
        .AddSingleton<IControlCommand>(parts => new ProveAccess(parts.GetRequiredService<IChannels>(), parts.GetRequiredService<AccessCheck>(), parts.GetRequiredService<IProofStore>(),
            parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<StopTokens>().ClaimNothingMore))
        .AddSingleton<IControlCommand, KeepSettings>()
        .AddSingleton<IControlCommand, UndoLink>()
        .AddSingleton<IControlCommand, NoteAccess>()
        .AddSingleton<IControlCommand, EndWaiting>()
        .AddSingleton<IControlCommand, NoteWebhook>()
        .AddSingleton<IControlCommand>(parts => ActivatorUtilities.CreateInstance<ChangeHalt>(parts, true, true))
        .AddSingleton<IControlCommand>(parts => ActivatorUtilities.CreateInstance<ChangeHalt>(parts, false, true))
        .AddSingleton<ControlDesk>()
        .AddSingleton<Func<IControlDoor>>(() => OperatingSystem.IsWindows() ? new PipeDoor(address.PipeName) : UnixDoor.Open(address.SocketPath, Peer.Of))
        .AddHostedService<ControlServer>();

    /// <summary>Changes of what is kept, with the worker following: new pumps, a new plan.</summary>
    public static SettingsDesk SettingsDesk(IServiceProvider parts, ConfigurationFile file, Surroundings around, RelayStore store) => new(file, around, store.Settings, store.Secrets, async (next, touched) =>
    {
        parts.GetRequiredService<LiveChannels>().Swap(next, touched);
        parts.GetRequiredService<PumpLoops>().Follow();
        await PlanNow(parts)();
    });

    /// <summary>What runs in a command of its own, while no worker does.</summary>
    public static async Task<ControlDesk> WithoutAsync(RelayStore store, ConfigurationFile file, ConfigurationInForce configuration, Surroundings around, CancellationToken cancel)
    {
        var halts = await new HaltBoard().ReadAsync(store, configuration, cancel);
        var prospect = new Prospect(store.Ledger, configuration, store.Items, new Explainer(configuration, halts, around.Time), configuration.Engine, around.Time);
        return new(
        [
            new ResolveDoubt(store.Ledger, prospect, new PumpBell(), around.Time, async (delivery, part, abort) =>
            {
                // Through the store that is open for work, so that a token which its network rotates is kept.
                var current = await ConfigurationLoader.ReadAsync(file, around, store, abort);
                await using var parts = new ServiceCollection().AddLogging().AddRelayParts(current, store, around.Time).BuildServiceProvider();
                return await new ReadBack(parts.GetRequiredService<DoubtResolver>(), current, halts, around.Time).LookAsync(delivery, part, abort);
            }),
            new DecideBrake(store.Items, () => Task.CompletedTask, around.Time),
            new KeepSettings(new(file, around, store.Settings, store.Secrets, (_, _) => Task.CompletedTask)),
            new SetStage(new(file, around, store.Settings, store.Secrets, (_, _) => Task.CompletedTask), file, store.Audit, around.Time),
            new ChangeHalt(pause: true, isWorking: false, store.Halts, store.Ledger, configuration, halts, new PumpBell(), around.Time),
            new ChangeHalt(pause: false, isWorking: false, store.Halts, store.Ledger, configuration, halts, new PumpBell(), around.Time),
            .. ChangeContact.Keys.Select(key => new ChangeContact(key, RightsOf(store, configuration, around.Time))),
            new UndoLink(store.Links, around.Time),
            new MakeBroadcast(new(store.Broadcasts, store.Items, configuration.Party, around.Time)),
            new CancelBroadcast(store.Broadcasts, around.Time),
            new NoteAccess(store.Contacts, new PeopleKeyFile(configuration.Store.Keys), store.Audit, around.Time),
            new EndWaiting(store.Waiting, around.Time),
            new NoteWebhook(store.Audit, around.Time),
        ]);
    }

    private static RightsDesk RightsOf(RelayStore store, ConfigurationInForce configuration, TimeProvider time)
    {
        var keys = new PeopleKeyFile(configuration.Store.Keys);
        var list = new SuppressionList(store.Suppressions, keys, time);
        var log = new LeftAloneFile(configuration.Store.Keys);
        // What can't be noted is noted by the start of the worker, which does not run now.
        var journal = new LeftAloneJournal(log, store.Records, store.Links, NullLogger<LeftAloneJournal>.Instance);
        var book = new ContactBook(store.Contacts, store.Links, list, new RetentionRules(configuration.Retention), time, journal);
        return new(book, store.Contacts, store.Records, store.Links, log, keys, time);
    }

    private static Func<Task> PlanNow(IServiceProvider parts) => async () =>
    {
        var scheduler = await parts.GetRequiredService<ISchedulerFactory>().GetScheduler(CancellationToken.None);
        await FollowUp.RunAsync(scheduler, PlanJob.Key, CancellationToken.None);
    };
}
