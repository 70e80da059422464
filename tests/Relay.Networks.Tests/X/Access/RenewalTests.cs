using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.X.Access;

/// <summary>Tokens of OAuth 2.0 that X rotates: no answer is lost that could be kept, and no post is made twice for a token's sake.</summary>
internal sealed class RenewalTests : RenewalFixture
{
    [Test]
    public async Task CreateAsync_TokenGood_IsSignedWithItAndRenewsNothing()
    {
        var outcome = await PostAsync(Process());

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { "Bearer access-0" }));
    }

    [Test]
    public async Task CreateAsync_TokenNearItsEnd_IsRenewedAndKeptBeforeItIsUsed()
    {
        Clock.Advance(TimeSpan.FromMinutes(115));

        var outcome = await PostAsync(Process());

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { Basic, "Bearer access-1" }));
        Assert.That(Wire.Requests[0].Text, Is.EqualTo("grant_type=refresh_token&refresh_token=refresh-0"));
        var step = Store.Steps.Last();
        Assert.That((step[Prefix + "AccessToken"], step[Prefix + "RefreshToken"]), Is.EqualTo(("access-1", "refresh-1")), "both in one step");
        Assert.That(step[Prefix + "AccessTokenExpires"], Is.EqualTo(Written(TimeSpan.FromHours(2))));
    }

    [Test]
    public async Task CreateAsync_PublicClient_NamesItselfInTheForm()
    {
        Clock.Advance(TimeSpan.FromMinutes(115));

        await PostAsync(Process(clientSecret: null));

        Assert.That(Wire.Requests[0].Headers.Authorization, Is.Null);
        Assert.That(Wire.Requests[0].Text, Is.EqualTo("grant_type=refresh_token&refresh_token=refresh-0&client_id=client"));
    }

    [Test]
    public async Task CreateAsync_ManyAtOnceWithAnEndedToken_RenewOnce()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        var process = Process();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostAsync(process))));

        Assert.That(outcomes, Has.All.TypeOf<Outcome.Done>());
        Assert.That(Renewals, Is.EqualTo(1));
        Assert.That(Signers().Skip(1), Has.All.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task CreateAsync_RefusedToken_IsRenewedAndLeftToThePump()
    {
        Refuse("access-0");
        var process = Process();

        var first = (Outcome.Failed)await PostAsync(process);
        var second = await PostAsync(process);

        Assert.That((first.Kind, first.Scope), Is.EqualTo((FailureKind.Throttled, FailureScope.Account)), "no strike, no alarm");
        Assert.That(second, Is.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { "Bearer access-0", Basic, "Bearer access-1" }));
    }

    [Test]
    public async Task CreateAsync_ManyRefusedAtOnce_RenewOnce()
    {
        Refuse("access-0");
        var process = Process();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => PostAsync(process))));

        Assert.That(Renewals, Is.EqualTo(1));
    }

    [Test]
    public async Task CreateAsync_FreshTokenRefusedToo_IsDeadInsteadOfTurningInCircles()
    {
        Refuse("access-0", "access-1");
        var process = Process();

        await PostAsync(process);
        var second = (Outcome.Failed)await PostAsync(process);

        Assert.That((second.Kind, second.Scope, Renewals), Is.EqualTo((FailureKind.Unauthorized, FailureScope.Account, 1)));
    }

    [Test]
    public async Task CreateAsync_AnswerLost_IsADoubtAndNeitherRenewedNorRepeated()
    {
        Wire.Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));

        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That((outcome.Kind, Wire.Requests.Count), Is.EqualTo((FailureKind.Unknown, 1)));
    }

    [Test]
    public async Task CreateAsync_RenewalUnansweredAndTokenEnded_PostsNothingAndIsNoDoubt()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Wire.Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));

        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That((outcome.Kind, outcome.Scope), Is.EqualTo((FailureKind.Unavailable, FailureScope.Account)));
        Assert.That(Wire.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/2/oauth2/token" }));
        Assert.That(Store.Find(Prefix + "RefreshToken"), Is.EqualTo("refresh-0"));
    }

    [Test]
    public async Task CreateAsync_RenewalUnansweredButTokenGoodForMinutes_PostsWithIt()
    {
        Clock.Advance(TimeSpan.FromMinutes(115));
        var script = Wire.Script;
        Wire.Script = (request, cancel) => request.Path == "/2/oauth2/token" ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut") : script(request, cancel);
        var process = Process();

        var outcomes = new[] { await PostAsync(process), await PostAsync(process) };

        Assert.That(outcomes, Has.All.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { Basic, "Bearer access-0", "Bearer access-0" }), "and does not ask for each post");
    }

    [Test]
    public async Task CreateAsync_RefreshTokenDead_SaysToConnectAgain()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Wire.Always(400, Dead);

        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That((outcome.Kind, outcome.Scope), Is.EqualTo((FailureKind.Unauthorized, FailureScope.Account)));
        Assert.That(outcome.Reason.English, Does.Contain("relay connect x").And.Contain("account x"));
    }

    [Test]
    public async Task CreateAsync_AppUnknown_NamesTheClient()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Wire.Always(401, """{"error":"unauthorized_client","error_description":"Missing valid authorization header"}""");

        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That(outcome.Kind, Is.EqualTo(FailureKind.Unauthorized));
        Assert.That(outcome.Reason.English, Does.Contain("ClientId"));
    }

    [Test]
    public async Task CreateAsync_NewPairNotKept_IsNotUsedAndIsKeptLater()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Store.Fails = step => step.ContainsKey(Prefix + "AccessToken") ? new IOException("disk full") : null;
        var process = Process();

        var first = (Outcome.Failed)await PostAsync(process);
        Store.Fails = _ => null;
        var second = await PostAsync(process);

        Assert.That((first.Kind, first.Scope), Is.EqualTo((FailureKind.Unavailable, FailureScope.Account)));
        Assert.That(second, Is.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { Basic, "Bearer access-1" }), "the same new pair, asked for once");
    }

    [Test]
    public async Task CreateAsync_SecretUnreadableJustAfterTheAnswer_DoesNotLoseTheNewPair()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Store.Hides = name => Renewals > 0 && name == Prefix + "RefreshToken" ? new SecretMissingException("RefreshToken can't be read.", "RefreshToken can't be read.") : null;
        var process = Process();

        var first = await PostAsync(process);
        Store.Hides = _ => null;
        var second = await PostAsync(process);

        Assert.That(first, Is.TypeOf<Outcome.Failed>());
        Assert.That(second, Is.TypeOf<Outcome.Done>());
        Assert.That(Signers(), Is.EqualTo(new[] { Basic, "Bearer access-1" }), "the same new pair, asked for once");
    }

    [Test]
    public async Task CreateAsync_ConnectedAgainWhileAPairWasUnkept_UsesWhatIsNewer()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Store.Fails = step => step.ContainsKey(Prefix + "AccessToken") ? new IOException("disk full") : null;
        var process = Process();
        await PostAsync(process);

        Store.Fails = _ => null;
        await KeepAsync(("AccessToken", "access-c"), ("RefreshToken", "refresh-c"), ("AccessTokenExpires", Written(TimeSpan.Zero)));
        await PostAsync(process);
        await PostAsync(process);

        Assert.That(Store.Find(Prefix + "RefreshToken"), Is.EqualTo("refresh-2"), "the pair that follows the new connection");
        Assert.That(Wire.Requests[^2].Text, Does.Contain("refresh-c"));
    }

    [Test]
    public async Task CreateAsync_NothingCanBeKept_AsksForNothing()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Store.Fails = _ => new InvalidOperationException("read only");

        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That(outcome.Kind, Is.EqualTo(FailureKind.Unavailable));
        Assert.That(Wire.Requests, Is.Empty, "a spent refresh token would be lost");
    }

    [Test]
    public async Task CreateAsync_KilledBetweenAnswerAndKeeping_TellsWhyTheAccountIsDead()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        Store.Fails = step => step.ContainsKey(Prefix + "AccessToken") ? new IOException("killed") : null;
        await PostAsync(Process());

        Store.Fails = _ => null;
        Wire.Always(400, Dead);
        var outcome = (Outcome.Failed)await PostAsync(Process());

        Assert.That(outcome.Kind, Is.EqualTo(FailureKind.Unauthorized));
        Assert.That(outcome.Reason.English, Does.Contain("broken off").And.Contain("relay connect x"));
    }

    [Test]
    public async Task CreateAsync_CallerStopsInMidRenewal_KeepsTheAnswerAllTheSame()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        Wire.Script = (_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        using var abort = new CancellationTokenSource();
        var process = Process();
        var call = PostAsync(process, abort.Token);
        await asked.Task;

        await abort.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        answer.SetResult(Granted(1));
        Wire.Always(201, """{"data":{"id":"9","text":"a"}}""");
        var next = await PostAsync(process);

        Assert.That(next, Is.TypeOf<Outcome.Done>());
        Assert.That(Store.Find(Prefix + "RefreshToken"), Is.EqualTo("refresh-1"));
    }

    [Test]
    public async Task CreateAsync_ProvidedByEnvironment_RenewsFromWhatIsKeptUntilAnotherIsProvided()
    {
        Clock.Advance(TimeSpan.FromHours(3));
        var provided = new Dictionary<string, string> { ["AccessToken"] = "access-a", ["RefreshToken"] = "refresh-a", ["AccessTokenExpires"] = Written(TimeSpan.FromHours(-1)) };

        await PostAsync(Process(provided));
        var restarted = await PostAsync(Process(provided));
        await PostAsync(Process(new(provided) { ["AccessToken"] = "access-b", ["RefreshToken"] = "refresh-b" }));

        Assert.That(restarted, Is.TypeOf<Outcome.Done>());
        Assert.That(Wire.Requests.Where(request => request.Path == "/2/oauth2/token").Select(request => request.Text[(request.Text.LastIndexOf('=') + 1)..]), Is.EqualTo(new[] { "refresh-a", "refresh-b" }));
        Assert.That(Signers().Where(signer => signer.StartsWith("Bearer", StringComparison.Ordinal)), Is.EqualTo(new[] { "Bearer access-1", "Bearer access-1", "Bearer access-2" }));
    }
}
