using System.Net.Http.Headers;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;
using Relay.Networks.X.Access;

namespace Relay.Networks.X;

/// <summary>One call of the X API v2, signed in the account's name.</summary>
internal sealed class XApi(IHttpClientFactory clients, XTokens tokens, TimeProvider clock)
{
    private static readonly string[] Windows = ["x-rate-limit-", "x-app-limit-24hour-", "x-user-limit-24hour-"];

    /// <summary>Calls X once.</summary>
    /// <param name="account">Whose name.</param>
    /// <param name="call">What it is for.</param>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">From the base address, without a slash in front.</param>
    /// <param name="query">Parameters of the query, not escaped.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="text">Our text, which an answer may echo; null for none.</param>
    /// <param name="abort">Aborts the call.</param>
    public async Task<XAnswer> CallAsync(
        Account account, Call call, HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>> query, HttpContent? body, string? text, CancellationToken abort)
    {
        try
        {
            var (credential, failure) = await tokens.CredentialAsync(account, abort);
            if (credential is null)
            {
                return new(null, null, failure, null);
            }
            var answer = await CallAsync(account, credential, call, method, path, query, body, text, abort);
            return answer.Status == 401 && answer.Failure is { Kind: FailureKind.Unauthorized } said && credential is XBearer refused
                ? answer with { Failure = await tokens.RefusedAsync(account, refused, said, abort) } // a clear no: nothing was done, and the pump may try again
                : answer;
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new(null, null, failure.Settle(call), null);
        }
    }

    /// <summary>Calls X once with a credential at hand; nothing is renewed.</summary>
    public async Task<XAnswer> CallAsync(
        Account account, XCredential credential, Call call, HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>> query, HttpContent? body, string? text, CancellationToken abort)
    {
        try
        {
            var address = new Uri(account.BaseAddress.AbsoluteUri + path);
            using var http = clients.CreateClient(XNetwork.NetworkKey);
            using var request = new HttpRequestMessage(method, query.Count == 0 ? address : new Uri($"{address.AbsoluteUri}?{Query(query)}"));
            request.Content = body;
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(credential.Authorization(method, address, query, clock.GetUtcNow(), Guid.NewGuid().ToString("N")));
            var reply = await Reply.OfAsync(http, request, account.Timeout, clock, abort);
            return Read(reply, call, credential, text) with { Status = reply.Status, AccessLevel = Waits.First(reply.Headers, "x-access-level") };
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new(null, null, failure.Settle(call), null);
        }
    }

    private XAnswer Read(Reply reply, Call call, XCredential credential, string? text)
    {
        var said = reply.Read(XJson.Default.XReply);
        var rate = Rate(reply.Headers);
        var errors = Errors(said);
        if (reply.IsSuccess && said?.Data is { } data)
        {
            return new(data, said.Meta, null, rate) { Body = reply.Body };
        }
        if (reply.IsSuccess && said is { Id.Length: > 0 })
        {
            return new(JsonDocument.Parse(reply.Body).RootElement, null, null, rate); // uploads have answered without `data` around it
        }
        if (reply.IsSuccess && call is Call.Find && said is not null && errors.Count == 0)
        {
            return new(null, said.Meta, null, rate) { Body = reply.Body }; // an empty listing leaves `data` out
        }
        // An error may come beside a 200, with its own status in its type.
        var status = reply.IsSuccess && call is not Call.Create && errors.Any(error => error.Type?.EndsWith("resource-not-found", StringComparison.Ordinal) is true) ? 404 : reply.Status;
        var verdict = said is null && (reply.IsPage || reply.IsSuccess) ? Verdict.OfForeign(status) : XOutcomes.Classify(call, status, Everything(said, errors));
        var words = said?.Detail ?? errors.Select(error => error.Message ?? error.Detail).FirstOrDefault(message => message is not null) ?? said?.Error ?? said?.Title;
        var reason = Reason.Of(words, status, [.. credential.Secrets, text]);
        return new(null, null, new Outcome.Failed(verdict.Kind, verdict.Scope, reason, Wait(verdict, reply, rate), verdict.PictureAtFault, rate).Settle(call), rate);
    }

    private TimeSpan? Wait(Verdict verdict, Reply reply, RateReading? rate)
        => verdict.Kind is not FailureKind.Throttled ? null
            : reply.RetryAfter(clock) ?? (rate is { Remaining: 0 } ? Waits.Within(rate.Resets - clock.GetUtcNow()) : null);

    private static string Everything(XReply? said, List<XError> errors)
        => string.Join(' ', [said?.Type, said?.Title, said?.Detail, said?.Error, .. errors.Select(error => $"{error.Type} {error.Title} {error.Detail} {error.Message} #{error.Code}")]);

    /// <summary>The window that binds most: one that is used up, the last of them to open again; else the one with least left.</summary>
    private static RateReading? Rate(HttpResponseHeaders headers)
        => Windows
            .Select(prefix => headers.Reading(prefix)).OfType<RateReading>()
            .OrderBy(reading => reading.Remaining).ThenByDescending(reading => reading.Resets).FirstOrDefault();

    private static List<XError> Errors(XReply? said)
        => said?.Errors is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(element => element.ValueKind is JsonValueKind.Object).Select(element => element.Deserialize(XJson.Default.XError)!)]
            : [];

    private static string Query(IEnumerable<KeyValuePair<string, string>> query)
        => string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}

/// <summary>What a call gave.</summary>
/// <param name="Data">X's <c>data</c>; null when it has none.</param>
/// <param name="Meta">Where a listing goes on.</param>
/// <param name="Failure">Null on success.</param>
/// <param name="Rate">What is left of the rate.</param>
internal sealed record XAnswer(JsonElement? Data, XMeta? Meta, Outcome.Failed? Failure, RateReading? Rate)
{
    /// <summary>As received; empty on failure.</summary>
    public string Body { get; init; } = "";

    /// <summary>HTTP status; 0 without an answer.</summary>
    public int Status { get; init; }

    /// <summary>What keys of OAuth 1.0a may do: <c>read</c>, <c>read-write</c>, <c>read-write-directmessages</c>; null when X does not say, as with tokens of OAuth 2.0.</summary>
    public string? AccessLevel { get; init; }

    /// <summary>The posts, users or media in the data; those that can't be read are left out.</summary>
    public IEnumerable<XEntity> Entities()
    {
        IEnumerable<JsonElement> elements = Data switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { ValueKind: JsonValueKind.Object } one => [one],
            _ => [],
        };
        return elements.Where(element => element.ValueKind is JsonValueKind.Object).Select(Entity).OfType<XEntity>();
    }

    private static XEntity? Entity(JsonElement element)
    {
        try
        {
            return element.Deserialize(XJson.Default.XEntity);
        }
        catch (JsonException)
        {
            return null; // the caller sees one too few and stays in doubt
        }
    }
}
