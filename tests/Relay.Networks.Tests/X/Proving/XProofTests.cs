using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Networks.Tests.Contract;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.X.Proving;

internal sealed class XProofTests
{
    private const string Me = """{"data":{"id":"1500","name":"Le Parti","username":"Parti_33"}}""";
    private const string Nothing = """{"meta":{"result_count":0}}""";

    private static readonly Dictionary<string, string> Keys = new() { ["ConsumerKey"] = "key", ["ConsumerSecret"] = "key-secret", ["Token"] = "token", ["TokenSecret"] = "token-secret" };
    private static readonly Dictionary<string, string> Tokens = new()
    {
        ["ClientId"] = "client", ["AccessToken"] = "access", ["RefreshToken"] = "refresh", ["Scopes"] = "tweet.read tweet.write users.read media.write offline.access",
    };

    private readonly ManualTime _clock = new();
    private readonly ScriptedHandler _wire = new();

    [TearDown]
    public void CleanUp()
    {
        var requests = _wire.Requests.Where(request => request.Path.StartsWith("/2/users", StringComparison.Ordinal)).ToList();
        _wire.Dispose();
        if (Specifications.AreHere)
        {
            Assert.That(requests.SelectMany(request => Specifications.Of("x").SelectMany(specification => specification.Check(request))), Is.Empty);
        }
    }

    [Test]
    public async Task ProveAsync_KeysThatMayWrite_ClimbsTheLadder()
    {
        Answer("read-write");

        var proofs = await ProveAsync(Keys, new Target("@parti_33"));

        Assert.That(proofs.Select(proof => (proof.Capability, proof.Result)), Is.EqualTo(new[]
        {
            (Capability.Authenticate, ProofResult.Proven), (Capability.Post, ProofResult.Proven), (Capability.Edit, ProofResult.NotOffered), (Capability.ReadOwnPosts, ProofResult.Proven),
            (Capability.ReadComments, ProofResult.Proven), (Capability.ReadMessages, ProofResult.NotOffered), (Capability.HearWebhooks, ProofResult.NotOffered),
        }));
        Assert.That(proofs[0].Words.French, Does.Contain("@parti_33").And.Contain("0,01 USD"));
    }

    [Test]
    public async Task ProveAsync_Posts_AsksForTheLastMinuteOnlySoThatNothingIsBilled()
    {
        Answer("read-write");

        await ProveAsync(Keys, null);

        Assert.That(_wire.Requests.Skip(1).Select(request => request.Address.PathAndQuery), Is.EqualTo(new[]
        {
            "/2/users/1500/tweets?max_results=5&start_time=2026-03-02T07%3A59%3A00Z", "/2/users/1500/mentions?max_results=5&start_time=2026-03-02T07%3A59%3A00Z",
        }));
    }

    [Test]
    public async Task ProveAsync_AccountWithoutItsNumber_SaysWhatToWriteAndWhatItCosts()
    {
        Answer("read-write");

        var without = (await ProveAsync(Keys, null)).Single(proof => proof.Capability == Capability.ReadComments);
        var with = (await ProveAsync(new Dictionary<string, string>(Keys) { ["UserId"] = "1500" }, null)).Single(proof => proof.Capability == Capability.ReadComments);

        Assert.That(without.Words.French, Does.Contain("UserId manque").And.Contain("à chaque démarrage (0,01 USD)").And.Contain("relay connect x --name test"));
        Assert.That((without.Result, with.Result, with.Words.English.Contains("UserId", StringComparison.Ordinal)), Is.EqualTo((ProofResult.Proven, ProofResult.Proven, false)));
    }

    [TestCase("read", ProofResult.Missing, "Read and write")]
    [TestCase("read-write-directmessages", ProofResult.Proven, "may post")]
    [TestCase(null, ProofResult.Unknown, "test-post")]
    public async Task ProveAsync_ByTheLevelOfTheKeys_TellsWhetherTheyMayPost(string? level, ProofResult result, string words)
    {
        Answer(level);

        var post = (await ProveAsync(Keys, null)).Single(proof => proof.Capability == Capability.Post);

        Assert.That(post.Result, Is.EqualTo(result));
        Assert.That(post.Words.English, Does.Contain(words));
    }

    [TestCase("tweet.read tweet.write users.read media.write offline.access dm.read", ProofResult.Proven, "with pictures", ProofResult.Proven)]
    [TestCase("tweet.read tweet.write users.read offline.access", ProofResult.Proven, "without pictures", ProofResult.NotOffered)]
    [TestCase("tweet.read users.read offline.access", ProofResult.Missing, "tweet.write is missing", ProofResult.NotOffered)]
    [TestCase(null, ProofResult.Unknown, "relay connect x", ProofResult.NotOffered)]
    public async Task ProveAsync_ByTheScopesOfTheTokens_TellsWhatTheyMay(string? scopes, ProofResult post, string words, ProofResult messages)
    {
        Answer(null);

        var settings = new Dictionary<string, string>(Tokens);
        settings.Remove("Scopes");
        if (scopes is not null)
        {
            settings["Scopes"] = scopes;
        }
        var proofs = await ProveAsync(settings, null);

        Assert.That(proofs.Single(proof => proof.Capability == Capability.Post), Has.Property("Result").EqualTo(post).And.Property("Words").Property("English").Contains(words));
        Assert.That(proofs.Single(proof => proof.Capability == Capability.ReadMessages).Result, Is.EqualTo(messages));
    }

    [Test]
    public async Task ProveAsync_AnotherProfilesChannel_NamesBoth()
    {
        Answer("read-write");

        var post = (await ProveAsync(Keys, new Target("@parti_974"))).Single(proof => proof.Capability == Capability.Post);

        Assert.That(post.Result, Is.EqualTo(ProofResult.Missing));
        Assert.That(post.Words.French, Does.Contain("@parti_33").And.Contain("@parti_974"));
    }

    [TestCase(401, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}""", ProofResult.Missing, ProofResult.Unknown, "relay connect x")]
    [TestCase(402, """{"title":"CreditsDepleted","detail":"no credits","type":"https://api.x.com/2/problems/credits"}""", ProofResult.Unknown, ProofResult.Missing, "credits")]
    [TestCase(403, """{"title":"Client Forbidden","detail":"not enrolled","type":"https://api.x.com/2/problems/client-forbidden"}""", ProofResult.Missing, ProofResult.Unknown, "portal")]
    [TestCase(503, "<html></html>", ProofResult.Unknown, ProofResult.Unknown, "later")]
    [TestCase(429, """{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}""", ProofResult.Unknown, ProofResult.Unknown, "later")]
    public async Task ProveAsync_Refused_TellsTheRungAtFaultAndTheNextStep(int status, string body, ProofResult authenticate, ProofResult post, string words)
    {
        _wire.Always(status, body);

        var proofs = await ProveAsync(Keys, null);

        Assert.That(proofs.Select(proof => proof.Capability), Is.EqualTo(Enum.GetValues<Capability>()));
        Assert.That((proofs[0].Result, proofs[1].Result), Is.EqualTo((authenticate, post)));
        Assert.That(proofs[0].Words.English + proofs[1].Words.English, Does.Contain(words));
        Assert.That(_wire.Requests, Has.Count.EqualTo(1), "an answer like that is not asked for twice");
    }

    [Test]
    public async Task ProveAsync_TokensDead_SaysHowToConnectTheAccountAgain()
    {
        _wire.Script = (request, _) => Task.FromResult(request.Path == "/2/oauth2/token"
            ? ScriptedHandler.Answer(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""")
            : ScriptedHandler.Answer(401, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}"""));

        var first = (await ProveAsync(Tokens, null, new Access.KeptSecrets()))[0];

        Assert.That(first.Result, Is.EqualTo(ProofResult.Missing));
        Assert.That(first.Words.French, Does.Contain("relay connect x --name test").And.Not.Contain("no longer"));
        Assert.That(first.Words.English, Does.Contain("no longer takes the refresh token").And.Contain("--name test"));
    }

    [Test]
    public async Task ProveAsync_ReadingOwnPostsRefused_LeavesTheOtherRungs()
    {
        Answer("read-write", tweets: (403, """{"title":"Forbidden","detail":"Forbidden","type":"about:blank","status":403}"""));

        var proofs = await ProveAsync(Keys, null);

        Assert.That(proofs.Where(proof => proof.Result == ProofResult.Missing).Select(proof => proof.Capability), Is.EqualTo(new[] { Capability.ReadOwnPosts }));
    }

    private void Answer(string? level, (int Status, string Body)? tweets = null) => _wire.Script = (request, _) =>
    {
        var (status, body) = request.Path switch { "/2/users/me" => (200, Me), "/2/users/1500/tweets" => tweets ?? (200, Nothing), _ => (200, Nothing) };
        return Task.FromResult(level is null ? ScriptedHandler.Answer(status, body) : ScriptedHandler.Answer(status, body, ("x-access-level", level)));
    };

    private async Task<IReadOnlyList<Proof>> ProveAsync(Dictionary<string, string> settings, Target? target, Access.KeptSecrets? store = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(_clock).AddSingleton(Some.Channels([])).AddRelayNetworks();
        services.AddHttpClient("x").ConfigurePrimaryHttpMessageHandler(() => _wire);
        if (store is not null)
        {
            services.AddSingleton<Relay.Core.Channels.Connecting.ISecretStore>(store);
        }
        await using var relay = services.BuildServiceProvider();
        using var rig = new Rig("x", _wire);
        return await relay.GetServices<IProveAccess>().Single(prover => prover.Network == "x").ProveAsync(rig.Account(settings), target, CancellationToken.None);
    }
}
