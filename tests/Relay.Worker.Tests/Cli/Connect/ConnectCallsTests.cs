using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;
using Relay.Worker.Cli;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Cli.Connect;

/// <summary>Where Relay listens, connecting has the network call: the secret is kept, the network told once it is.</summary>
public sealed class ConnectCallsTests
{
    private static readonly Uri Address = new("https://relay.parti.example/webhooks/tilleul-bot");

    private readonly CliBench _bench = new();
    private readonly PlayedConnector _connector = new();
    private readonly PlayedCalls _network = new();

    [SetUp]
    public void Configure()
    {
        _bench.Write("token", PlayedConnector.Secret);
        _bench.Write("appsettings.json", """{ "Relay": { "Webhooks": { "Listen": "http://127.0.0.1:8430", "PublicUrl": "https://relay.parti.example" } } }""");
    }

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Connect_WhereRelayListens_MakesTheSecretAndTellsTheNetworkOnceItIsKept()
    {
        await ConnectAsync();
        await ConnectAsync(("name", "tilleul-bot"));

        Assert.That(_network.Told.Select(told => told.Address), Is.EqualTo(new[] { Address, Address }));
        Assert.That(_network.Told[0].Secret, Does.Match("^[0-9a-f]{64}$").And.EqualTo(_network.Told[1].Secret), "a renewal keeps it");
        Assert.That(_bench.Output + _bench.Error, Does.Contain($"The network calls {Address}.").And.Not.Contain(_network.Told[0].Secret));
        await using var store = await Relay.Store.RelayStore.OpenForWorkAsync(new() { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, TimeProvider.System, null, CancellationToken.None);
        Assert.That((await store.Audit.ReadAsync("tilleul-bot", 20, default)).Count(entry => entry is { Action: "webhook.set", Detail: "relay.parti.example" }), Is.EqualTo(2));
    }

    [Test]
    public async Task Connect_SecretGivenAhead_IsTheOneThatIsKept()
    {
        _bench.Write("hook", "hook-secret-0123456789");

        await ConnectAsync(("webhook-secret", "hook"));

        Assert.That(_network.Told.Single().Secret, Is.EqualTo("hook-secret-0123456789"));
    }

    [Test]
    public async Task Connect_NetworkThatCannotBeTold_KeepsTheAccountAndNamesTheCommand()
    {
        _network.Failure = new(FailureKind.Unavailable, FailureScope.Account, new("Personne ne répond.", "Nobody answers."));

        await ConnectAsync();

        Assert.That(_bench.Output, Does.Contain("Nobody answers. To try again: \"relay webhooks set tilleul-bot\"."));
        Assert.That((await LoadedAsync()).Accounts["tilleul-bot"].Secret("WebhookSecret"), Is.Not.Empty);
    }

    [Test]
    public async Task Connect_WebhookNo_TellsNobodyAndKeepsNoSecret()
    {
        await ConnectAsync(("webhook", "no"));

        Assert.That(_network.Told, Is.Empty);
        Assert.That((await LoadedAsync()).Accounts["tilleul-bot"].Settings.ContainsKey("HasWebhookSecret"), Is.False);
    }

    [Test]
    public async Task Connect_WebhookYesWhereRelayListensNowhere_SaysWhatToGiveFirst()
    {
        _bench.Write("appsettings.json", """{ "Relay": { } }""");

        var failure = (await Assert.ThrowsAsync<CommandFailure>(() => ConnectAsync(("webhook", "yes"))))!;

        Assert.That(failure.Sentence.English, Does.Contain("Relay:Webhooks"));
        Assert.That(Directory.Exists(Path.Combine(_bench.Folder, "data")), Is.False, "nothing is kept");
    }

    private async Task<ConfigurationInForce> LoadedAsync() => (await ConfigurationLoader.LoadForWorkAsync(null, _bench.Around(), CancellationToken.None)).InForce;

    private async Task ConnectAsync(params (string Key, string Answer)[] more)
    {
        var around = _bench.Around();
        var screen = new Screen(around.Output, around.Error, "en", json: false);
        var answers = more.Append(("token", "token")).Append(("chat", "Landes")).ToLookup(pair => pair.Item1, pair => pair.Item2);
        var dialogue = new CommandDialogue(screen, around, question => answers.Contains(question.Key) ? [.. answers[question.Key]] : null, ask: false, null);
        var exit = await new ConnectRun(_connector, dialogue, screen, around) { Webhooks = _network }.RunAsync(new(null, answers["name"].FirstOrDefault(), null, []), CancellationToken.None);
        Assert.That(exit, Is.EqualTo(ExitCode.Done));
    }

    /// <summary>A network that does as it is told.</summary>
    private sealed class PlayedCalls : IRegisterWebhooks
    {
        public string Network => "telegram";

        public CallSecret Secret { get; } = new("WebhookSecret", new("Secret", "Secret"), IsOurs: true);

        public Outcome.Failed? Failure { get; set; }

        public List<(Uri Address, string Secret)> Told { get; } = [];

        public Task<(Uri? Calls, Outcome.Failed? Failure)> SetAsync(Account account, Uri address, IEnumerable<Account> all, CancellationToken abort)
        {
            Told.Add((address, account.Secret("WebhookSecret")));
            return Task.FromResult<(Uri?, Outcome.Failed?)>((Failure is null ? address : null, Failure));
        }

        public Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort) => Task.FromResult<Outcome.Failed?>(null);
    }
}
