using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core;
using Relay.Core.Channels;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Swarm;
using Relay.Core.Texts;
using Relay.Networks;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Rigs;

/// <summary>Relay as the worker puts it together, over a store and a source of a case's own; what Quartz would start, the case starts.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private EngineRig(RelayStore store, ServiceProvider services) => (Store, _services) = (store, services);

    public RelayStore Store { get; }

    public ILedger Ledger => Store.Ledger;

    public PumpFactory Pumps => _services.GetRequiredService<PumpFactory>();

    public static async Task<EngineRig> OpenAsync(StoreOptions store, IChannels channels, ISource source)
    {
        var open = await RelayStore.OpenForWorkAsync(store, TimeProvider.System, logger: null, CancellationToken.None);
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(channels).AddSingleton(new HarvestOptions())
            .AddSingleton<IReadOnlyDictionary<string, ISource>>(new Dictionary<string, ISource>(StringComparer.Ordinal) { [source.Id] = source })
            .AddSingleton(open.Ledger).AddSingleton(open.Items).AddSingleton(open.Marks).AddSingleton(open.Audit).AddSingleton(open.Suppressions).AddSingleton(open.Broadcasts).AddSingleton(open.Guests).AddSingleton(open.Topics).AddSingleton<IPeopleKeyFile>(new KeysInMemory()).AddSingleton<ILinkKey>(new LinkKeyInMemory())
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRelayNetworks().AddRelayTexts()
            .AddRelayEngine(new EngineOptions())
            .AddSingleton<IHarvester, Harvester>();
        // What stands at these addresses plays the network's own server.
        foreach (var server in channels.Accounts.Values.Select(account => account.BaseAddress).Distinct())
        {
            services.AddOwnServer(server);
        }
        return new(open, services.BuildServiceProvider(validateScopes: true));
    }

    public Task<HarvestReport> HarvestAsync(bool full = false) => _services.GetRequiredService<IHarvester>().RunAsync("party", full, CancellationToken.None);

    public Task<PlanReport> PlanAsync() => _services.GetRequiredService<PlanService>().RunAsync(CancellationToken.None);

    public Task<SlotReport> SlotAsync() => _services.GetRequiredService<Slotter>().RunAsync(CancellationToken.None);

    /// <summary>Runs the pumps of some accounts until something is so, and lets what is under way end.</summary>
    public async Task PumpAsync(IEnumerable<Account> accounts, Func<Task<bool>> until)
    {
        using var stop = new CancellationTokenSource();
        var factory = Pumps;
        var pumps = accounts.Select(account => Task.Run(() => factory.Create(account).RunAsync(stop.Token, CancellationToken.None))).ToList();
        var all = Task.WhenAll(pumps);
        while (!await until())
        {
            if (pumps.Find(pump => pump.IsFaulted) is { } failed)
            {
                await failed;
            }
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System));
        }
        await stop.CancelAsync();
        await all;
    }

    /// <summary>How many attempts the deliveries of some items took.</summary>
    public async Task<int> AttemptsAsync(IEnumerable<ItemKey> keys)
    {
        var count = 0;
        foreach (var key in keys)
        {
            foreach (var publication in await Ledger.OfItemAsync(key, CancellationToken.None))
            {
                count += publication.DeliveryId is { } id ? (await Ledger.FindAsync(id, CancellationToken.None))!.Attempts : 0;
            }
        }
        return count;
    }

    /// <summary>Throws unless everything released stands exactly once on its network.</summary>
    public async Task RequireConfirmedAsync(int count)
    {
        var tally = await Ledger.TallyAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
        if (tally.Deliveries.GetValueOrDefault(DeliveryState.Confirmed) != count || tally.Deliveries.Values.Sum() != count || tally.Duplicates != 0)
        {
            throw new InvalidOperationException($"{count} deliveries were to be confirmed; the ledger says {string.Join(", ", tally.Deliveries)}, {tally.Duplicates} twice.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
    }
}
