using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Sandbox.Tests;

/// <summary>A running sandbox on a clock that the test moves, and callers that sign as each network asks. Written apart from the sandbox's own checks.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private int _nonce;

    private readonly bool _judged;

    private Rehearsal(SandboxHost host, ManualTime clock, bool judged) => (Host, Clock, _judged) = (host, clock, judged);

    public SandboxHost Host { get; }

    public ManualTime Clock { get; }

    public LiveWorld World => Host.World;

    public FacebookPage Page => World.Accounts.Pages[1];

    public XProfile Profile => World.Accounts.Profiles[1];

    public TelegramBot Bot => World.Accounts.Bots[0];

    public TelegramChat Channel => World.Accounts.Chats[1];

    /// <summary>Starts one; what is broken on purpose is not held against the network's description.</summary>
    public static async Task<Rehearsal> StartAsync(SandboxWorld? world = null, bool enforceLimits = true, bool judged = true)
    {
        var clock = new ManualTime();
        var options = new SandboxOptions { World = world ?? SandboxWorld.Default, EnforceLimits = enforceLimits };
        return new Rehearsal(await SandboxHost.StartAsync(options, clock, CancellationToken.None), clock, judged);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, bool named = true)
    {
        if (named)
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RehearsalTest", "1.0"));
        }
        using (request)
        {
            var recorded = await RecordedRequest.OfAsync(request, CancellationToken.None);
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var json = response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null;
            var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            Judge(new Exchange(recorded, (int)response.StatusCode, text), json);
            return new Reply((int)response.StatusCode, json, text, headers);
        }
    }

    /// <summary>Holds every answer of the tests against the network's own description, where that is on the machine.</summary>
    private void Judge(Exchange exchange, JsonNode? json)
    {
        var network = exchange.Request.Address.Port == Host.Facebook.Port ? "facebook" : exchange.Request.Address.Port == Host.X.Port ? "x" : exchange.Request.Address.Port == Host.Telegram.Port ? "telegram" : null;
        var method = exchange.Request.Path.Split('/')[^1];
        if (!_judged || network is null || json is null || !Specifications.AreHere || (network == "facebook" && json["data"] is JsonObject) || (network == "x" && exchange.Request.Path.Contains("oauth", StringComparison.Ordinal)) || (network == "telegram" && (method == "getMe" || !method.Any(char.IsUpper) || method.All(char.IsUpper))))
        {
            return; // the console; no JSON; what the judge leaves out: a picture's or a token's data, X's authorisation, getMe, a method in other letter case
        }
        var faults = Specifications.Of(network).Select(specification => specification.CheckAnswer(exchange)).MinBy(found => found.Count)!;
        Assert.That(faults, Is.Empty, $"{exchange.Status} to {exchange.Request.Method} at {network}: {exchange.Answer}");
    }

    public Task<Reply> GetAsync(Uri address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<Reply> TelegramAsync(string method, object parameters, TelegramBot? bot = null)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, TelegramAddress(method, bot)) { Content = Json(parameters) });

    public Uri TelegramAddress(string method, TelegramBot? bot = null) => new($"{Host.Telegram}bot{(bot ?? Bot).Token}/{method}"); // joined as text: "bot123:…" alone reads as an absolute address

    public Task<Reply> FacebookAsync(HttpMethod method, string path, object? body = null, FacebookPage? page = null, string? proof = null)
        => SendAsync(FacebookRequest(method, path, body is null ? null : Json(body), page, proof));

    public HttpRequestMessage FacebookRequest(HttpMethod method, string path, HttpContent? body, FacebookPage? page = null, string? proof = null)
    {
        page ??= Page;
        proof ??= Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(page.AppSecret), Encoding.UTF8.GetBytes(page.Token)));
        var request = new HttpRequestMessage(method, new Uri(Host.Facebook, $"v26.0/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}appsecret_proof={proof}")) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", page.Token);
        return request;
    }

    public Task<Reply> XAsync(HttpMethod method, string path, object? body = null, XProfile? profile = null)
        => SendAsync(XRequest(method, path, body is null ? null : Json(body), profile));

    public HttpRequestMessage XRequest(HttpMethod method, string path, HttpContent? body, XProfile? profile = null, string? nonce = null)
    {
        profile ??= Profile;
        var address = new Uri(Host.X, path);
        var oauth = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = profile.ConsumerKey,
            ["oauth_nonce"] = nonce ?? $"nonce{++_nonce}",
            ["oauth_signature_method"] = "HMAC-SHA1",
            ["oauth_timestamp"] = $"{Clock.GetUtcNow().ToUnixTimeSeconds()}",
            ["oauth_token"] = profile.Token,
            ["oauth_version"] = "1.0",
        };
        var query = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .Select(pair => (Name: Encode(Uri.UnescapeDataString(pair[0])), Value: Encode(Uri.UnescapeDataString(pair[1]))));
        var signed = oauth.Select(pair => (Name: Encode(pair.Key), Value: Encode(pair.Value))).Concat(query).OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}");
        var text = $"{method.Method}&{Encode(address.GetLeftPart(UriPartial.Path))}&{Encode(string.Join('&', signed))}";
#pragma warning disable CA5350 // OAuth 1.0a is defined with SHA-1
        var hash = HMACSHA1.HashData(Encoding.ASCII.GetBytes($"{Encode(profile.ConsumerSecret)}&{Encode(profile.TokenSecret)}"), Encoding.ASCII.GetBytes(text));
#pragma warning restore CA5350
        oauth["oauth_signature"] = Convert.ToBase64String(hash);
        var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", string.Join(", ", oauth.Select(pair => $"{pair.Key}=\"{Encode(pair.Value)}\"")));
        return request;
    }

    public Task<Reply> ControlAsync(HttpMethod method, string path, object? body = null)
        => SendAsync(new HttpRequestMessage(method, new Uri(Host.Console, "_sandbox/" + path)) { Content = body is null ? null : Json(body) });

    public static HttpContent Json(object body) => System.Net.Http.Json.JsonContent.Create(body);

    private static string Encode(string text) => Uri.EscapeDataString(text);
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, JsonNode? Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The value at a path such as <c>error/code</c>, as text; null when there is none.</summary>
    public string? this[string path]
    {
        get
        {
            var node = Json;
            foreach (var step in path.Split('/'))
            {
                node = node is JsonArray items ? items.ElementAtOrDefault(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)) : node?[step];
            }
            return node?.ToString();
        }
    }
}
