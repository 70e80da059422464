using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>One call of the Bot API: <c>POST {base}bot{token}/{method}</c> with a JSON body. Source: core.telegram.org/bots/api#making-requests.</summary>
internal sealed partial class TelegramApi(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Calls a method once.</summary>
    /// <param name="account">The bot.</param>
    /// <param name="call">What it is for.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="body">Its parameters.</param>
    /// <param name="form">How they are written.</param>
    /// <param name="text">Our text, which an answer may echo; null for none.</param>
    /// <param name="abort">Aborts the call.</param>
    public Task<TelegramAnswer> CallAsync<T>(Account account, Call call, string method, T body, JsonTypeInfo<T> form, string? text, CancellationToken abort)
        => CallAsync(account, call, method, () => JsonBody.Of(body, form), text, abort);

    /// <summary>The same with a body of any kind, made when the call is.</summary>
    public async Task<TelegramAnswer> CallAsync(Account account, Call call, string method, Func<HttpContent> body, string? text, CancellationToken abort)
    {
        try
        {
            var token = account.Token("Token");
            using var http = clients.CreateClient(TelegramNetwork.NetworkKey);
            // Joined as text: Uri would take "bot123:…" for an address with the scheme "bot123". Holds the token: never logged.
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{account.BaseAddress.AbsoluteUri}bot{token}/{method}"));
            request.Content = body();
            var reply = await Reply.OfAsync(http, request, account.Timeout, clock, abort);
            return Read(reply, call, token, text);
        }
        catch (Exception fault) when (TransportFault.Describe(fault, abort) is { } failure)
        {
            return new(null, failure.Settle(call));
        }
    }

    private TelegramAnswer Read(Reply reply, Call call, string token, string? text)
    {
        var said = reply.Read(TelegramJson.Default.TelegramReply);
        var isOk = said?.Ok ?? (said is { ErrorCode: null, Result: not null } && reply.IsSuccess);
        if (said is not null && isOk && said.Result is { } result)
        {
            return new(result, null);
        }
        var description = said?.Description ?? "";
        var code = said?.ErrorCode ?? (reply.IsSuccess ? 0 : reply.Status);
        if (TelegramOutcomes.IsDoneAlready(call, code, description))
        {
            return new(Nothing, null);
        }
        // A page, or JSON in no form of Telegram's, comes from somebody between us and Telegram.
        var verdict = said is null && (reply.IsPage || reply.IsSuccess) ? Verdict.OfForeign(reply.Status) : TelegramOutcomes.Classify(call, code, description);
        var reason = Reason.Of(description, reply.Status, token, text);
        if (said?.Parameters?.MigrateToChatId is { } moved)
        {
            reason = new($"{reason.French} L'identifiant de la discussion est maintenant {moved} : écrivez-le dans Target du canal.", $"{reason.English} The chat's id is now {moved}: write it in the channel's Target.");
        }
        return new(null, new Outcome.Failed(verdict.Kind, verdict.Scope, reason, Wait(reply, said), verdict.PictureAtFault).Settle(call), description);
    }

    private TimeSpan? Wait(Reply reply, TelegramReply? said)
    {
        if (said?.Parameters?.RetryAfter is { } seconds)
        {
            return Waits.Seconds(seconds);
        }
        var inWords = RetryAfterWords().Match(said?.Description ?? "");
        return inWords.Success ? Waits.Seconds(double.Parse(inWords.Groups["seconds"].Value, CultureInfo.InvariantCulture)) : reply.RetryAfter(clock);
    }

    private static readonly JsonElement Nothing = JsonDocument.Parse("true").RootElement.Clone();

    [GeneratedRegex(@"retry after (?<seconds>[0-9]{1,9})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex RetryAfterWords();
}

/// <summary>What a call gave: a result or a failure.</summary>
/// <param name="Result">Telegram's <c>result</c>; null on failure.</param>
/// <param name="Failure">Null on success.</param>
/// <param name="Description">Telegram's own words on failure, for telling cases apart; not for people.</param>
internal sealed record TelegramAnswer(JsonElement? Result, Outcome.Failed? Failure, string Description = "")
{
    /// <summary>The messages in the result, in order; those without a usable id are left out.</summary>
    public IReadOnlyList<TelegramMessage> Messages()
    {
        IEnumerable<JsonElement> elements = Result switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { ValueKind: JsonValueKind.Object } one => [one],
            _ => [],
        };
        return [.. elements.Select(Message).OfType<TelegramMessage>().Where(message => message.MessageId is not (null or "" or "0"))];
    }

    private static TelegramMessage? Message(JsonElement element)
    {
        try
        {
            return element.Deserialize(TelegramJson.Default.TelegramMessage);
        }
        catch (JsonException)
        {
            return null; // unreadable: the caller sees a message too few and is in doubt
        }
    }
}
