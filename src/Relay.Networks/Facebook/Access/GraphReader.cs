using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Access;

/// <summary>Asks the Graph API about tokens, people and Pages. Publishes nothing and never retries. Every call that carries a token carries the proof of the app's secret where that is known.</summary>
internal sealed class GraphReader(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Reads with a token, which goes in a header.</summary>
    /// <param name="place">Where, and with which secret.</param>
    /// <param name="token">Whose view.</param>
    /// <param name="node">The path after the version, like <c>me/accounts</c>.</param>
    /// <param name="query">Parameters, not escaped.</param>
    /// <param name="form">What is expected.</param>
    /// <param name="abort">Gives up.</param>
    public async Task<GraphReading<T>> GetAsync<T>(GraphPlace place, string token, string node, IReadOnlyList<KeyValuePair<string, string>> query, JsonTypeInfo<T> form, CancellationToken abort)
        where T : class, IGraphAnswer
    {
        IReadOnlyList<KeyValuePair<string, string>> parameters = place.AppSecret is { } secret ? [.. query, new("appsecret_proof", FacebookApi.Proof(secret, token))] : query;
        using var request = new HttpRequestMessage(HttpMethod.Get, place.At(node, parameters));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Facebook repeats a token that it finds malformed, also one that is only asked about.
        return await SendAsync(place, request, form, [token, place.AppSecret, .. query.Where(parameter => parameter.Key == TokenInspector.Asked).Select(parameter => parameter.Value)], abort);
    }

    /// <summary>Exchanges something at <c>/oauth/access_token</c>. By POST, although Facebook documents GET: both are taken, and no address holds the secrets then.</summary>
    public async Task<GraphReading<TokenGiven>> ExchangeAsync(GraphPlace place, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken abort)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, place.At("oauth/access_token", []));
        request.Content = new FormUrlEncodedContent(fields);
        return await SendAsync(place, request, FacebookAccessJson.Default.TokenGiven, [.. fields.Select(field => field.Value)], abort);
    }

    private async Task<GraphReading<T>> SendAsync<T>(GraphPlace place, HttpRequestMessage request, JsonTypeInfo<T> form, string?[] hidden, CancellationToken abort)
        where T : class, IGraphAnswer
    {
        try
        {
            using var http = clients.CreateClient(FacebookNetwork.NetworkKey);
            var reply = await Reply.OfAsync(http, request, place.Timeout, clock, abort);
            var said = reply.Read(form);
            if (said?.Error is { } error)
            {
                return new(null, new(error.Code ?? 0, error.ErrorSubcode ?? 0, error.IsTransient is true || error.Code is 2, Reason.Bare(error.ErrorUserMsg ?? error.Message, reply.Status, hidden)));
            }
            return reply.IsSuccess && said is not null ? new(said, null) : new(null, new(0, 0, IsPassing: true, new($"HTTP {reply.Status}, pas dans la forme de l'API Graph.", $"HTTP {reply.Status}, not in the Graph API's form.")));
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new(null, new(0, 0, IsPassing: true, failure.Reason));
        }
    }
}

/// <summary>Where the Graph API is asked.</summary>
/// <param name="BaseAddress">Ends in a slash.</param>
/// <param name="AppSecret">The app's secret, for the proof; null when it is not known.</param>
/// <param name="Timeout">Longest wait for one answer.</param>
internal sealed record GraphPlace(Uri BaseAddress, string? AppSecret, TimeSpan Timeout)
{
    /// <summary>The address of a call.</summary>
    public Uri At(string node, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var parameters = string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
        return new Uri($"{BaseAddress.AbsoluteUri}{GraphVersion.Pinned}/{node}{(parameters.Length > 0 ? "?" : "")}{parameters}");
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => BaseAddress.AbsoluteUri;
}

/// <summary>What was read, or why nothing was.</summary>
internal sealed record GraphReading<T>(T? Value, GraphRefusal? Refusal)
    where T : class;

/// <summary>Why nothing was read.</summary>
/// <param name="Code">The error's code; 0 when Facebook itself did not answer.</param>
/// <param name="Subcode">Its subcode; 0 for none.</param>
/// <param name="IsPassing">Whether trying again later is all there is to do.</param>
/// <param name="Words">Facebook's, or what happened on the way; fit for a screen.</param>
internal sealed record GraphRefusal(int Code, int Subcode, bool IsPassing, Phrase Words)
{
    /// <summary>Whether the app's secret is what is wrong.</summary>
    public bool IsOfSecret => Words.English.Contains("appsecret_proof", StringComparison.OrdinalIgnoreCase);

    /// <summary>With its numbers, for a search in Facebook's documents.</summary>
    public Phrase Numbered => (Code, Subcode) switch { (0, _) => Words.Clause, (_, 0) => With($"({Code})"), _ => With($"({Code}/{Subcode})") };

    private Phrase With(string numbers) => new($"{Words.French} {numbers}", $"{Words.English} {numbers}");
}
