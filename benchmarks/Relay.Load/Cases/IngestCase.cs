using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Webhooks;
using Relay.Load.Hooks;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Networks;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Webhooks;

namespace Relay.Load.Cases;

/// <summary>Notices that networks bring: proven, durable, answered; and an inbox that a million of them must not slow.</summary>
internal sealed class IngestCase : ILoadCase
{
    private const int Connections = 16;
    private const int Questions = 200;
    private const string Secret = "app-secret";

    public string Name => "ingest";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        yield return await HearAsync(quick ? 320 : 16_000, quick ? 1 : 7);
        var (few, many, people) = quick ? (500, 2_000, 400) : (10_000, 1_000_000, 200_000);
        await using var young = await FullInbox.CreateAsync(few, few);
        await using var old = await FullInbox.CreateAsync(many, people);
        var found = await Rounds.CompareAsync(quick ? 1 : 9, () => AskAsync(old), () => AskAsync(young));
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"ingest: looking up an interaction and who wrote it, {many:N0} interactions, {people:N0} contacts"),
            string.Create(CultureInfo.InvariantCulture, $"{1_000_000 / found.Ours:N0} µs"),
            string.Create(CultureInfo.InvariantCulture, $"{few:N0} of both: {1_000_000 / found.Bare:N0} µs"),
            1 / found.Ratio,
            "≤ 1.5 times",
            1 / found.Ratio <= 1.5);
    }

    private static async Task<Figure> HearAsync(int notices, int rounds)
    {
        var body = Encoding.UTF8.GetBytes("""{"object":"page","entry":[{"id":"1234567890321","time":1700000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","from":{"id":"77","name":"Ana"},"post_id":"1_5","comment_id":"5_6","created_time":1700000000,"message":"Je viens avec deux amis !"}}]}]}""");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        using var folder = new WorkFolder();
        await using var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = folder.File("relay.db") }, TimeProvider.System, logger: null, CancellationToken.None);
        await using var parts = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddRelayNetworks().BuildServiceProvider();
        var door = new WebhookDoor(
            Some.Channels([], [Page()]), parts.GetServices<IHearWebhooks>(), store.Inbox, new InboxBell(TimeProvider.System),
            new PressDesk([], TimeProvider.System, NullLogger<PressDesk>.Instance), new HaltBoard(), TimeProvider.System, NullLogger<WebhookDoor>.Instance);
        await using var ours = new WebhookServer(new(new("http://127.0.0.1:0"), new("https://relay.example/")), door, NullLoggerFactory.Instance, NullLogger<WebhookServer>.Instance);
        await ours.StartAsync(CancellationToken.None);
        await using var bare = await BareHook.StartAsync(folder.File("bare.db"));
        var found = await Rounds.CompareAsync(
            rounds,
            () => Rounds.TimeAsync(notices, () => Callers.RunAsync(ours.Address!, "/webhooks/page33", signature, body, Connections, notices)),
            () => Rounds.TimeAsync(notices, () => Callers.RunAsync(bare.Address, "/", signature, body, Connections, notices)));
        var kept = (await store.Inbox.TallyAsync(CancellationToken.None)).Unread;
        if (kept < notices)
        {
            throw new InvalidOperationException($"{kept} notices were kept of {notices} and more.");
        }
        return new(
            string.Create(CultureInfo.InvariantCulture, $"ingest: {notices:N0} signed notices over {Connections} connections"),
            string.Create(CultureInfo.InvariantCulture, $"{found.Ours:N0}/s, {found.Work:N0} µs of processor each, callers included"),
            string.Create(CultureInfo.InvariantCulture, $"bare Kestrel and a SQLite commit each: {found.Bare:N0}/s, {found.BareWork:N0} µs"),
            found.Ratio,
            "≥ 1.0 and above 3,300/s",
            found is { Ratio: >= 1, Ours: > 3_300 });
    }

    private static Task<Pace> AskAsync(FullInbox full) => Rounds.TimeAsync(Questions, async () =>
    {
        for (var question = 0; question < Questions; question++)
        {
            if (!await full.AskAsync(question))
            {
                throw new InvalidOperationException("What was written is not there.");
            }
        }
    });

    private static Account Page() => Some.Account("page33", "facebook") with
    {
        Settings = new Dictionary<string, string> { ["PageId"] = "1234567890321", ["HasAppSecret"] = "true", ["HasVerifyToken"] = "true" },
        Secret = _ => Secret,
    };
}
