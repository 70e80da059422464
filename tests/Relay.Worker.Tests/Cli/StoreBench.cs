using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Testing;

namespace Relay.Worker.Tests.Cli;

/// <summary>A configuration with a store that holds an event and an initiative; the event is released.</summary>
internal sealed class StoreBench(CliBench bench)
{
    public const string Remote = "4711";

    public static ManualTime Time { get; } = new(Some.Now);

    private StoreOptions Options => new() { Path = Path.Combine(bench.Folder, "data", "relay.db") };

    /// <summary>Writes the configuration: one bot, one channel, one source that is not there.</summary>
    public void Configure(string address = "http://127.0.0.1:9/")
    {
        bench.Write("token", "7000000001:AAREHEARSALrehearsalREHEARSALrehear1");
        bench.Write("appsettings.json", $$"""
            { "Relay": {
              "Sources": { "party": { "Kind": "sql", "Engine": "sqlite", "Path": "party.db" } },
              "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "{{address}}" } },
              "Channels": { "gironde": {
                "Account": "bot33", "Target": "@parti_33", "Stage": "live", "Kinds": [ "event", "initiative" ], "Moments": [ "announce", "J-1", "cancelled" ],
                "Slots": [ "Mon-Sun 00:00-24:00" ], "MinimumGap": "00:00:00", "MaximumPerDay": 100 } }
            } }
            """);
    }

    /// <summary>Makes the store, as connecting does, before any harvest.</summary>
    public async Task MakeAsync()
    {
        Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
    }

    /// <summary>Makes the store and leaves a delivery in it that is due.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> LeaveADeliveryAsync()
    {
        Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await HarvestAsync(store, Some.Event(), Some.Initiative());
        var now = Time.GetUtcNow();
        var wanted = new Planner(Some.Channels([Some.Channel()])).Plan(Some.Stored(Some.Event(), now), new(new Dictionary<string, DateTimeOffset>(), new HashSet<(string, string)>(), now)).Wanted;
        await store.Ledger.PlanAsync([Some.Event().Key], wanted, _ => Rules.Past, now, CancellationToken.None);
        await store.Ledger.ReleaseAsync([(await AnnouncementAsync(store)).Id], Core.Audit.Actor.System, now, CancellationToken.None);
        return (await AnnouncementAsync(store)).DeliveryId!.Value;
    }

    /// <summary>Makes the store and leaves a doubt in it: the worker died in the middle of its call.</summary>
    /// <returns>Id of the uncertain delivery.</returns>
    public async Task<Guid> LeaveADoubtAsync()
    {
        var delivery = await LeaveACutOffCallAsync();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await store.Ledger.RecoverAsync(Time.GetUtcNow(), CancellationToken.None);
        return delivery;
    }

    /// <summary>Makes the store as a worker leaves it that is killed in the middle of its call.</summary>
    /// <returns>Id of the delivery under way.</returns>
    public async Task<Guid> LeaveACutOffCallAsync()
    {
        var delivery = await LeaveADeliveryAsync();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await store.Ledger.ComposeAsync(delivery, [new DeliveryPart { Index = 0, State = PartState.Planned, Text = "Réunion publique" }], CancellationToken.None);
        await store.Ledger.BeginAttemptAsync(delivery, 0, Time.GetUtcNow(), CancellationToken.None);
        return delivery;
    }

    /// <summary>Makes the store and leaves a row out of its last pass.</summary>
    public async Task LeaveARowOutAsync()
    {
        Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        var pass = await store.Items.BeginPassAsync("party", full: true, Time.GetUtcNow(), CancellationToken.None);
        var row = new SourceRow.Faulty("bad1", ItemKind.Event, [new("title", "There is no title.", "Il n'y a pas de titre.")]);
        await store.Items.ReportFaultsAsync(pass, [row], CancellationToken.None);
        await store.Items.EndPassAsync(pass, missedPolls: 3, null, [], null, Time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>Makes the store, and leaves in it one of everything that a coordinator may have to be told of.</summary>
    public async Task LeaveEverythingAsync()
    {
        var id = await LeaveADoubtAsync();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        var (now, system) = (Time.GetUtcNow(), Core.Audit.Actor.System);
        await store.Ledger.DoubtAsync(id, 0, new(now, 1, null, null, new Phrase("Le compte bot33 n'a pas de journal.", "Account bot33 has no journal chat.").Kept), CancellationToken.None);
        await store.Ledger.KeepStandingAsync(new("bot33", "", 2, null, new Phrase("Le jeton est mort.", "The token is dead.").Kept), system, CancellationToken.None);
        await store.Ledger.KeepStandingAsync(new("bot33", "@parti_33", 1, now.AddHours(1), null), system, CancellationToken.None);
        await store.Halts.KeepAsync(new(HaltScope.Channel, "gironde", "coordinator:claire", now), system, CancellationToken.None);
        await store.Alarms.ReconcileAsync([new("account:bot33", now, new("le compte bot33 ne peut plus publier", "account bot33 can no longer post"), new("Réparez-le.", "Mend it."))], now, CancellationToken.None);
        var pass = await store.Items.BeginPassAsync("party", full: true, now, CancellationToken.None);
        await store.Items.ReportFaultsAsync(pass, [new SourceRow.Faulty("bad1", ItemKind.Event, [new("title", "There is no title.", "Il n'y a pas de titre.")])], CancellationToken.None);
        await store.Items.EndPassAsync(pass, 3, new HarvestBrake(2, 2, 0).ToString(), [], null, now, CancellationToken.None);
        var next = await store.Items.BeginPassAsync("party", full: true, now, CancellationToken.None);
        await store.Items.FailPassAsync("party", new Phrase("La base est en panne.", "The database is down.").Kept, now, CancellationToken.None);
    }

    /// <summary>Plans the event once more for a channel in its shadow stage, whose windows are the earlier ones.</summary>
    public async Task AlsoPlanAShadowAsync()
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        var now = Time.GetUtcNow();
        var shadow = Some.Channel() with { Stage = Stage.Shadow };
        var wanted = new Planner(Some.Channels([shadow])).Plan(Some.Stored(Some.Event(), now), new(new Dictionary<string, DateTimeOffset>(), new HashSet<(string, string)>(), now)).Wanted;
        await store.Ledger.PlanAsync([], [.. wanted.Select(one => one with { From = one.From.AddDays(-1) })], _ => Rules.Past, now, CancellationToken.None);
    }

    /// <summary>Pauses the account as a whole, or has it rest for a day after failures.</summary>
    public async Task PauseAsync(string? reason, int strikes = 0)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await store.Ledger.KeepStandingAsync(new("bot33", "", strikes, strikes > 0 ? Time.GetUtcNow().AddDays(1) : null, reason), Core.Audit.Actor.System, CancellationToken.None);
    }

    /// <summary>Trips the brake of the source.</summary>
    public async Task BrakeAsync()
    {
        Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await HarvestAsync(store, Some.Event(), Some.Initiative());
        var pass = await store.Items.BeginPassAsync("party", true, Time.GetUtcNow(), CancellationToken.None);
        await store.Items.EndPassAsync(pass, 3, new HarvestBrake(2, 2, 0).ToString(), [], null, Time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>Makes the store, with an event, an initiative and a kept channel that says nothing of its stage.</summary>
    public async Task KeepAChannelAsync(string slots = "Mon-Sun 00:00-24:00")
    {
        Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await HarvestAsync(store, Some.Event(), Some.Initiative());
        var values = new Dictionary<string, string> { ["Account"] = "bot33", ["Target"] = "@parti_kept", ["Kinds:0"] = "event", ["Kinds:1"] = "initiative", ["Moments:0"] = "announce", ["Slots:0"] = slots };
        await store.Settings.ChangeAsync(new([new(SectionKind.Channel, "kept", values)], [], new Dictionary<string, string>()), Core.Audit.Actor.System, Time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>Plans the event and the initiative for one channel, in whatever hours it has.</summary>
    public async Task PlanForAsync(Channel channel)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        var now = Time.GetUtcNow();
        var facts = new PlanFacts(new Dictionary<string, DateTimeOffset>(), new HashSet<(string, string)>(), now);
        foreach (var item in new Item[] { Some.Event(), Some.Initiative() })
        {
            await store.Ledger.PlanAsync([item.Key], new Planner(Some.Channels([channel])).Plan(Some.Stored(item, now), facts).Wanted, _ => Rules.Past, now, CancellationToken.None);
        }
    }

    /// <summary>Plans the announcements of so many events in one round.</summary>
    public async Task PlanManyAsync(int count)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        var now = Time.GetUtcNow();
        var facts = new PlanFacts(new Dictionary<string, DateTimeOffset>(), new HashSet<(string, string)>(), now);
        var wanted = Enumerable.Range(0, count).SelectMany(number => new Planner(Some.Channels([Some.Channel()])).Plan(Some.Stored(Some.Event($"many{number}"), now), facts).Wanted).ToList();
        await store.Ledger.PlanAsync([], wanted, _ => Rules.Past, now, CancellationToken.None);
    }

    /// <summary>Has the source list one more item beside the two.</summary>
    public async Task AlsoHarvestAsync(Item item)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await HarvestAsync(store, Some.Event(), Some.Initiative(), item);
    }

    /// <summary>Keeps what was seen of the account.</summary>
    public async Task ProveAsync(Proof proof, string target = "", TimeSpan later = default)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        await store.Proofs.KeepAsync("bot33", target, [proof], Time.GetUtcNow() + later, CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Func<RelayStore, Task<T>> read)
    {
        await using var store = await RelayStore.OpenReadOnlyAsync(Options, Time, null, CancellationToken.None);
        return await read(store);
    }

    private static async Task<Publication> AnnouncementAsync(RelayStore store)
        => (await store.Ledger.OfItemAsync(Some.Event().Key, CancellationToken.None)).Single(publication => publication.Plan.Key.Moment == "announce");

    private static async Task HarvestAsync(RelayStore store, params Item[] items)
    {
        var now = Time.GetUtcNow();
        var pass = await store.Items.BeginPassAsync("party", true, now, CancellationToken.None);
        await store.Items.SeenAsync(pass, [.. items.Select(item => item.Key)], CancellationToken.None);
        await store.Items.KeepAsync(pass, [.. items.Select(item => new ItemVersion(item, ItemVersions.Hash(item)))], now, CancellationToken.None);
        await store.Items.EndPassAsync(pass, 3, null, [], now, now, CancellationToken.None);
    }
}
