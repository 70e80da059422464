using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Deliveries;
using Relay.Networks.Tests.Sandbox;
using Relay.Networks.X.Inbox;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Webhooks;

/// <summary>Facebook and X ask an address at once whether it is ours, and keep it for the whole app.</summary>
[TestFixture]
internal sealed class AskedAddressTests
{
    private static readonly Uri Ours = new("https://relay.example/webhooks/test");

    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;
    private WebApplication _relay = null!;
    private int _told;

    [SetUp]
    public async Task Start()
    {
        _rig = await SandboxRig.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _relay = builder.Build();
        _relay.Run(async context =>
        {
            var query = context.Request.Query;
            if (context.Request.Method == "POST")
            {
                Interlocked.Increment(ref _told);
            }
            else if (query["crc_token"].ToString() is { Length: > 0 } token)
            {
                await context.Response.WriteAsync(new JsonObject { ["response_token"] = XWebhook.Answer(token, _rig.Host.World.Accounts.Profiles[1].ConsumerSecret) }.ToJsonString());
            }
            else if (query["hub.verify_token"] == "verify-token")
            {
                await context.Response.WriteAsync(query["hub.challenge"].ToString());
            }
        });
        await _relay.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
        await _relay.DisposeAsync();
    }

    [Test]
    public async Task Set_FacebookAppThatHasNoAddress_IsGivenItAndThePageIsHeard()
    {
        var account = Page();
        Listen();

        Assert.That(await SetAsync(account), Is.Null);
        Assert.That(await SetAsync(account), Is.Null, "doing it again changes nothing");

        Assert.That(_rig.Webhooks("facebook").ByHand(account, Ours), Is.Null);
        var told = _rig.Exchanges.Where(exchange => exchange.Request.Method == HttpMethod.Post && exchange.Request.Path.EndsWith("/subscriptions", StringComparison.Ordinal)).ToList();
        Assert.That(told, Has.Count.EqualTo(1));
        Assert.That(told[0].Request.Address.Query, Does.Not.Contain("verify-token"), "no address holds a secret");
        await DoAsync("facebook", "message", new { page = account.Settings["PageId"], text = "Bonjour", person = "Fatou Diallo" });
        await HeardAsync();
    }

    [Test]
    public async Task Set_FacebookWhileRelayDoesNotRun_SaysToStartIt()
    {
        var failure = await SetAsync(Page());

        Assert.That(failure?.Reason.French, Does.StartWith($"Facebook a appelé {Ours} sans recevoir la bonne réponse").And.Contain("relay run").And.Contain("relay webhooks set test"));
        Assert.That(_rig.Exchanges.Any(exchange => exchange.Request.Path.EndsWith("/subscribed_apps", StringComparison.Ordinal)), Is.False, "nothing is changed");
    }

    [Test]
    public async Task Set_FacebookAppThatCallsAnotherProgram_IsLeftToIt()
    {
        Listen("https://other.example/");
        Assert.That(await SetAsync(Page(), new("https://other.example/hook")), Is.Null);

        var failure = await SetAsync(Page());

        Assert.That((failure?.Kind, failure?.Reason.English.Contains("other.example", StringComparison.Ordinal)), Is.EqualTo(((FailureKind?)FailureKind.Refused, (bool?)true)));
    }

    [Test]
    public async Task Set_FacebookAppThatCallsAnotherProgramAtOurHost_IsLeftToIt()
    {
        Listen();
        Assert.That(await SetAsync(Page(), new("https://relay.example/crm/facebook")), Is.Null);

        var failure = await SetAsync(Page());

        Assert.That((failure?.Kind, failure?.Reason.English.Contains("https://relay.example/crm/facebook", StringComparison.Ordinal)), Is.EqualTo(((FailureKind?)FailureKind.Refused, (bool?)true)));
    }

    [Test]
    public async Task Set_FacebookAppThatCallsAnAccountOfOursThatWasRenamed_IsGivenTheNewAddress()
    {
        Listen();
        Assert.That(await SetAsync(Page(), new("https://relay.example/webhooks/before")), Is.Null);

        Assert.That(await SetAsync(Page()), Is.Null);
    }

    [Test]
    public void ByHand_FacebookAccountWithoutItsAppsNumber_SaysTheAddressAndTheFields()
        => Assert.That(_rig.Webhooks("facebook").ByHand(_rig.Account("facebook"), Ours)!.Value.French, Does.Contain($"{Ours}").And.Contain("VerifyToken").And.Contain("feed, mention, messages, messaging_postbacks, message_edits"));

    [Test]
    public async Task Set_X_IsHeardUntilItIsRemoved()
    {
        var profile = _rig.Host.World.Accounts.Profiles[1];
        var account = _rig.Account("x") with { Webhook = Ours };
        Listen();

        Assert.That((await ProveAsync(account)).Result, Is.EqualTo(ProofResult.Missing));
        Assert.That(await SetAsync(account), Is.Null);
        Assert.That((await ProveAsync(account)).Result, Is.EqualTo(ProofResult.Proven));
        var first = _rig.Exchanges.Count;
        Assert.That(await SetAsync(account), Is.Null);
        Assert.That(_rig.Exchanges.Skip(first).Where(exchange => exchange.Request.Method == HttpMethod.Post && exchange.Request.Path.StartsWith("/2/", StringComparison.Ordinal)), Is.Empty, "doing it again changes nothing");
        await DoAsync("x", "mention", new { profile = profile.Username, text = "Bravo", person = "Fatou Diallo" });
        await HeardAsync();
        Assert.That(await _rig.Webhooks("x").RemoveAsync(account, CancellationToken.None), Is.Null);
        Assert.That(await _rig.Webhooks("x").RemoveAsync(account, CancellationToken.None), Is.Null);

        Assert.That(_rig.Exchanges.Select(exchange => (exchange.Request.Method.Method, exchange.Request.Path)).Where(asked => asked.Method == "DELETE").Select(asked => asked.Path.Split('/')[2]),
            Is.EqualTo(new[] { "activity", "activity", "activity", "activity", "webhooks" }));
        Assert.That(_rig.Exchanges.Count(exchange => exchange.Request.Path == "/2/users/me"), Is.EqualTo(3), "who it is, is asked once, and by each proof");
        if (Specifications.AreHere)
        {
            // The newer description, which has these kinds of events; whose a bearer is, an app's or a person's, it can't see.
            var described = _rig.Exchanges.Where(exchange => exchange.Request.Path.StartsWith("/2/", StringComparison.Ordinal));
            Assert.That(described.SelectMany(exchange => Specifications.Of("x")[0].Check(exchange.Request).Concat(Specifications.Of("x")[0].CheckAnswer(exchange)))
                .Where(fault => !fault.Contains("signed by Bearer", StringComparison.Ordinal) && !fault.Contains("like.read", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task Set_XWhileRelayDoesNotRun_SaysToStartIt()
        => Assert.That((await SetAsync(_rig.Account("x")))?.Reason.French, Does.StartWith($"X a appelé {Ours} sans recevoir la bonne réponse"));

    [TestCase(null, null, "UserId de second et de test")]
    [TestCase(null, "1501", "UserId de test")]
    [TestCase("1500", null, "UserId de second")]
    [TestCase("1500", "1501", null)]
    public async Task Set_XSecondProfileOfAnApp_SharesTheWebhookOnlyWhereBothTellTheirNumber(string? first, string? second, string? refused)
    {
        var (one, other) = (Numbered("test", first), Numbered("second", second));
        Listen();
        Assert.That((await _rig.Webhooks("x").SetAsync(_rig.Account("x"), Ours, [], CancellationToken.None)).Failure, Is.Null);
        other = other with { Settings = second is null ? other.Settings : new Dictionary<string, string>(other.Settings) { ["UserId"] = _rig.Host.World.Accounts.Profiles[1].Id } };

        var (calls, failure) = await _rig.Webhooks("x").SetAsync(other, other.Webhook!, [one, other], CancellationToken.None);

        Assert.That((calls, failure?.Kind), Is.EqualTo(refused is null ? (Ours, (FailureKind?)null) : (null, FailureKind.Refused)));
        Assert.That(failure?.Reason.French ?? "", Does.Contain(refused ?? ""));
    }

    [TestCase("https://relay.example/webhooks/renamed", "DELETE")]
    [TestCase("https://relay.example/crm/x", "")]
    public async Task Set_XWebhookAtOurHostThatNoAccountHas_IsNotTakenForOurs(string there, string words)
    {
        var account = _rig.Account("x") with { Webhook = Ours };
        Listen();
        Assert.That(await SetAsync(account, new(there)), Is.Null);

        var (calls, failure) = await _rig.Webhooks("x").SetAsync(account, Ours, [account], CancellationToken.None);

        Assert.That(calls, Is.Null);
        Assert.That(failure?.Reason.French, Does.Contain(words));
    }

    [TestCase("https://relay.example:8443/webhooks/test")]
    public async Task Set_XAddressWithAPort_SaysWhatToChange(string address)
        => Assert.That((await SetAsync(_rig.Account("x"), new(address)))?.Reason.French, Does.Contain("Relay:Webhooks:PublicUrl"));

    [Test]
    public async Task Set_XAccountWithTokensOfOAuth2_SaysTheExactSteps()
    {
        var account = _rig.Account("x");
        account = account with { Settings = new Dictionary<string, string>(account.Settings) { ["ClientId"] = "client", ["UserId"] = "1500" } };

        Assert.That((await SetAsync(account))?.Reason.French, Does.Contain($$"""2/webhooks avec {"url":"{{Ours}}"}""").And.Contain("\"user_id\":\"1500\"").And.Contain("post.mention.create"));
        Assert.That(_rig.Exchanges, Is.Empty);
    }

    [Test]
    public async Task ProveAsync_XAccountWithoutItsConsumerSecret_NamesIt()
    {
        var account = _rig.Account("x");
        var bare = new Dictionary<string, string>(account.Settings);
        bare.Remove("HasConsumerSecret");

        var proof = await ProveAsync(account with { Settings = bare, Webhook = Ours });

        Assert.That((proof.Result, proof.Words.French.Contains("ConsumerSecret", StringComparison.Ordinal)), Is.EqualTo((ProofResult.Missing, true)));
    }

    private async Task<Proof> ProveAsync(Account account) => (await _rig.Prover("x").ProveAsync(account, null, CancellationToken.None)).Single(proof => proof.Capability is Capability.HearWebhooks);

    private Account Numbered(string id, string? user)
    {
        var account = _rig.Account("x");
        var settings = new Dictionary<string, string>(account.Settings);
        if (user is not null)
        {
            settings["UserId"] = user;
        }
        return account with { Id = id, Settings = settings, Webhook = new($"https://relay.example/webhooks/{id}") };
    }

    private Account Page()
    {
        var account = _rig.Account("facebook");
        return account with
        {
            Settings = new Dictionary<string, string>(account.Settings) { ["AppId"] = _rig.Host.World.Accounts.Pages[1].AppId, ["HasVerifyToken"] = "true" },
            Secret = name => name == "VerifyToken" ? "verify-token" : account.Secret(name),
        };
    }

    private async Task<Outcome.Failed?> SetAsync(Account account, Uri? address = null) => (await _rig.Webhooks(account.Network).SetAsync(account, address ?? Ours, [account], CancellationToken.None)).Failure;

    private void Listen(string from = "https://relay.example/") => _rig.Host.World.Stand(new(from), new($"{_relay.Urls.Single()}/"));

    private async Task DoAsync(string network, string action, object fields)
    {
        using var answer = await _http.PostAsync(new Uri(_rig.Host.Console, $"_sandbox/people/{network}/{action}"), System.Net.Http.Json.JsonContent.Create(fields));
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    private async Task HeardAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Volatile.Read(ref _told) == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
