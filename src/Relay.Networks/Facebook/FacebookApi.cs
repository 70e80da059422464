using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>One call of the Graph API. The token goes in a header, so that no address holds it; the proof of the app's secret goes with every call when the account has one.</summary>
internal sealed class FacebookApi(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Calls the Graph API once.</summary>
    /// <param name="account">The Page's account.</param>
    /// <param name="call">What it is for.</param>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="node">The path after the version, like <c>123/feed</c>.</param>
    /// <param name="query">Parameters of the query, not escaped.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="text">Our text, which an answer may echo; null for none.</param>
    /// <param name="abort">Aborts the call.</param>
    public async Task<FacebookAnswer> CallAsync(
        Account account, Call call, HttpMethod method, string node, IReadOnlyList<KeyValuePair<string, string>> query, HttpContent? body, string? text, CancellationToken abort)
    {
        try
        {
            var token = account.Token("Token");
            var secret = account.Settings.ContainsKey(FacebookSetup.HasAppSecret) ? account.Token("AppSecret") : null;
            var parameters = secret is null ? query : [.. query, new("appsecret_proof", Proof(secret, token))];
            using var http = clients.CreateClient(FacebookNetwork.NetworkKey);
            using var request = new HttpRequestMessage(method, new Uri($"{account.BaseAddress.AbsoluteUri}{GraphVersion.Pinned}/{node}{Query(parameters)}"));
            request.Content = body;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return Read(await Reply.OfAsync(http, request, account.Timeout, clock, abort), call, token, secret, text);
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new(null, failure.Settle(call), null);
        }
    }

    /// <summary>Proves that the token is used by the app it was given to: lower hex of HMAC-SHA256 over the token, with the app's secret as the key.</summary>
    internal static string Proof(string appSecret, string token)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(token)));

    private FacebookAnswer Read(Reply reply, Call call, string token, string? secret, string? text)
    {
        var said = reply.Read(FacebookJson.Default.GraphReply) ?? (reply.Body.Trim() is "true" ? new GraphReply(null, null, null, Success: true, null, null, null) : null);
        var usage = FacebookUsage.Of(reply.Headers);
        var rate = usage?.Reading(clock);
        if (reply.IsSuccess && said is { Error: null, Success: not false })
        {
            return new(said, null, rate) { Body = reply.Body };
        }
        var error = said?.Error;
        var isForeign = error is null && (said is null ? reply.IsPage || reply.IsSuccess : reply.IsSuccess);
        var verdict = isForeign
            ? Verdict.OfForeign(reply.Status)
            : FacebookOutcomes.Classify(call, reply.Status, error?.Code ?? 0, error?.ErrorSubcode ?? 0, error?.IsTransient is true, error?.Message ?? "");
        var words = error?.ErrorUserMsg ?? error?.Message;
        var reason = Reason.Of(words is not null && error?.FbtraceId is { } trace ? $"{words} (fbtrace_id {trace})" : words, reply.Status, token, secret, text);
        var wait = verdict.Kind is FailureKind.Throttled ? reply.RetryAfter(clock) ?? usage?.Regain : null;
        return new(null, new Outcome.Failed(verdict.Kind, verdict.Scope, reason, wait, verdict.PictureAtFault, rate).Settle(call), rate) { Code = error?.Code ?? 0, Subcode = error?.ErrorSubcode ?? 0 };
    }

    private static string Query(IReadOnlyList<KeyValuePair<string, string>> query)
        => query.Count == 0 ? "" : "?" + string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}

/// <summary>What a call gave.</summary>
/// <param name="Reply">Null on failure.</param>
/// <param name="Failure">Null on success.</param>
/// <param name="Rate">What is left of the rate.</param>
internal sealed record FacebookAnswer(GraphReply? Reply, Outcome.Failed? Failure, RateReading? Rate)
{
    /// <summary>The error's code; 0 without one.</summary>
    public int Code { get; init; }

    /// <summary>Its subcode; 0 without one.</summary>
    public int Subcode { get; init; }

    /// <summary>As received; empty on failure.</summary>
    public string Body { get; init; } = "";

    /// <summary>The posts in a listing; those that can't be read are left out.</summary>
    public IReadOnlyList<GraphPost> Posts()
        => Reply?.Data is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(element => element.ValueKind is JsonValueKind.Object).Select(Post).OfType<GraphPost>()]
            : [];

    private static GraphPost? Post(JsonElement element)
    {
        try
        {
            return element.Deserialize(FacebookJson.Default.GraphPost);
        }
        catch (JsonException)
        {
            return null; // the caller sees one too few and stays in doubt
        }
    }
}
