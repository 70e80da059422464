using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.X.Access;

/// <summary>OAuth 1.0a with a PIN at the rehearsal's X. Signs by itself, apart from the sandbox's own check.</summary>
public sealed partial class PinTests
{
    private int _nonce;

    [Test]
    public async Task AccessToken_ForThePin_BringsKeysThatPost()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var request = await RequestAsync(rehearsal);

        var page = await rehearsal.GetAsync(new Uri(rehearsal.Host.X, $"oauth/authorize?oauth_token={request["oauth_token"]}&rehearsal=allow&person=tilleul_33"));
        var keys = await AccessAsync(rehearsal, request, Pin().Match(page.Text).Value);
        var post = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Réunion" }, Holder(rehearsal, keys));

        Assert.That((keys["screen_name"], keys["user_id"]), Is.EqualTo((rehearsal.Profile.Username, rehearsal.Profile.Id)));
        Assert.That((post.Status, post.Headers["x-access-level"]), Is.EqualTo((201, "read-write-directmessages")));
    }

    [Test]
    public async Task AccessToken_GivenWhileTheAppIsReadOnly_ReadsAndNeverPosts()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.World.Faults.Add(new FaultRule(FaultKind.ScopeMissing) { Network = "x", Count = 1 });
        var request = await RequestAsync(rehearsal);
        var page = await rehearsal.GetAsync(new Uri(rehearsal.Host.X, $"oauth/authorize?oauth_token={request["oauth_token"]}&rehearsal=allow&person=tilleul_33"));
        var holder = Holder(rehearsal, await AccessAsync(rehearsal, request, Pin().Match(page.Text).Value));

        var me = await rehearsal.XAsync(HttpMethod.Get, "2/users/me", null, holder);
        var post = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Réunion" }, holder);

        Assert.That((me.Status, me.Headers["x-access-level"]), Is.EqualTo((200, "read")));
        Assert.That((post.Status, post["type"]), Is.EqualTo((403, "https://api.twitter.com/2/problems/oauth1-permissions")));
    }

    [Test]
    public async Task AccessToken_WrongPinOrNoConsent_IsRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var request = await RequestAsync(rehearsal);

        var before = await PostAsync(rehearsal, "oauth/access_token", request, ("oauth_verifier", "1234567"));
        await rehearsal.GetAsync(new Uri(rehearsal.Host.X, $"oauth/authorize?oauth_token={request["oauth_token"]}&rehearsal=allow"));
        var wrong = await PostAsync(rehearsal, "oauth/access_token", request, ("oauth_verifier", "0000000"));

        Assert.That((before.Status, wrong.Status), Is.EqualTo((401, 401)));
        Assert.That(wrong.Text, Does.Contain("oauth_verifier"));
    }

    [Test]
    public async Task RequestToken_After15Minutes_IsNoMore()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var request = await RequestAsync(rehearsal);

        rehearsal.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.That((await rehearsal.GetAsync(new Uri(rehearsal.Host.X, $"oauth/authorize?oauth_token={request["oauth_token"]}"))).Status, Is.EqualTo(403));
    }

    [TestCase("oauth_callback", "http://127.0.0.1/", 0, "415")]
    [TestCase("oauth_callback", "oob", 20, "135")]
    [TestCase("oauth_callback", "oob", -20, "135")]
    public async Task RequestToken_NotAsAgreed_IsRefusedByNumber(string name, string value, int minutes, string code)
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var refused = await PostAsync(rehearsal, "oauth/request_token", null, (name, value), TimeSpan.FromMinutes(minutes));

        Assert.That(refused["errors/0/code"], Is.EqualTo(code));
    }

    [Test]
    public async Task RequestToken_WrongSecret_IsRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.World.Faults.Add(new FaultRule(FaultKind.SecretWrong) { Network = "x" });

        Assert.That((await PostAsync(rehearsal, "oauth/request_token", null, ("oauth_callback", "oob")))["errors/0/code"], Is.EqualTo("32"));
    }

    [Test]
    public async Task EveryCall_WithoutCredits_Is402WithGoodLookingRates()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.World.Faults.Add(new FaultRule(FaultKind.CreditsDepleted) { Network = "x" });

        var post = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Réunion" });

        Assert.That((post.Status, post["title"]), Is.EqualTo((402, "CreditsDepleted")));
        Assert.That(int.Parse(post.Headers["x-rate-limit-remaining"], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(0));
        Assert.That(rehearsal.World.Posts(), Is.Empty);
    }

    private static XProfile Holder(Rehearsal rehearsal, Dictionary<string, string> keys) => rehearsal.Profile with { Token = keys["oauth_token"], TokenSecret = keys["oauth_token_secret"] };

    private static Dictionary<string, string> Form(Reply reply) => QueryHelpers.ParseQuery(reply.Text).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());

    private async Task<Dictionary<string, string>> RequestAsync(Rehearsal rehearsal) => Form(await PostAsync(rehearsal, "oauth/request_token", null, ("oauth_callback", "oob")));

    private async Task<Dictionary<string, string>> AccessAsync(Rehearsal rehearsal, Dictionary<string, string> request, string pin)
        => Form(await PostAsync(rehearsal, "oauth/access_token", request, ("oauth_verifier", pin)));

    private Task<Reply> PostAsync(Rehearsal rehearsal, string path, Dictionary<string, string>? token, (string Name, string Value) step, TimeSpan skew = default)
    {
        var address = new Uri(rehearsal.Host.X, path);
        var oauth = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = rehearsal.Profile.ConsumerKey, ["oauth_nonce"] = $"pin{++_nonce}", ["oauth_signature_method"] = "HMAC-SHA1",
            ["oauth_timestamp"] = $"{(rehearsal.Clock.GetUtcNow() + skew).ToUnixTimeSeconds()}", ["oauth_version"] = "1.0", [step.Name] = step.Value,
        };
        if (token is not null)
        {
            oauth["oauth_token"] = token["oauth_token"];
        }
        var text = $"POST&{Uri.EscapeDataString(address.AbsoluteUri)}&{Uri.EscapeDataString(string.Join('&', oauth.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")))}";
        var key = $"{Uri.EscapeDataString(rehearsal.Profile.ConsumerSecret)}&{Uri.EscapeDataString(token?["oauth_token_secret"] ?? "")}";
#pragma warning disable CA5350 // OAuth 1.0a is defined with SHA-1
        oauth["oauth_signature"] = Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", string.Join(", ", oauth.Select(pair => $"{pair.Key}=\"{Uri.EscapeDataString(pair.Value)}\"")));
        return rehearsal.SendAsync(request);
    }

    [GeneratedRegex(@"\b\d{7}\b", RegexOptions.None, 5_000)]
    private static partial Regex Pin();
}
