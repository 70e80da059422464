using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.Facebook;

/// <summary>The way from a person's yes to a Page's token, as Facebook goes it, and every way to stray from it.</summary>
public sealed class AuthorisationTests
{
    private const string Redirect = "http://localhost:4711/callback";
    private const string State = "0123456789abcdef0123456789abcdef";
    private Rehearsal _rehearsal = null!;

    private FacebookApp App => _rehearsal.World.Accounts.Apps[0];

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Dialog_ToAPagesToken_GivesOneThatDoesNotEndAndPosts()
    {
        var code = (await ConsentAsync("rehearsal=allow"))["code"];
        var user = await ExchangeAsync(("code", code), ("redirect_uri", Redirect));
        var longer = await ExchangeAsync(("grant_type", "fb_exchange_token"), ("fb_exchange_token", user["access_token"]!));
        var pages = await GetAsync("me/accounts?limit=100", longer["access_token"]!);
        var token = pages["data/1/access_token"]!;
        var debug = await GetAsync($"debug_token?input_token={token}", $"{App.Id}|{App.Secret}");
        var posted = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{pages["data/1/id"]}/feed", new { message = "Bonjour" }, _rehearsal.Page with { Token = token });

        Assert.That(longer["expires_in"], Is.EqualTo("5184000"));
        Assert.That((pages["data/1/name"], pages["data/1/tasks/2"]), Is.EqualTo(("Le Tilleul Gironde", "CREATE_CONTENT")), pages.Text);
        Assert.That((debug["data/expires_at"], debug["data/type"], debug["data/profile_id"], debug["data/app_id"]), Is.EqualTo(("0", "PAGE", pages["data/1/id"], App.Id)), debug.Text);
        Assert.That(posted.Status, Is.EqualTo(200), posted.Text);
    }

    [Test]
    public async Task Accounts_MoreThanAnAnswerHolds_GoOnUntilThereIsNoNext()
    {
        var token = _rehearsal.World.Accounts.People[0].ExplorerToken;

        var first = await GetAsync("me/accounts?limit=100", token);
        var second = await GetAsync($"me/accounts?limit=100&after={Uri.EscapeDataString(first["paging/cursors/after"]!)}", token);

        Assert.That(first["paging/next"], Is.Not.Null);
        Assert.That(second["paging/next"], Is.Null);
        Assert.That(first.Json!["data"]!.AsArray().Count + second.Json!["data"]!.AsArray().Count, Is.EqualTo(5));
    }

    [Test]
    public async Task PageToken_OfAShortUserToken_DiesWithIt()
    {
        var pages = await GetAsync("me/accounts", _rehearsal.World.Accounts.People[0].ExplorerToken);
        var token = pages["data/0/access_token"]!;
        var before = await GetAsync($"debug_token?input_token={token}", $"{App.Id}|{App.Secret}");

        _rehearsal.Clock.Advance(TimeSpan.FromHours(2));
        var after = await GetAsync("me", token);

        Assert.That(before["data/expires_at"], Is.EqualTo($"{_rehearsal.Clock.GetUtcNow().ToUnixTimeSeconds()}"));
        Assert.That((after.Status, after["error/code"], after["error/error_subcode"]), Is.EqualTo((401, "190", "463")));
    }

    [Test]
    public async Task Dialog_Denied_SendsTheRefusalBack()
    {
        var answer = await ConsentAsync("rehearsal=deny");

        Assert.That((answer["error"], answer["error_reason"], answer["state"]), Is.EqualTo(("access_denied", "user_denied", State)));
        Assert.That(answer, Does.Not.ContainKey("code"));
    }

    [Test]
    public async Task Code_UsedTwice_CountsOnce()
    {
        var code = (await ConsentAsync("rehearsal=allow"))["code"];

        await ExchangeAsync(("code", code), ("redirect_uri", Redirect));
        var again = await ExchangeAsync(("code", code), ("redirect_uri", Redirect));

        Assert.That((again["error/code"], again["error/error_subcode"]), Is.EqualTo(("100", "36009")));
    }

    [TestCase("late", "100", "36007")]
    [TestCase("elsewhere", "100", "36008")]
    [TestCase("foreign", "100", "36008")]
    public async Task Code_ExchangedWrongly_IsRefused(string how, string code, string subcode)
    {
        var given = (await ConsentAsync("rehearsal=allow"))["code"];
        _rehearsal.Clock.Advance(how == "late" ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);

        var reply = await ExchangeAsync(how == "foreign" ? _rehearsal.World.Accounts.Apps[1] : App, ("code", given), ("redirect_uri", how == "elsewhere" ? "http://localhost:4711/" : Redirect));

        Assert.That((reply.Status, reply["error/code"], reply["error/error_subcode"]), Is.EqualTo((400, code, subcode)), reply.Text);
    }

    [Test]
    public async Task Exchange_WrongSecret_IsRefused()
    {
        var reply = await ExchangeAsync(App with { Secret = "00000000000000000000000000000000" }, ("grant_type", "client_credentials"));

        Assert.That((reply.Status, reply["error/code"], reply["error/message"]), Is.EqualTo((400, "1", "Error validating client secret.")));
    }

    [TestCase("client_id=1&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F&state=0123456789abcdef&scope=pages_show_list", "client_id")]
    [TestCase("client_id=990000000000001&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2F&state=0123456789abcdef&scope=pages_show_list", "URL bloquée")]
    [TestCase("client_id=990000000000001&redirect_uri=https%3A%2F%2Fexample.org%2F&state=0123456789abcdef&scope=pages_show_list", "URL bloquée")]
    [TestCase("client_id=990000000000001&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F&scope=pages_show_list", "state")]
    [TestCase("client_id=990000000000001&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F&state=0123456789abcdef&scope=publish_pages", "publish_pages")]
    public async Task Dialog_WrongRequest_SaysWhatIsWrongAndSendsNobodyAnywhere(string query, string word)
    {
        var reply = await _rehearsal.GetAsync(new Uri(_rehearsal.Host.Facebook, $"v26.0/dialog/oauth?{query}"));

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Text, Does.Contain(word).And.Not.Contain("<form"));
        Assert.That(reply.Headers, Does.Not.ContainKey("Location"));
    }

    [Test]
    public async Task Dialog_AnsweredByHand_GrantsWhatWasTicked()
    {
        var form = new FormUrlEncodedContent([.. Asked.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)),
            new("person", _rehearsal.World.Accounts.People[0].Id), new("pages", "100000000000003"), new("scopes", "pages_show_list"), new("scopes", "pages_read_engagement"), new("answer", "allow")]);

        var page = await _rehearsal.GetAsync(DialogAddress(""));
        var sent = await _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Facebook, "v26.0/dialog/oauth")) { Content = form });
        var user = await ExchangeAsync(("code", Query(sent)["code"]), ("redirect_uri", Redirect));
        var accounts = await GetAsync("me/accounts", user["access_token"]!);
        var granted = await GetAsync("me/permissions", user["access_token"]!);

        Assert.That(page.Text, Does.Contain("Camille Répétition").And.Contain("publier sur vos Pages (pages_manage_posts)").And.Contain("RÉPÉTITION"));
        Assert.That((accounts["data/0/id"], accounts["data/1/id"]), Is.EqualTo(("100000000000003", (string?)null)));
        Assert.That(granted.Json!["data"]!.AsArray().Select(item => (string?)item!["permission"]), Is.EqualTo(new[] { "pages_show_list", "pages_read_engagement", "public_profile" }));
    }

    [TestCase(FaultKind.ConsentDenied)]
    [TestCase(FaultKind.StateMismatch)]
    [TestCase(FaultKind.ScopeMissing)]
    [TestCase(FaultKind.CodeExpired)]
    [TestCase(FaultKind.SecretWrong)]
    [TestCase(FaultKind.TokenShortLived)]
    public async Task Fault_OfTheAuthorisation_StrikesOnce(FaultKind kind)
    {
        _rehearsal.World.Faults.Add(new FaultRule(kind) { Network = "facebook", Count = 1 });

        var seen = await Seen();
        var again = await Seen();

        Assert.That(seen, Is.EqualTo(kind switch
        {
            FaultKind.ConsentDenied => "access_denied",
            FaultKind.StateMismatch => "other state",
            FaultKind.ScopeMissing => "no pages_manage_posts",
            FaultKind.CodeExpired => "100/36007",
            FaultKind.SecretWrong => "1/",
            _ => "7200",
        }));
        Assert.That(again, Is.EqualTo("5184000"));
    }

    [TestCase("GET", "subscribed_apps", "200")]
    [TestCase("GET", "conversations", "200")]
    [TestCase("GET", "roles", "200")]
    public async Task Edge_PermissionNotGranted_IsRefused(string method, string edge, string code)
    {
        var world = SandboxWorld.Default;
        await using var rehearsal = await Rehearsal.StartAsync(world with { Pages = [.. world.Pages.Select(page => page with { Scopes = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"] })] });

        var reply = await rehearsal.FacebookAsync(HttpMethod.Parse(method), $"{rehearsal.Page.Id}/{edge}");

        Assert.That((reply.Status, reply["error/code"]), Is.EqualTo((403, code)), reply.Text);
    }

    [Test]
    public async Task SubscribedApps_OnAndOff_AreListed()
    {
        var token = (await GetAsync("me/accounts", _rehearsal.World.Accounts.People[4].ExplorerToken))["data/0/access_token"]!;
        var page = _rehearsal.World.Accounts.Pages[0] with { Token = token };

        var none = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{page.Id}/subscribed_apps", page: page);
        var wrong = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{page.Id}/subscribed_apps", new { subscribed_fields = "feeds" }, page);
        var on = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{page.Id}/subscribed_apps", new { subscribed_fields = "feed,mention" }, page);
        var heard = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{page.Id}/subscribed_apps", page: page);
        var off = await _rehearsal.FacebookAsync(HttpMethod.Delete, $"{page.Id}/subscribed_apps", page: page);
        var roles = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{page.Id}/roles?uid={_rehearsal.World.Accounts.People[4].Id}", page: page);

        Assert.That((none["data/0/id"], wrong["error/code"], on["success"], off["success"]), Is.EqualTo(((string?)null, "100", "true", "true")));
        Assert.That((heard["data/0/id"], heard["data/0/subscribed_fields/0"]), Is.EqualTo((App.Id, "feed")));
        Assert.That((roles["data/0/name"], roles["data/1/name"]), Is.EqualTo(("Maxime Complet", (string?)null)));
    }

    [Test]
    public async Task Feed_PersonWithoutTheTask_IsRefused()
    {
        var user = _rehearsal.World.Accounts.People[2];
        var token = (await GetAsync("me/accounts", user.ExplorerToken))["data/0/access_token"]!;

        var reply = await _rehearsal.FacebookAsync(HttpMethod.Post, "100000000000002/feed", new { message = "Bonjour" }, _rehearsal.Page with { Token = token });

        Assert.That((reply.Status, reply["error/code"], reply["error/error_subcode"]), Is.EqualTo((403, "1", "2853006")), reply.Text);
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    private (string, string)[] Asked => [("client_id", App.Id), ("redirect_uri", Redirect), ("state", State), ("scope", "pages_show_list,pages_read_engagement,pages_manage_posts"), ("response_type", "code")];

    private static Dictionary<string, string> Query(Reply sent)
    {
        Assert.That(sent.Status, Is.EqualTo(302), sent.Text);
        Assert.That(sent.Headers["Location"], Does.StartWith(Redirect));
        return QueryHelpers.ParseQuery(new Uri(sent.Headers["Location"]).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    private Uri DialogAddress(string further) => new(_rehearsal.Host.Facebook, $"v26.0/dialog/oauth?{string.Join('&', Asked.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"))}&{further}");

    private async Task<Dictionary<string, string>> ConsentAsync(string further) => Query(await _rehearsal.GetAsync(DialogAddress(further)));

    private async Task<string> Seen()
    {
        var answer = await ConsentAsync("rehearsal=allow");
        if (answer.TryGetValue("error", out var error))
        {
            return error;
        }
        if (answer["state"] != State)
        {
            return "other state";
        }
        var user = await ExchangeAsync(("code", answer["code"]), ("redirect_uri", Redirect));
        if (user["error/code"] is { } code)
        {
            return $"{code}/{user["error/error_subcode"]}";
        }
        var granted = await GetAsync("me/permissions?permission=pages_manage_posts", user["access_token"]!);
        var longer = await ExchangeAsync(("grant_type", "fb_exchange_token"), ("fb_exchange_token", user["access_token"]!));
        return granted["data/0/status"] is null ? "no pages_manage_posts" : longer["expires_in"]!;
    }

    private Task<Reply> ExchangeAsync(params (string Name, string Value)[] fields) => ExchangeAsync(App, fields);

    private Task<Reply> ExchangeAsync(FacebookApp app, params (string Name, string Value)[] fields)
        => _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Facebook, "v26.0/oauth/access_token"))
        {
            Content = new FormUrlEncodedContent([new("client_id", app.Id), new("client_secret", app.Secret), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });

    private Task<Reply> GetAsync(string path, string token)
    {
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(App.Secret), Encoding.UTF8.GetBytes(token)));
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_rehearsal.Host.Facebook, $"v26.0/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}appsecret_proof={proof}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _rehearsal.SendAsync(request);
    }
}
