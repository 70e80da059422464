using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Networks.Tests.Contract;
using Relay.Networks.Tests.X.Access;
using Relay.Networks.Tests.X.Connecting;
using Relay.Sandbox;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Sandbox;

/// <summary>A profile that was connected by OAuth 2.0, in front of the rehearsal's X, which rotates its tokens.</summary>
internal sealed class XTokensTests
{
    private const string Prefix = "Relay:Accounts:test:";

    private readonly ManualTime _clock = new();
    private readonly KeptSecrets _store = new();
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private SandboxHost _host = null!;
    private ServiceProvider _relay = null!;
    private Account _account = null!;

    [SetUp]
    public async Task Connect()
    {
        _host = await SandboxHost.StartAsync(new SandboxOptions { EnforceLimits = false }, _clock, CancellationToken.None);
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(_clock).AddSingleton<ISecretStore>(_store).AddSingleton(Some.Channels([])).AddRelayNetworks();
        services.AddHttpClient("x").AddHttpMessageHandler(() => new RecordingHandler(_exchanges));
        _relay = services.BuildServiceProvider();
        using var browser = new HttpClient();
        var profile = _host.World.Accounts.Profiles[0];
        var she = new Applicant(browser) { Answers = { ["way"] = "OAuth 2.0", ["client-id"] = profile.ClientId, ["client-secret"] = profile.ClientSecret, ["port"] = "0" } };
        var connection = await _relay.GetServices<IConnector>().Single(connector => connector.Network == "x").ConnectAsync(she, new ConnectPlace(_host.X, null), CancellationToken.None);
        await _store.KeepAsync(connection.Secrets.ToDictionary(secret => Prefix + secret.Key, secret => secret.Value), Actor.System, _clock.GetUtcNow(), CancellationToken.None);
        using var rig = new Rig("x", new ScriptedHandler());
        _account = rig.Account(connection.Settings.Concat(connection.Secrets).ToDictionary()) with { Secret = name => _store.Find(Prefix + name) ?? throw new SecretMissingException(name, name) };
    }

    [TearDown]
    public async Task CleanUp()
    {
        await _relay.DisposeAsync();
        await _host.DisposeAsync();
        if (Specifications.AreHere)
        {
            var calls = _exchanges.Where(exchange => exchange.Request.Path.StartsWith("/2/", StringComparison.Ordinal) && !exchange.Request.Path.StartsWith("/2/oauth2/", StringComparison.Ordinal)).ToList();
            Assert.That(calls.SelectMany(call => Specifications.Of("x").SelectMany(specification => specification.Check(call.Request))), Is.Empty);
        }
    }

    [Test]
    public async Task EveryOperation_WithABearer_Succeeds()
        => Assert.That(await EveryOperation.RunAsync(X, _account, new Target("@tilleul_fr"), new Uri(_host.Console, "pictures/"), _clock), Is.Empty);

    [Test]
    public async Task CreateAsync_ThroughADay_RenewsAsOftenAsNeededAndPostsEachOnce()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.That(await PostAsync($"Rendez-vous de {hour} h"), Is.TypeOf<Outcome.Done>(), $"{hour}");
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(_host.World.Posts(), Has.Count.EqualTo(24));
        Assert.That(_exchanges.Count(exchange => exchange.Request.Path == "/2/oauth2/token"), Is.EqualTo(12), "one to connect, and one every other hour");
    }

    [Test]
    public async Task CreateAsync_AnswerOfTheRenewalLost_SaysToConnectAgain()
    {
        _clock.Advance(TimeSpan.FromHours(3));
        _host.World.Faults.Add(new(Relay.Sandbox.Faults.FaultKind.DropAfter) { Network = "x", Operation = "POST /2/oauth2/token", Count = 1 });

        var lost = (Outcome.Failed)await PostAsync("Réunion");
        var dead = (Outcome.Failed)await PostAsync("Réunion");

        Assert.That((lost.Kind, dead.Kind), Is.EqualTo((FailureKind.Unavailable, FailureKind.Unauthorized)));
        Assert.That(dead.Reason.English, Does.Contain("broken off").And.Contain("relay connect x"));
        Assert.That(_host.World.Posts(), Is.Empty);
    }

    [Test]
    public async Task ProveAsync_EndedToken_RenewsItAndClimbs()
    {
        _clock.Advance(TimeSpan.FromHours(3));

        var proofs = await _relay.GetServices<IProveAccess>().Single(prover => prover.Network == "x").ProveAsync(_account, new Target("@tilleul_fr"), CancellationToken.None);

        Assert.That(proofs.Where(proof => proof.Result == ProofResult.Proven).Select(proof => proof.Capability),
            Is.EqualTo(new[] { Capability.Authenticate, Capability.Post, Capability.ReadOwnPosts, Capability.ReadComments, Capability.ReadMessages }));
    }

    private INetwork X => _relay.GetServices<INetwork>().Single(network => network.Key == "x");

    private Task<Outcome> PostAsync(string text) => X.CreateAsync(_account, new Target("@tilleul_fr"), new Part(Guid.NewGuid(), 0, text, []), CancellationToken.None);
}
