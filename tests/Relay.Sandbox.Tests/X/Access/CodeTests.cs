using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.X.Access;

/// <summary>OAuth 2.0 at the rehearsal's X, as strict as the real one.</summary>
public sealed class CodeTests
{
    private const string Verifier = "verifier-verifier-verifier-verifier-verifier-verifier";
    private const string Redirect = "http://127.0.0.1:8720/callback";
    private const string Everything = "tweet.read tweet.write users.read media.write offline.access";

    [Test]
    public async Task Authorize_InABrowser_AsksWhatTheAppMayDoAndWhoSheIs()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var page = await rehearsal.GetAsync(Page(rehearsal));

        Assert.That(page.Status, Is.EqualTo(200));
        Assert.That(page.Text, Does.Contain("publier à votre place").And.Contain("post for you").And.Contain("@tilleul_33").And.Contain("name=\"answer\" value=\"deny\"").And.Contain("lang=\"fr\""));
        Assert.That(page.Headers["Content-Security-Policy"], Does.Contain("default-src 'none'"));
    }

    [TestCase("client_id", "nobody")]
    [TestCase("redirect_uri", "http://localhost:8720/callback")]
    [TestCase("redirect_uri", "http://127.0.0.1:8720/elsewhere")]
    [TestCase("redirect_uri", "https://evil.example/callback")]
    [TestCase("scope", "tweet.read post.write")]
    [TestCase("scope", "")]
    [TestCase("state", "short")]
    [TestCase("code_challenge", "short")]
    [TestCase("code_challenge_method", "S512")]
    [TestCase("response_type", "token")]
    [TestCase("prompt", "none")]
    public async Task Authorize_AnythingWrong_GivesNoCode(string name, string value)
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var page = await rehearsal.GetAsync(Page(rehearsal, (name, value), ("rehearsal", "allow")));

        Assert.That(page.Status, Is.EqualTo(400));
        Assert.That(page.Headers, Does.Not.ContainKey("Location"));
    }

    [Test]
    public async Task Authorize_AnsweredByTheForm_SendsTheCodeOfTheChosenProfile()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var fields = Fields(rehearsal).Append(new("person", "tilleul_974")).Append(new("answer", "allow"));

        var back = await rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(rehearsal.Host.X, "i/oauth2/authorize")) { Content = new FormUrlEncodedContent(fields) });
        var token = await ExchangeAsync(rehearsal, Code(back));
        var me = await CallAsync(rehearsal, HttpMethod.Get, "2/users/me", token["access_token"]!);

        Assert.That(me["data/username"], Is.EqualTo("tilleul_974"));
    }

    [TestCase("deny", null)]
    [TestCase("allow", FaultKind.ConsentDenied)]
    public async Task Authorize_Denied_SaysSo(string decision, FaultKind? fault)
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        if (fault is { } kind)
        {
            rehearsal.World.Faults.Add(new FaultRule(kind) { Network = "x" });
        }

        var back = await rehearsal.GetAsync(Page(rehearsal, ("rehearsal", decision)));

        Assert.That(back.Headers["Location"], Is.EqualTo($"{Redirect}?state=0123456789abcdef&error=access_denied"));
    }

    [Test]
    public async Task Token_ForACode_IsGivenOnceAndWithin30Seconds()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var (first, second) = (await CodeAsync(rehearsal), await CodeAsync(rehearsal));

        rehearsal.Clock.Advance(TimeSpan.FromSeconds(29));
        var given = await ExchangeAsync(rehearsal, first);
        var again = await ExchangeAsync(rehearsal, first);
        rehearsal.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await ExchangeAsync(rehearsal, second);

        Assert.That((given.Status, given["expires_in"], given["token_type"]), Is.EqualTo((200, "7200", "bearer")));
        Assert.That(given["scope"]!.Split(' '), Is.EquivalentTo(Everything.Split(' ')));
        Assert.That((again.Status, again["error"], late.Status), Is.EqualTo((400, "invalid_request", 400)));
    }

    [TestCase("code_verifier", "another-verifier-another-verifier-another-verifier")]
    [TestCase("code_verifier", "short")]
    [TestCase("redirect_uri", "http://127.0.0.1:8721/callback")]
    [TestCase("client_id", "in the form as well")]
    [TestCase("client_secret", "in the form")]
    public async Task Token_AnythingElseThanAgreed_IsRefused(string name, string value)
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var refused = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal), (name, value));

        Assert.That(refused.Status, Is.AnyOf(400, 401));
        Assert.That(refused["access_token"], Is.Null);
    }

    [Test]
    public async Task Token_WithoutTheAppsSecret_IsRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var code = await CodeAsync(rehearsal);

        var refused = await TokenAsync(rehearsal, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{rehearsal.Profile.ClientId}:wrong")), Exchange(code));

        Assert.That((refused.Status, refused["error"]), Is.EqualTo((401, "unauthorized_client")));
    }

    [Test]
    public async Task Refresh_Once_GivesANewPairAndEndsTheOld()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var first = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal));

        var second = await RefreshAsync(rehearsal, first["refresh_token"]!);
        var third = await RefreshAsync(rehearsal, first["refresh_token"]!);

        Assert.That((second.Status, third.Status, third["error"]), Is.EqualTo((200, 400, "invalid_request")));
        Assert.That((await CallAsync(rehearsal, HttpMethod.Get, "2/users/me", first["access_token"]!)).Status, Is.EqualTo(401));
        Assert.That((await CallAsync(rehearsal, HttpMethod.Get, "2/users/me", second["access_token"]!)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task AccessToken_AfterTwoHours_IsRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var token = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal));

        rehearsal.Clock.Advance(TimeSpan.FromHours(2));

        Assert.That((await CallAsync(rehearsal, HttpMethod.Get, "2/users/me", token["access_token"]!)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Refresh_WithoutOfflineAccess_WasNeverGiven()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var token = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal, ("scope", "tweet.read users.read")));

        Assert.That(token["refresh_token"], Is.Null);
    }

    [TestCase("tweet.read users.read", 403)]
    [TestCase("tweet.read tweet.write", 403)]
    [TestCase(Everything, 201)]
    public async Task Post_ByScopes_IsAllowedOrNot(string scopes, int status)
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var token = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal, ("scope", scopes)));

        var post = await CallAsync(rehearsal, HttpMethod.Post, "2/tweets", token["access_token"]!, Rehearsal.Json(new { text = "Réunion" }));

        Assert.That(post.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Revoke_AToken_EndsThePair()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var token = await ExchangeAsync(rehearsal, await CodeAsync(rehearsal));

        var revoked = await SendAsync(rehearsal, "2/oauth2/revoke", Basic(rehearsal), [new("token", token["refresh_token"]!)]);

        Assert.That((revoked.Status, revoked["revoked"]), Is.EqualTo((200, "true")));
        Assert.That((await CallAsync(rehearsal, HttpMethod.Get, "2/users/me", token["access_token"]!)).Status, Is.EqualTo(401));
        Assert.That((await RefreshAsync(rehearsal, token["refresh_token"]!)).Status, Is.EqualTo(400));
    }

    private static List<KeyValuePair<string, string>> Fields(Rehearsal rehearsal) =>
    [
        new("response_type", "code"), new("client_id", rehearsal.Profile.ClientId), new("redirect_uri", Redirect), new("scope", Everything), new("state", "0123456789abcdef"),
        new("code_challenge", Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_')), new("code_challenge_method", "S256"),
    ];

    private static Uri Page(Rehearsal rehearsal, params (string Name, string Value)[] changes)
    {
        var fields = Fields(rehearsal).Where(field => changes.All(change => change.Name != field.Key)).Concat(changes.Select(change => new KeyValuePair<string, string>(change.Name, change.Value)));
        return new Uri(rehearsal.Host.X, "i/oauth2/authorize?" + string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
    }

    private static string Code(Reply back) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["code"].ToString();

    private static async Task<string> CodeAsync(Rehearsal rehearsal, params (string Name, string Value)[] changes) => Code(await rehearsal.GetAsync(Page(rehearsal, [.. changes, ("rehearsal", "allow")])));

    private static List<KeyValuePair<string, string>> Exchange(string code)
        => [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", Redirect), new("code_verifier", Verifier)];

    private static Task<Reply> ExchangeAsync(Rehearsal rehearsal, string code, params (string Name, string Value)[] changes)
        => TokenAsync(rehearsal, Basic(rehearsal), [.. Exchange(code).Where(field => changes.All(change => change.Name != field.Key)), .. changes.Select(change => new KeyValuePair<string, string>(change.Name, change.Value))]);

    private static Task<Reply> RefreshAsync(Rehearsal rehearsal, string token) => TokenAsync(rehearsal, Basic(rehearsal), [new("grant_type", "refresh_token"), new("refresh_token", token)]);

    private static string Basic(Rehearsal rehearsal) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{rehearsal.Profile.ClientId}:{rehearsal.Profile.ClientSecret}"));

    private static Task<Reply> TokenAsync(Rehearsal rehearsal, string authorization, List<KeyValuePair<string, string>> form) => SendAsync(rehearsal, "2/oauth2/token", authorization, form);

    private static Task<Reply> SendAsync(Rehearsal rehearsal, string path, string authorization, List<KeyValuePair<string, string>> form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(rehearsal.Host.X, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return rehearsal.SendAsync(request);
    }

    private static Task<Reply> CallAsync(Rehearsal rehearsal, HttpMethod method, string path, string token, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(rehearsal.Host.X, path)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return rehearsal.SendAsync(request);
    }
}
