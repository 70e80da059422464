using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Rigs;

/// <summary>A store of subscribers, the loop of broadcasts and the pump of one bot, on a clock that the case moves a second at a time.</summary>
internal sealed class BroadcastRig : IAsyncDisposable
{
    private const string List = "territory:DEP-33";

    /// <summary>Looks a millisecond or more apart; then something other than what a second holds keeps the rest back.</summary>
    private const int MostQuiet = 200;

    private readonly ServiceProvider _services;
    private readonly RelayStore _store;
    private readonly KeysInMemory _keys = new();

    private BroadcastRig(RelayStore store, ManualTime time, AccountLimits limits)
    {
        (_store, Time, Network) = (store, time, new CountingNetwork(time));
        var account = Some.Account() with { Limits = limits };
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time).AddSingleton(Some.Channels([Some.Channel()], [account])).AddSingleton<INetwork>(Network)
            .AddSingleton<IReadOnlyDictionary<string, ISource>>(new Dictionary<string, ISource>())
            .AddSingleton(store.Ledger).AddSingleton(store.Items).AddSingleton(store.Marks).AddSingleton(store.Audit).AddSingleton(store.Suppressions).AddSingleton(store.Broadcasts).AddSingleton(store.Guests).AddSingleton(store.Topics)
            .AddSingleton(store.Conversations).AddSingleton<ILinkKey>(new LinkKeyInMemory()).AddSingleton<IPeopleKeyFile>(_keys).AddSingleton(new PartySettings("Le Parti", null, null))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRelayTexts().AddRelayEngine(new EngineOptions())
            .AddSingleton<BroadcastDesk>().AddSingleton<BroadcastExpander>().AddSingleton<EventReminders>().AddSingleton<BroadcastLoop>()
            .BuildServiceProvider(validateScopes: true);
    }

    public ManualTime Time { get; }

    public CountingNetwork Network { get; }

    public static async Task<BroadcastRig> OpenAsync(WorkFolder folder, AccountLimits limits)
    {
        // From eight in the morning on, so that no quiet hour comes in between.
        var time = new ManualTime(Some.Now);
        return new(await RelayStore.OpenForWorkAsync(new StoreOptions { Path = folder.File("relay.db"), Protection = new ReversedSecrets() }, time, logger: null, CancellationToken.None), time, limits);
    }

    /// <summary>So many people say yes to one list.</summary>
    public async Task SubscribeAsync(int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(500))
        {
            await Task.WhenAll(some.Select(SubscribeOneAsync));
        }
    }

    /// <summary>Writes to all of them; <paramref name="each"/> is told after every second of the clock.</summary>
    /// <returns>How many have a confirmed delivery.</returns>
    public async Task<int> BroadcastAsync(int perSecond, Action each)
    {
        var made = await _services.GetRequiredService<BroadcastDesk>().MakeAsync(
            List, null, new Dictionary<string, string> { ["fr"] = "Réunion publique demain à 19 h, salle des fêtes." }, new(ActorKind.Coordinator, "bench"), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var (loop, account) = (_services.GetRequiredService<BroadcastLoop>(), _services.GetRequiredService<IChannels>().Accounts["bot33"]);
        var pump = Task.Run(() => _services.GetRequiredService<PumpFactory>().Create(account).RunAsync(stop.Token, CancellationToken.None));
        bool isOver;
        do
        {
            await loop.RoundAsync(CancellationToken.None);
            isOver = await RestAsync(pump, Network.Calls + perSecond) && (await _store.Broadcasts.RunningAsync(CancellationToken.None)).Count == 0;
            each();
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        while (!isOver);
        await stop.CancelAsync();
        await pump;
        return (await _store.Broadcasts.TallyAsync(made.Number, CancellationToken.None)).GetValueOrDefault(DeliveryState.Confirmed);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    /// <summary>
    /// Time stands still until the pump has sent what a second holds and written down what became of it, or nothing is due. Moving on while a call is under way would let it end, and count
    /// against the limit, a second later than it did.
    /// </summary>
    /// <returns>Whether nothing is due.</returns>
    private async Task<bool> RestAsync(Task pump, int enough)
    {
        var (calls, quiet) = (-1, 0);
        while (quiet < MostQuiet)
        {
            (quiet, calls) = (Network.Calls == calls ? quiet + 1 : 0, Network.Calls);
            if (pump.IsCompleted)
            {
                await pump;
            }
            if ((await _store.Ledger.UnderWayAsync(1, CancellationToken.None)).Count == 0)
            {
                if (calls >= enough)
                {
                    return false;
                }
                if ((await _store.Ledger.DueAsync("bot33", Time.GetUtcNow(), [], 1, CancellationToken.None)).Count == 0)
                {
                    return true;
                }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
        return false;
    }

    private async Task SubscribeOneAsync(int person)
    {
        var point = ContactPoint.OfNetwork("telegram", (700_000_000 + person).ToString(CultureInfo.InvariantCulture));
        var (now, ever) = (Time.GetUtcNow(), Time.GetUtcNow().AddYears(3));
        var met = await _store.Contacts.MeetAsync(new(point, "Ana", "fr", null, now), _keys.Make().Hashes(point), ContactState.Occasional, ever, CancellationToken.None);
        var consent = new Consent("news", List, "telegram", "Recevoir les nouvelles ?", "fr", ConsentAct.Button, $"{person}", now);
        await _store.Contacts.MoveAsync(new(met.Contact, ContactCause.Subscription, now, _ => ever) { Consent = consent }, new(ActorKind.Person, $"{met.Id}"), CancellationToken.None);
    }
}
