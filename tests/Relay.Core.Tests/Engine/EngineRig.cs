using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Swarm;
using Relay.Core.Swarm.Labels;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>The engine over a real store in a folder of its own, with networks in memory and a clock that a test moves.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-engine-");
    private readonly Dictionary<ItemKey, Item> _listed = [];
    private ServiceProvider _services = null!;

    private EngineRig()
    {
    }

    public ManualTime Time { get; } = new(Some.Now);

    public EditableNetwork Telegram { get; } = new();

    public ScriptedNetwork X { get; } = new("x");

    /// <summary>The person who publishes by hand for assisted channels.</summary>
    public ScriptedHand Hand { get; } = new();

    /// <summary>Where Telegram's channels in their shadow stage are shown; X has no such place.</summary>
    public ScriptedShadow Shadow { get; } = new();

    public SwitchableChannels Channels { get; } = new();

    public PlainComposer Words { get; } = new();

    /// <summary>What the engine asks when the last harvest is old: it answers as the last harvest did.</summary>
    public ListSource Source { get; } = new();

    public LinkKeyInMemory LinkKey { get; } = new();

    /// <summary>Keys of people, kept over restarts.</summary>
    public KeysInMemory Keys { get; } = new();

    public RelayStore Store { get; private set; } = null!;

    public ILedger Ledger => Store.Ledger;

    /// <summary>What a coordinator has paused, as the running worker knows it.</summary>
    public HaltBoard Halts => _services.GetRequiredService<HaltBoard>();

    public Testing.Http.CapturedLogs Logs { get; } = new(); // warnings only

    public static async Task<EngineRig> StartAsync(params Channel[] channels)
    {
        var rig = new EngineRig();
        rig.Channels.Use(channels.Length == 0 ? [Some.Channel()] : channels);
        await rig.OpenAsync();
        return rig;
    }

    /// <summary>Closes the store and opens it again, as a new start of the worker does.</summary>
    /// <param name="meanwhile">What is done to the closed store: SQL, to make of it one of an earlier version. Default nothing.</param>
    public async Task RestartAsync(string? meanwhile = null)
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        if (meanwhile is not null)
        {
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "relay.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
            command.CommandText = meanwhile;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
        await OpenAsync();
        await Ledger.RecoverAsync(Time.GetUtcNow(), default);
    }

    /// <summary>One harvest that lists these items, and the ones before them.</summary>
    public Task HarvestAsync(params Item[] items)
    {
        foreach (var item in items)
        {
            _listed[item.Key] = item;
            Source.Put(item);
        }
        return HarvestAsync(_listed.Values);
    }

    /// <summary>One harvest in which these items are gone.</summary>
    public Task VanishAsync(params ItemKey[] keys)
    {
        foreach (var key in keys)
        {
            _listed.Remove(key);
            Source.Rows.RemoveAll(row => row is SourceRow.Good good && good.Item.Key == key);
        }
        return HarvestAsync(_listed.Values);
    }

    /// <summary>One harvest that would take these items back, under the brake.</summary>
    public async Task BrakeAsync(params Item[] takenBack)
    {
        var now = Time.GetUtcNow();
        foreach (var item in takenBack)
        {
            Source.Put(item);
        }
        var pass = await Store.Items.BeginPassAsync("party", full: true, now, default);
        await Store.Items.SeenAsync(pass, [.. _listed.Keys], default);
        await Store.Items.EndPassAsync(pass, missedPolls: 3, brake: "1/1 0+1", [.. takenBack.Select(item => new ItemVersion(item, ItemVersions.Hash(item)))], null, now, default);
    }

    public Task<PlanReport> PlanAsync() => _services.GetRequiredService<PlanService>().RunAsync(default);

    public Task<SlotReport> SlotAsync() => _services.GetRequiredService<Slotter>().RunAsync(default);

    /// <summary>Plans and slots.</summary>
    public async Task PlanAndSlotAsync()
    {
        await PlanAsync();
        await SlotAsync();
    }

    /// <summary>Runs the pumps, moving the clock whenever they rest, until nothing is queued and nothing is being found out.</summary>
    public Task DeliverAsync(CancellationToken cancel) => DeliverAsync(tally => Task.FromResult(Open(tally) == 0), cancel);

    /// <summary>Runs the pumps, moving the clock whenever they rest, until the ledger stands as wanted.</summary>
    public async Task DeliverAsync(Func<LedgerTally, Task<bool>> until, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var factory = _services.GetRequiredService<PumpFactory>();
        var work = new CountedWork();
        var pumps = Channels.Accounts.Values.Select(account => work.RunAsync(() => factory.Create(account).RunAsync(stop.Token, cancel))).ToList();
        var (before, looked) = (Made, 0);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (pumps.Find(pump => pump.IsCompleted) is { } ended)
            {
                await ended;
            }
            var isAtRest = await work.IsAtRestAsync(() => Ledger.RecoverAccountAsync("nobody", Time.GetUtcNow(), cancel));
            var made = Made;
            if (isAtRest || (made != looked && made % 16 == 0))
            {
                looked = made;
                if (await until(await Ledger.TallyAsync(Time.GetUtcNow(), cancel)))
                {
                    break;
                }
                // A call under way is over at the instant it began: however slow the machine, time moves only when nothing but time is waited for.
                if (isAtRest)
                {
                    Time.Advance(TimeSpan.FromSeconds(1));
                }
            }
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Task.WhenAll(pumps);
        if (Made != before)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1)); // what is asked for next is later than what was done
        }
    }

    private int Made => Telegram.Calls + Telegram.Edits + Telegram.Deletes + X.Calls + X.Deletes + Shadow.Calls + Hand.Calls;

    public static int Open(LedgerTally tally) => tally.Deliveries.Concat(tally.Tests.Select(pair => KeyValuePair.Create(pair.Key.State, pair.Value)))
        .Where(pair => pair.Key is DeliveryState.Queued or DeliveryState.Attempting or DeliveryState.Uncertain).Sum(pair => pair.Value);

    /// <summary>One round over what is in people's hands.</summary>
    public Task KeepHandsAsync() => _services.GetRequiredService<HandKeeper>().RunAsync(default);

    /// <summary>Carries out one delivery, without a pump.</summary>
    public Sender Sender => _services.GetRequiredService<Sender>();

    /// <summary>Keeps the numbers on buttons.</summary>
    public LabelKeeper Labels => new(
        Store.Labels, Store.Conversations, Store.Items, Ledger, Channels, _services.GetServices<INetwork>(), Halts, _services.GetRequiredService<RateBooks>(), _services.GetRequiredService<CopyLinks>(), Time,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<LabelKeeper>.Instance);

    /// <summary>Drafts answers.</summary>
    public AnswerDesk Desk => _services.GetRequiredService<AnswerDesk>();

    /// <summary>Says why.</summary>
    public Explainer Explainer => _services.GetRequiredService<Explainer>();

    /// <summary>Judges and keeps broadcasts.</summary>
    public BroadcastDesk Broadcasts => _services.GetRequiredService<BroadcastDesk>();

    /// <summary>Carries broadcasts on.</summary>
    public BroadcastLoop BroadcastLoop => _services.GetRequiredService<BroadcastLoop>();

    /// <summary>Makes the pump of an account.</summary>
    public PumpFactory Pumps => _services.GetRequiredService<PumpFactory>();

    /// <summary>Those who are not to be written to.</summary>
    public SuppressionList Suppressed => _services.GetRequiredService<SuppressionList>();

    /// <summary>Posts harmless lines.</summary>
    public TestPosts Tests => _services.GetRequiredService<TestPosts>();

    /// <summary>Somebody presses a button.</summary>
    public Task<string> PressAsync(string data, string person = "claire")
        => _services.GetServices<IPressHandler>().Single(handler => data.StartsWith(handler.Prefix, StringComparison.Ordinal))
            .HandleAsync(Some.Account(), new Press("p1", data, person, person, "7", "fr"), default);

    /// <summary>Says of each publication of an item why it went, waits or did not go.</summary>
    public async Task<IReadOnlyList<string>> WhyAsync(ItemKey item)
    {
        var said = new List<string>();
        foreach (var publication in await Ledger.OfItemAsync(item, default))
        {
            var delivery = publication.DeliveryId is { } id ? await Ledger.FindAsync(id, default) : null;
            said.Add(_services.GetRequiredService<Explainer>().Explain(publication, delivery, "fr"));
        }
        return said;
    }

    /// <summary>The one delivery of an item at a moment.</summary>
    public async Task<Delivery> DeliveryAsync(ItemKey item, string moment = "announce")
    {
        var publication = (await Ledger.OfItemAsync(item, default)).Single(one => one.Plan.Key.Moment == moment && one.DeliveryId is not null);
        return (await Ledger.FindAsync(publication.DeliveryId!.Value, default))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task HarvestAsync(IEnumerable<Item> items)
    {
        var now = Time.GetUtcNow();
        var all = items.ToList();
        var pass = await Store.Items.BeginPassAsync("party", full: true, now, default);
        foreach (var batch in all.Chunk(200))
        {
            await Store.Items.SeenAsync(pass, [.. batch.Select(item => item.Key)], default);
            await Store.Items.KeepAsync(pass, [.. batch.Select(item => new ItemVersion(item, ItemVersions.Hash(item)))], now, default);
        }
        await Store.Items.EndPassAsync(pass, missedPolls: 3, brake: null, [], null, now, default);
    }

    private async Task OpenAsync()
    {
        Store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_folder.FullName, "relay.db"), Protection = new ReversedSecrets() }, Time, null, default);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time).AddSingleton<IChannels>(Channels).AddSingleton<ITextComposer>(Words)
            .AddSingleton(Store.Ledger).AddSingleton(Store.Marks).AddSingleton(Store.Items).AddSingleton(Store.Audit).AddSingleton(Store.Suppressions).AddSingleton(Store.Broadcasts).AddSingleton(Store.Guests).AddSingleton(Store.Topics).AddSingleton<IPeopleKeyFile>(Keys).AddSingleton<ILinkKey>(LinkKey)
            .AddSingleton<INetwork>(Telegram).AddSingleton<INetwork>(X).AddSingleton<IShadowPosts>(Shadow).AddSingleton<IHandOver>(Hand).AddSingleton<IPricePosts>(new CentPrices())
            .AddSingleton<IReadOnlyDictionary<string, ISource>>(new Dictionary<string, ISource> { ["party"] = Source })
            .AddSingleton<ILoggerFactory>(new LoggerFactory([Logs], new LoggerFilterOptions { MinLevel = LogLevel.Warning })).AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(Store.Conversations).AddSingleton(new PartySettings("Le Tilleul", null, null)).AddSingleton<BroadcastDesk>().AddSingleton<BroadcastExpander>().AddSingleton<EventReminders>().AddSingleton<BroadcastLoop>()
            .AddRelayEngine(new EngineOptions())
            .BuildServiceProvider(validateScopes: true);
    }
}
