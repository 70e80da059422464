using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Talking;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Tests.Engine;
using Relay.Testing;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>The engine with people who subscribed, the loop that carries broadcasts on and the one that hears a STOP; a test moves the clock.</summary>
internal sealed class BroadcastRig : IAsyncDisposable
{
    public const string List = "territory:DEP-33";

    private static readonly DateTimeOffset Ever = Some.Now.AddYears(3);
    private const int MostQuiet = 5_000;

    private readonly int? _perSecond;
    private int _number;

    private BroadcastRig(EngineRig engine, int? perSecond) => (Engine, _perSecond) = (engine, perSecond);

    public EngineRig Engine { get; }

    public IBroadcastStore Broadcasts => Engine.Store.Broadcasts;

    /// <summary>A bot with the limit of a real one, unless the test wants none.</summary>
    public static async Task<BroadcastRig> StartAsync(int? perSecond = null)
    {
        var engine = await EngineRig.StartAsync();
        if (perSecond is { } calls)
        {
            engine.Channels.Limits = new(new(calls, TimeSpan.FromSeconds(1)), [new(1, TimeSpan.FromSeconds(1))], [], InFlight: 4);
            engine.Channels.Use(Some.Channel());
        }
        return new(engine, perSecond);
    }

    public static string ChatOf(int person) => (700_000_000 + person).ToString(CultureInfo.InvariantCulture);

    /// <summary>Some people say yes to a list.</summary>
    public async Task SubscribeAsync(int from, int count, string list = List, string network = "telegram", Func<ContactDetails, ContactDetails>? details = null)
    {
        foreach (var some in Enumerable.Range(from, count).Chunk(500))
        {
            await Task.WhenAll(some.Select(number => SubscribeAsync(number, list, network, details)));
        }
    }

    /// <summary>Somebody answers an invitation.</summary>
    public async Task AnswerAsync(int person, ItemKey item, RsvpAnswer answer)
    {
        var identity = await MeetAsync(person, "telegram");
        await Engine.Store.Conversations.SettleAsync(
            new()
            {
                Interaction = $"rsvp-{++_number}", Account = "bot33", Outcome = "recorded", At = Engine.Time.GetUtcNow(), Contact = identity.Contact, Identity = identity.Id,
                Acts = [new(new Act.Rsvp(item, answer), Ever)],
            },
            default);
    }

    public async Task<Contact> ContactAsync(int person) => (await Engine.Store.Contacts.FindAsync((await MeetAsync(person, "telegram")).Contact, default))!;

    public async Task<Identity> MeetAsync(int person, string network)
    {
        var point = ContactPoint.OfNetwork(network, ChatOf(person));
        return await Engine.Store.Contacts.MeetAsync(
            new(point, "Ana", "fr", network == "facebook" ? Engine.Time.GetUtcNow().AddHours(24) : null, Engine.Time.GetUtcNow()), Engine.Keys.Make().Hashes(point), ContactState.Occasional, Ever, default);
    }

    /// <summary>Keeps news in the name of a coordinator.</summary>
    public Task<Broadcast> MakeAsync(string text = "Réunion demain à 19 h.", ItemKey? item = null, string list = List)
        => Engine.Broadcasts.MakeAsync(list, item, item is null ? new Dictionary<string, string> { ["fr"] = text, ["en"] = "Meeting tomorrow at 7 pm." } : null, new(ActorKind.Coordinator, "claire"), default);

    /// <summary>Somebody writes to the bot.</summary>
    public async Task SayAsync(int person, string text)
    {
        var said = new Happening.Said(new("telegram:7", ChatOf(person), InteractionRealm.Private, $"{++_number}"), InteractionKind.PrivateMessage, new Author(ChatOf(person), "Ana", Language: "fr"), text, Engine.Time.GetUtcNow());
        await Engine.Store.Inbox.KeepAsync(new([new Arrival("bot33", Door.Poll, "updates", new byte[] { 1 }, Engine.Time.GetUtcNow())]), default);
        var arrival = (await Engine.Store.Inbox.WaitingAsync(0, 99, default))[^1];
        UnderstoodArrival[] read = [new(arrival.Number, "bot33", new([said], []))];
        await new Correspondence(Book, [], Engine.Time, NullLogger<Correspondence>.Instance).TakeInAsync(read, default);
        await Engine.Store.Inbox.KeepUnderstoodAsync(await new AuthorSeal(Engine.Suppressed).SealAsync(read, default), Engine.Time.GetUtcNow(), default);
    }

    /// <summary>What the worker's conversation loop does whenever it is woken.</summary>
    public Task<int> HearAsync() => Talk.SettleWaitingAsync(default);

    /// <summary>Runs pump and broadcast loop a second at a time until a moment has come.</summary>
    /// <param name="until">Asked after each second.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task RunAsync(Func<Task<bool>> until, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pump = Task.Run(() => Engine.Pumps.Create(Engine.Channels.Accounts["bot33"]).RunAsync(stop.Token, cancel), cancel);
        do
        {
            await Engine.BroadcastLoop.RoundAsync(cancel);
            await SettleDownAsync(pump, cancel);
            Engine.Time.Advance(TimeSpan.FromSeconds(1));
        }
        while (!await until());
        await stop.CancelAsync();
        await pump;
    }

    /// <summary>Until everybody has been reached and nothing waits that could leave.</summary>
    public Task RunAsync(CancellationToken cancel) => RunAsync(
        async () => (await Broadcasts.RunningAsync(cancel)).Count == 0 && (await Engine.Ledger.DueAsync("bot33", Engine.Time.GetUtcNow(), [], 1, cancel)).Count == 0
            && (await Engine.Ledger.UnderWayAsync(1, cancel)).Count == 0,
        cancel);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private ContactBook Book => new(Engine.Store.Contacts, Engine.Store.Links, Engine.Suppressed, new(new()), Engine.Time);

    private ConversationLoop Talk => new(
        Engine.Store.Conversations, Engine.Store.Items, Book, Engine.Store.Contacts, new(Engine.Store.Links, Book, Engine.Time), new(new()), new RuleUnderstanding(), Engine.Channels, new ConversationRules(new("Le Tilleul", null, null)), Engine.Desk,
        new ShutOuts(Engine.Store.Answers, Engine.Store.Conversations, Book, Engine.Store.Contacts, new(new()), Engine.Time), new PumpBell(), new InboxBell(Engine.Time), Engine.Time, NullLogger<ConversationLoop>.Instance);

    public Task TakeInShutOutsAsync() => new ShutOuts(Engine.Store.Answers, Engine.Store.Conversations, Book, Engine.Store.Contacts, new(new()), Engine.Time).TakeInAsync(default);

    private async Task SubscribeAsync(int person, string list, string network, Func<ContactDetails, ContactDetails>? details)
    {
        var identity = await MeetAsync(person, network);
        var now = Engine.Time.GetUtcNow();
        var consent = new Consent("news", list, network, "Recevoir les nouvelles ?", "fr", ConsentAct.Button, $"press-{person}", now);
        await Engine.Store.Contacts.MoveAsync(new(identity.Contact, ContactCause.Subscription, now, _ => Ever) { Consent = consent }, new(ActorKind.Person, $"{identity.Id}"), default);
        if (details is not null)
        {
            await Engine.Store.Contacts.KeepDetailsAsync(identity.Contact, details(new()), Actor.System, now, default);
        }
    }

    // Time stands still while something may leave at this instant that no limit keeps back: the pump has sent what a second holds, or nothing is due.
    private async Task SettleDownAsync(Task pump, CancellationToken cancel)
    {
        var (start, calls, quiet) = (Engine.Telegram.Calls, -1, 0);
        while (_perSecond is null || Engine.Telegram.Calls < start + _perSecond)
        {
            if (pump.IsCompleted)
            {
                await pump;
            }
            quiet = Engine.Telegram.Calls == calls ? quiet + 1 : 0;
            calls = Engine.Telegram.Calls;
            if (quiet % 50 == 49 && (await Engine.Ledger.DueAsync("bot33", Engine.Time.GetUtcNow(), [], 1, cancel)).Count == 0 && (await Engine.Ledger.UnderWayAsync(1, cancel)).Count == 0)
            {
                return;
            }
            if (quiet > MostQuiet)
            {
                return; // something other than the limit keeps it back
            }
            await Task.Yield();
        }
    }
}
