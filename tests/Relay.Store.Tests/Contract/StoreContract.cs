using Dapper;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Npgsql;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

/// <summary>What every engine must keep, told in the words of Core's ports: each fixture below runs once an engine; an absent engine is reported as ignored.</summary>
public abstract class StoreContract(StoreEngine engine)
{
    protected const string Network = "telegram";
    protected const string ChatKey = "@parti_33";

    protected static readonly Actor Claire = new(ActorKind.Coordinator, "claire");

    protected StoreEngine Engine { get; } = engine;

    protected ManualTime Time { get; } = new();

    protected TemporaryStore Temporary { get; private set; } = null!;

    protected ILedger Ledger => Temporary.Ledger;

    protected IItemStore Items => Temporary.Items;

    protected IAudit Audit => Temporary.Audit;

    protected DateTimeOffset Now => Time.GetUtcNow();

    [SetUp]
    public async Task OpenAsync() => Temporary = await TemporaryStore.OpenAsync(Engine, Time);

    [TearDown]
    public async Task CloseAsync()
    {
        if (Temporary is not null)
        {
            await Temporary.DisposeAsync();
        }
    }

    protected static ItemKey EventKey(int number) => new("party", ItemKind.Event, $"{number}");

    /// <summary>A wanted announcement of an event, its window open from an hour ago for two days.</summary>
    protected PlannedPublication Wanted(int number, string target = ChatKey, string moment = "announce") => new()
    {
        Key = new PublicationKey(EventKey(number).ToString(), moment, "-", Network, target),
        Channel = "gironde",
        Account = "bot33",
        TargetKind = TargetKind.Public,
        Items = [EventKey(number)],
        From = Now.AddHours(-1),
        Until = Now.AddDays(1),
        Expires = Now.AddDays(2),
        Order = Now.AddDays(2).AddMinutes(number),
        Priority = Priority.Announcement,
        Paced = true,
    };

    /// <summary>A digest of the announcements of some events.</summary>
    protected PlannedPublication Digest(params int[] members) => Wanted(members[0]) with
    {
        Key = new PublicationKey("digest/2026-03-02", "digest", string.Join('-', members), Network, ChatKey),
        Items = [.. members.Select(EventKey)],
        Priority = Priority.Digest,
    };

    protected Task<PlanTally> PlanAsync(params PlannedPublication[] wanted)
        => Ledger.PlanAsync([.. wanted.SelectMany(publication => publication.Items).Distinct()], wanted, _ => "plus voulue", Now, default);

    protected async Task<Publication> PublicationAsync(PlannedPublication wanted)
        => (await Ledger.OfItemAsync(wanted.Items[0], default)).Single(publication => publication.Plan.Key == wanted.Key);

    /// <summary>Plans and releases a publication.</summary>
    protected async Task<Delivery> ReleasedAsync(PlannedPublication wanted)
    {
        await PlanAsync(wanted);
        await Ledger.ReleaseAsync([(await PublicationAsync(wanted)).Id], Actor.System, Now, default);
        return (await Ledger.FindAsync((await PublicationAsync(wanted)).DeliveryId!.Value, default))!;
    }

    /// <summary>A released delivery with its parts written.</summary>
    protected async Task<Delivery> ComposedAsync(PlannedPublication wanted, int parts = 1)
    {
        var delivery = await ReleasedAsync(wanted);
        await Ledger.ComposeAsync(delivery.Id, [.. Enumerable.Range(0, parts).Select(index => NewPart(index, $"{wanted.Key.Subject} {index}"))], default);
        return await FindAsync(delivery.Id);
    }

    /// <summary>A delivery whose call has begun.</summary>
    protected async Task<(Delivery Delivery, int Attempt)> AttemptingAsync(PlannedPublication wanted, int parts = 1)
    {
        var delivery = await ComposedAsync(wanted, parts);
        var attempt = await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        return (await FindAsync(delivery.Id), attempt);
    }

    /// <summary>A delivery that may be on the network.</summary>
    protected async Task<Delivery> UncertainAsync(PlannedPublication wanted)
    {
        var (delivery, attempt) = await AttemptingAsync(wanted);
        await Ledger.EndAttemptAsync(Lost(delivery.Id, attempt), default);
        return await FindAsync(delivery.Id);
    }

    /// <summary>A delivery that is on the network.</summary>
    protected async Task<Delivery> ConfirmedAsync(PlannedPublication wanted, params string[] remoteIds)
    {
        var (delivery, attempt) = await AttemptingAsync(wanted);
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, remoteIds), default);
        return await FindAsync(delivery.Id);
    }

    /// <summary>An answer in the ledger.</summary>
    protected async Task<Delivery> AnsweredAsync(Core.Deliveries.Answers.AnswerDraft draft)
        => await FindAsync((await Ledger.AnswerAsync([draft], Actor.System, Now, default)).Single().Delivery);

    protected async Task<Delivery> FindAsync(Guid id) => (await Ledger.FindAsync(id, default))!;

    protected static DeliveryPart NewPart(int index, string text) => new() { Index = index, State = PartState.Planned, Text = text, TextHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))) };

    protected AttemptEnd Done(Guid delivery, int attempt, params string[] remoteIds) => new(
        delivery, 0, attempt, new Outcome.Done(remoteIds, new Uri("https://t.me/parti_33/7")), PartState.Confirmed, DeliveryState.Confirmed, null, Now, 0, false, Now);

    protected AttemptEnd Lost(Guid delivery, int attempt) => Ended(delivery, attempt, FailureKind.Unknown, PartState.Uncertain, DeliveryState.Uncertain);

    protected AttemptEnd Ended(Guid delivery, int attempt, FailureKind kind, PartState part, DeliveryState to) => new(
        delivery, 0, attempt, new Outcome.Failed(kind, FailureScope.Target, Phrase.Said("HTTP 500")), part, to, "sans réponse", Now.AddMinutes(1), 1, false, Now);

    /// <summary>Does what nobody but a test does: looks into, or tampers with, the database itself.</summary>
    protected async Task<T?> RawAsync<T>(string sql)
    {
        if (Engine == StoreEngine.PostgreSql)
        {
            await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Temporary.Options.ConnectionString!()) { SearchPath = Temporary.Options.Schema }.ToString());
            return await server.ExecuteScalarAsync<T>(sql);
        }
        await using var file = new SqliteConnection($"Data Source={Temporary.Options.Path};Pooling=False");
        return await file.ExecuteScalarAsync<T>(sql);
    }
}
