using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Sandbox;
using Relay.Sandbox.Faults;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.X.Connecting;

/// <summary>A coordinator connects a profile at the rehearsal's X; every fault of the way ends in one sentence that names the step.</summary>
internal sealed class XConnectorTests
{
    private readonly ManualTime _clock = new();
    private readonly CapturedLogs _logs = new();
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly HttpClient _browser = new();
    private SandboxHost _host = null!;
    private ServiceProvider _relay = null!;
    private Applicant _she = null!;

    private XProfile Profile => _host.World.Accounts.Profiles[0];

    [SetUp]
    public async Task Start()
    {
        _host = await SandboxHost.StartAsync(new SandboxOptions(), _clock, CancellationToken.None);
        _relay = Relay(_clock);
        _she = new Applicant(_browser);
    }

    [TearDown]
    public async Task CleanUp()
    {
        _relay.Dispose();
        _browser.Dispose();
        await _host.DisposeAsync();
        Assert.That(string.Join('\n', _logs.Lines), Does.Not.Contain(Profile.ClientSecret).And.Not.Contain(Profile.ConsumerSecret).And.Not.Contain(Profile.TokenSecret));
    }

    [TestCase("OAuth 1.0a")]
    [TestCase("OAuth 2.0")]
    public async Task ConnectAsync_Accepted_BringsAnAccountThatPosts(string way)
    {
        var connection = await ConnectAsync(way);

        Assert.That((connection.Name, connection.Title), Is.EqualTo(("x-tilleul-fr", "Le Tilleul (@tilleul_fr)")));
        Assert.That(connection.Channels.Single().Settings["Target"], Is.EqualTo("@tilleul_fr"));
        Assert.That(connection.Settings["UserId"], Is.EqualTo(Profile.Id));
        Assert.That(connection.Settings.Keys, Has.None.AnyOf("Token", "ClientSecret", "RefreshToken"));
        Assert.That(await PostAsync(connection), Is.TypeOf<Outcome.Done>());
        Assert.That(_host.World.Posts().Single().TargetName, Is.EqualTo("@tilleul_fr"));
    }

    [TestCase("OAuth 1.0a", 1)]
    [TestCase("OAuth 2.0", 1)]
    public async Task ConnectAsync_Accepted_ReadsOnePaidThing(string way, int reads)
    {
        await ConnectAsync(way);

        Assert.That(_exchanges.Count(exchange => exchange.Request.Path.StartsWith("/2/users", StringComparison.Ordinal)), Is.EqualTo(reads));
    }

    [Test]
    public async Task ConnectAsync_InBrowser_AsksForNoMoreThanItUses()
    {
        await ConnectAsync("OAuth 2.0");

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(_she.Link!.Query);
        Assert.That(query["scope"].ToString(), Is.EqualTo("tweet.read tweet.write users.read media.write offline.access dm.read dm.write"));
        Assert.That((query["code_challenge_method"].ToString(), query["redirect_uri"].ToString()), Is.EqualTo(("S256", "http://127.0.0.1:8720/callback")).Or.Matches<(string, string)>(pair => pair.Item2.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)));
    }

    [Test]
    public async Task ConnectAsync_Always_TellsThePricesAndTheirDay()
    {
        await ConnectAsync("OAuth 1.0a");

        Assert.That(_she.Heard[0].French, Does.Contain("0,015 USD").And.Contain("0,20 USD").And.Contain("22 août 2026"));
    }

    [TestCase("OAuth 1.0a", FaultKind.SecretWrong, "Keys step")]
    [TestCase("OAuth 2.0", FaultKind.SecretWrong, "Keys step")]
    [TestCase("OAuth 2.0", FaultKind.ConsentDenied, "Consent step")]
    [TestCase("OAuth 1.0a", FaultKind.ConsentDenied, "PIN step")]
    [TestCase("OAuth 2.0", FaultKind.CodeExpired, "30 seconds")]
    [TestCase("OAuth 1.0a", FaultKind.CodeExpired, "PIN step")]
    [TestCase("OAuth 2.0", FaultKind.ScopeMissing, "tweet.write is missing")]
    [TestCase("OAuth 1.0a", FaultKind.ScopeMissing, "keys given before that choice stay read-only")]
    [TestCase("OAuth 2.0", FaultKind.StateMismatch, "another state")]
    [TestCase("OAuth 1.0a", FaultKind.CreditsDepleted, "no credits left")]
    [TestCase("OAuth 2.0", FaultKind.CreditsDepleted, "no credits left")]
    [TestCase("OAuth 1.0a", FaultKind.HtmlPage, "Try again")]
    [TestCase("OAuth 1.0a", FaultKind.Throttled, "quarter of an hour")]
    public async Task ConnectAsync_Fault_EndsInOneSentenceThatNamesTheStep(string way, FaultKind fault, string words)
    {
        _host.World.Faults.Add(new FaultRule(fault) { Network = "x", Operation = fault is FaultKind.HtmlPage or FaultKind.Throttled ? "POST /oauth/*" : null });

        var refused = (await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(way)))!;

        Assert.That(refused.Sentence.English, Does.Contain(words));
        Assert.That(refused.Sentence.French, Is.Not.EqualTo(refused.Sentence.English).And.Not.Empty);
    }

    [Test]
    public void ConnectAsync_WrongPin_SaysSo()
    {
        _she.Answers["pin"] = "0000000";

        Assert.That(() => ConnectAsync("OAuth 1.0a"), Throws.TypeOf<ConnectException>().With.Message.Contains("does not recognise this PIN"));
    }

    [Test]
    public void ConnectAsync_ClockOff_SaysSo()
    {
        using var late = Relay(new ManualTime(_clock.GetUtcNow().AddMinutes(20)));

        Assert.That(() => ConnectAsync("OAuth 1.0a", relay: late), Throws.TypeOf<ConnectException>().With.Message.Contains("clock"));
    }

    [Test]
    public void ConnectAsync_SheGivesUp_SaysWhatToCheck()
    {
        _she.Decision = null;

        Assert.That(() => ConnectAsync("OAuth 2.0"), Throws.TypeOf<ConnectException>().With.Message.Contains("callback address"));
    }

    [TestCase("abc")]
    [TestCase("80")]
    [TestCase("70000")]
    public void ConnectAsync_NoPort_NamesTheStep(string port)
    {
        _she.Answers["port"] = port;

        Assert.That(() => ConnectAsync("OAuth 2.0"), Throws.TypeOf<ConnectException>().With.Message.Contains("Port step"));
    }

    [Test]
    public async Task ConnectAsync_AgainByAnotherProfile_IsRefused()
    {
        var first = await ConnectAsync("OAuth 1.0a");
        _she.Decision = "&rehearsal=allow&person=tilleul_33";

        Assert.That(() => ConnectAsync("OAuth 1.0a", Account(first)), Throws.TypeOf<ConnectException>().With.Message.Contains("@tilleul_33").And.Message.Contains("@tilleul_fr"));
    }

    [Test]
    public async Task ConnectAsync_Again_KeepsItsIdAndAsksForNoKeyItHas()
    {
        var first = await ConnectAsync("OAuth 2.0");
        _she.Answers["client-id"] = _she.Answers["client-secret"] = "";

        var again = await ConnectAsync(null, Account(first));

        Assert.That(again.Name, Is.EqualTo("test"));
        Assert.That(again.Secrets["ClientSecret"], Is.EqualTo(Profile.ClientSecret));
        Assert.That(again.Secrets["AccessToken"], Is.Not.EqualTo(first.Secrets["AccessToken"]));
    }

    [Test]
    public async Task ConnectAsync_AgainWithKeys_BringsOnlySettingsThatTheConfigurationTakes()
    {
        var again = await ConnectAsync(null, Account(await ConnectAsync("OAuth 1.0a")));

        Assert.That(_relay.GetServices<INetworkSetup>().Single(setup => setup.Network == "x").AccountSettings, Is.SupersetOf(again.Settings.Keys));
    }

    [Test]
    public async Task ConnectAsync_AgainByTheOtherWay_TakesAwayWhatWouldMakeItTheFirst()
    {
        var again = await ConnectAsync("OAuth 1.0a", Account(await ConnectAsync("OAuth 2.0")));

        Assert.That((again.Settings["ClientId"], again.Settings["Scopes"]), Is.EqualTo(("", "")));
    }

    private Account Account(Connection connection)
    {
        using var rig = new Contract.Rig("x", new ScriptedHandler());
        return rig.Account(connection.Settings.Concat(connection.Secrets).Append(new("BaseAddress", $"{_host.X}")).DistinctBy(pair => pair.Key).ToDictionary());
    }

    private Task<Outcome> PostAsync(Connection connection)
        => _relay.GetServices<INetwork>().Single(network => network.Key == "x")
            .CreateAsync(Account(connection), new Target("@tilleul_fr"), new Part(Guid.NewGuid(), 0, "Réunion publique", []), CancellationToken.None);

    private Task<Connection> ConnectAsync(string? way, Account? existing = null, ServiceProvider? relay = null)
    {
        foreach (var (key, value) in new[] { ("consumer-key", Profile.ConsumerKey), ("consumer-secret", Profile.ConsumerSecret), ("client-id", Profile.ClientId), ("client-secret", Profile.ClientSecret), ("port", "0") })
        {
            _she.Answers.TryAdd(key, value);
        }
        if (way is not null)
        {
            _she.Answers["way"] = way;
        }
        else
        {
            _she.Answers.Remove("way");
        }
        var connector = (relay ?? _relay).GetServices<IConnector>().Single(found => found.Network == "x");
        Assert.That(connector.Questions.Select(question => question.Key), Is.SupersetOf(_she.Answers.Keys));
        return connector.ConnectAsync(_she, new ConnectPlace(_host.X, existing), CancellationToken.None);
    }

    private ServiceProvider Relay(TimeProvider clock)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(clock).AddRelayNetworks();
        services.AddHttpClient("x").AddHttpMessageHandler(() => new RecordingHandler(_exchanges));
        return services.BuildServiceProvider();
    }
}
