using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.X.Access;

/// <summary>A scripted X, a store that survives the process, and Relay started on it as often as a test likes.</summary>
internal abstract class RenewalFixture
{
    protected const string Prefix = "Relay:Accounts:x:";
    protected const string Dead = """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""";

    private readonly CapturedLogs _logs = new();
    private readonly List<ServiceProvider> _processes = [];
    private int _renewals;

    protected ManualTime Clock { get; } = new();

    protected ScriptedHandler Wire { get; } = new();

    protected KeptSecrets Store { get; } = new();

    protected int Renewals => _renewals;

    [SetUp]
    public Task Connect()
    {
        Wire.Script = (request, _) => Task.FromResult(request.Path switch
        {
            "/2/oauth2/token" => Granted(Interlocked.Increment(ref _renewals)),
            _ => ScriptedHandler.Answer(201, """{"data":{"id":"9","text":"a"}}"""),
        });
        return KeepAsync(("AccessToken", "access-0"), ("RefreshToken", "refresh-0"), ("AccessTokenExpires", Written(TimeSpan.FromHours(2))));
    }

    [TearDown]
    public void CleanUp()
    {
        _processes.ForEach(process => process.Dispose());
        Wire.Dispose();
        var told = string.Join('\n', _logs.Lines);
        Assert.That(told, Does.Not.Contain("access-").And.Not.Contain("refresh-").And.Not.Contain("client-secret"));
    }

    protected static string Basic => "Basic " + Convert.ToBase64String("client:client-secret"u8);

    protected static HttpResponseMessage Granted(int number) => ScriptedHandler.Answer(200,
        $$"""{"token_type":"bearer","expires_in":7200,"access_token":"access-{{number}}","scope":"tweet.read tweet.write users.read media.write offline.access","refresh_token":"refresh-{{number}}"}""");

    protected void Refuse(params string[] tokens)
    {
        var script = Wire.Script;
        Wire.Script = (request, cancel) => tokens.Contains(request.Headers.Authorization?.Parameter)
            ? Task.FromResult(ScriptedHandler.Answer((int)HttpStatusCode.Unauthorized, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}"""))
            : script(request, cancel);
    }

    protected string Written(TimeSpan ahead) => (Clock.GetUtcNow() + ahead).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    protected IEnumerable<string> Signers() => Wire.Requests.Select(request => $"{request.Headers.Authorization}");

    protected Task KeepAsync(params (string Name, string Value)[] secrets)
        => Store.KeepAsync(secrets.ToDictionary(secret => Prefix + secret.Name, secret => secret.Value), Actor.System, Clock.GetUtcNow(), CancellationToken.None);

    protected static Task<Outcome> PostAsync((INetwork Network, Account Account) process, CancellationToken abort = default)
        => process.Network.CreateAsync(process.Account, new Target("@parti_33"), new Part(Guid.NewGuid(), 0, "Réunion publique", []), abort);

    /// <summary>Relay, started anew on the same store.</summary>
    protected (INetwork Network, Account Account) Process(Dictionary<string, string>? provided = null, string? clientSecret = "client-secret")
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(Clock).AddSingleton<ISecretStore>(Store).AddRelayNetworks();
        services.AddHttpClient("x").ConfigurePrimaryHttpMessageHandler(() => Wire);
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Relay:Accounts:x:ClientId", "client")]).Build().GetSection("Relay:Accounts:x");
        var faults = new List<Fault>();
        var account = process.GetServices<INetworkSetup>().Single(setup => setup.Network == "x").ReadAccount("x", section, new Layers(Store, provided ?? [], clientSecret), faults);
        Assert.That(faults, Is.Empty);
        return (process.GetServices<INetwork>().Single(network => network.Key == "x"), account!);
    }

    private sealed class Layers(KeptSecrets store, Dictionary<string, string> provided, string? clientSecret) : ISecrets
    {
        public Func<string>? Find(string setting, ICollection<Fault> faults)
        {
            var name = setting[Prefix.Length..];
            return name == "ClientSecret" ? clientSecret is null ? null : () => clientSecret
                : provided.TryGetValue(name, out var value) ? () => value
                : store.Holds(setting) ? () => store.Find(setting)! : null;
        }
    }
}
