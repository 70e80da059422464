using Microsoft.Extensions.Configuration.Memory;
using Relay.Core.Contacts.Rights;
using Relay.Core.Alarms;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Broadcasts;
using Relay.Worker.Cli;
using Relay.Worker.Control;
using Relay.Worker.Conversations;
using Relay.Worker.Inbox;
using Relay.Worker.Jobs;
using Relay.Worker.Service;
using Relay.Worker.Webhooks;

namespace Relay.Worker.Hosting;

/// <summary>A worker from its start to its end: takes the store, finds out what a crash left, runs jobs, pumps and the control socket, and stops in order.</summary>
internal sealed partial class WorkerRun : IAsyncDisposable
{
    private readonly RelayStore _store;
    private readonly IHost _host;
    private bool _isOver;

    private WorkerRun(RelayStore store, IHost host) => (_store, _host) = (store, host);

    /// <summary>The running parts.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts everything. When this returns, the worker works.</summary>
    /// <exception cref="CommandFailure">When the store cannot be taken.</exception>
    public static async Task<WorkerRun> StartAsync(ConfigurationFile file, ConfigurationInForce configuration, Screen screen, Surroundings around, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory });
        AddLogging(builder, file, configuration, screen, around);
        RelayStore store;
        using (var opening = LoggerFactory.Create(logging => logging.AddProvider(Lines(configuration, screen, around))))
        {
            store = await StoreAccess.OpenForWorkAsync(configuration, around.Time, opening.CreateLogger<RelayStore>(), cancel);
        }
        try
        {
            // Only now is what the store keeps known for certain, and read through the store that rotated tokens are written to.
            configuration = await ConfigurationLoader.ReadAsync(file, around, store, cancel);
            SomethingToDo.Require(file, configuration);
            AddWorker(builder.Services, file, configuration, store, around);
            var host = builder.Build();
            var run = new WorkerRun(store, host);
            await run.BeginAsync(configuration, screen, cancel);
            return run;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Works until told to stop, then stops in order.</summary>
    /// <returns>Why it ended by itself; null when it was told to.</returns>
    public async Task<string?> UntilAsync(CancellationToken stop)
    {
        await _host.WaitForShutdownAsync(stop);
        return Services.GetRequiredService<WorkerVerdict>().Reason;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, true))
        {
            return;
        }
        try
        {
            await _host.StopAsync();
        }
        finally
        {
            // Also when something did not stop in time: what waits to be written is, and the lock is freed.
            _host.Dispose();
            await _store.DisposeAsync();
        }
    }

    private async Task BeginAsync(ConfigurationInForce configuration, Screen screen, CancellationToken cancel)
    {
        var logger = Services.GetRequiredService<ILogger<WorkerRun>>();
        // A quiet rehearsal has said that nothing leaves this machine.
        foreach (var account in configuration.Accounts.Values.Where(account => !account.IsNetworksOwn && !(screen.Quiet && configuration.Rehearsal)))
        {
            Log.Elsewhere(logger, account.Id, account.Network, account.BaseAddress);
        }
        foreach (var fault in configuration.LeftOut)
        {
            Log.LeftOut(logger, fault.Setting, new(fault.French, fault.Sentence));
        }
        foreach (var fault in configuration.Warnings)
        {
            Log.Unwise(logger, fault.Setting, new(fault.French, fault.Sentence));
        }
        // Before anybody is written to, or written down.
        await Cli.Contacts.ContactPick.WithKeysAsync(() => Services.GetRequiredService<LeftAloneReplay>().RunAsync(cancel));
        // Before anything else may touch the ledger: what was under way when the last worker ended is in doubt.
        var doubts = await _store.Ledger.RecoverAsync(Services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel);
        if (doubts > 0)
        {
            Log.Recovered(logger, doubts);
        }
        Services.GetRequiredService<HaltBoard>().Use(await _store.Halts.AllAsync(cancel));
        await _host.StartAsync(cancel);
        Log.Started(logger, configuration.Sources.Count, configuration.Accounts.Count, configuration.Channels.Count);
    }

    private static void AddWorker(IServiceCollection services, ConfigurationFile file, ConfigurationInForce configuration, RelayStore store, Surroundings around)
    {
        services.AddRelayParts(configuration, store, around.Time);
        services.AddSingleton(new LiveChannels(configuration)).AddSingleton<IChannels>(parts => parts.GetRequiredService<LiveChannels>());
        services.AddSingleton<StopTokens>().AddSingleton<WorkerVerdict>().AddSingleton<IHostLifetime, QuietLifetime>();
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = StopTokens.Whole;
            host.ServicesStopConcurrently = true;
        });
        services.AddRelayJobs(configuration, around.Time);
        services.AddHostedService<KillSwitch>(); // before the pumps
        services.AddSingleton<PumpLoops>().AddHostedService(parts => parts.GetRequiredService<PumpLoops>());
        services.AddSingleton(parts => ControlRegistration.SettingsDesk(parts, file, around, store));
        services.AddSingleton<IControlCommand>(parts => new TestPost(parts.GetRequiredService<TestPosts>(), parts.GetRequiredService<IChannels>(), parts.GetRequiredService<Explainer>(), isPumped: true,
            parts.GetRequiredService<StopTokens>().ClaimNothingMore));
        services.AddSingleton<IControlCommand>(parts => new SetStage(parts.GetRequiredService<SettingsDesk>(), file, store.Audit, around.Time));
        services.AddRelayService(store, around).AddHostedService<HeapTrim>();
        services.AddRelayInbox(store).AddRelayConversations(configuration, store).AddRelayBroadcasts(configuration).AddRelayWebhooks(configuration);
        services.AddSingleton(store.Alarms).AddSingleton<NextHarvest>(JobRegistration.NextHarvest).AddRelayAlarms(configuration.Watchdog).AddSingleton<IWatch, StuckWatch>().AddSingleton<IWatch, SetbackWatch>();
        services.AddRelayControl(StoreAccess.ControlOf(configuration));
    }

    private static void AddLogging(HostApplicationBuilder builder, ConfigurationFile file, ConfigurationInForce configuration, Screen screen, Surroundings around)
    {
        builder.Configuration.Sources.Add(new MemoryConfigurationSource { InitialData = file.Values });
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")); // after ours: the operator's word stands
        builder.Logging.AddProvider(Lines(configuration, screen, around));
    }

    private static LineLogProvider Lines(ConfigurationInForce configuration, Screen screen, Surroundings around)
        => new(around.Error, configuration.Rehearsal ? Screen.RehearsalMark.In(screen.Language) : "", screen.Quiet ? LogLevel.Warning : LogLevel.Trace, around.Time,
            JournalStream.IsErrorStream(around.Environment), screen.Language);

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Relay works with {Sources} sources, {Accounts} accounts and {Channels} channels.")]
        public static partial void Started(ILogger logger, int sources, int accounts, int channels);

        [LoggerMessage(5002, LogLevel.Warning, "{Doubts} attempts were under way when the last worker ended; they are found out before anything is sent again.")]
        public static partial void Recovered(ILogger logger, int doubts);

        [LoggerMessage(5004, LogLevel.Error, "{Setting}, which is kept in the store, is left out until it is mended: {Sentence}")]
        public static partial void LeftOut(ILogger logger, string setting, Phrase sentence);

        [LoggerMessage(5005, LogLevel.Warning, "{Setting}: {Sentence}")]
        public static partial void Unwise(ILogger logger, string setting, Phrase sentence);

        [LoggerMessage(5003, LogLevel.Warning, "Account {Account} ({Network}) does not call the network itself but {Address}.")]
        public static partial void Elsewhere(ILogger logger, string account, string network, Uri address);
    }
}
