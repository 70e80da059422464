using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox.Webhooks;
using Relay.Core.Texts;

namespace Relay.Worker.Webhooks;

/// <summary>
/// Answers networks that call: <c>/webhooks/{account}</c>. A notice is taken (200) only when its bytes are durable in the inbox, where it is understood later; requests that wait together
/// share a commit. Whatever goes wrong before that is no 200, and the network brings it again. Thread-safe.
/// </summary>
internal sealed partial class WebhookDoor(
    IChannels channels, IEnumerable<IHearWebhooks> networks, IInbox inbox, InboxBell bell, PressDesk desk, HaltBoard halts, TimeProvider time, ILogger<WebhookDoor> logger)
{
    private const string Path = "/" + WebhookSettings.Root + "/";

    private readonly Dictionary<string, IHearWebhooks> _networks = networks.ToDictionary(network => network.Network, StringComparer.Ordinal);
    private readonly Refusals _refusals = new(time);

    /// <summary>Answers one request; throws nothing because of what it holds.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var caller = CallerOf(context);
        if (Find(request) is not var (account, network))
        {
            response.StatusCode = Spent(response, caller) ?? StatusCodes.Status404NotFound; // whoever tries names of accounts
            return;
        }
        try
        {
            var status = HttpMethods.IsPost(request.Method) ? await TakeAsync(context, account, network, caller)
                : HttpMethods.IsGet(request.Method) ? await GreetAsync(context, account, network, caller)
                : StatusCodes.Status405MethodNotAllowed;
            if (!response.HasStarted)
            {
                response.StatusCode = status; // words on their way already are a 200
            }
        }
        catch (SecretMissingException missing)
        {
            Log.NoSecret(logger, account.Id, new(missing.French, missing.Message));
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; it brings again what it was not told to be taken.
        }
        catch (BadHttpRequestException spoilt)
        {
            response.StatusCode = spoilt.StatusCode;
        }
        catch (Exception fault) when (!response.HasStarted)
        {
            Log.NotKept(logger, account.Id, fault);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task<int> TakeAsync(HttpContext context, Account account, IHearWebhooks network, string caller)
    {
        var (request, cancel) = (context.Request, context.RequestAborted);
        if (await NoticeBody.ReadAsync(request, cancel) is not { } body)
        {
            Log.TooLong(logger, account.Id, NoticeBody.Longest);
            return StatusCodes.Status413PayloadTooLarge;
        }
        if (!network.IsFromNetwork(account, body, name => request.Headers[name] is [{ } value] ? value : null))
        {
            return Refuse(context.Response, account, caller);
        }
        var press = network.PressIn(body);
        var line = press is null ? null : await desk.HandleAsync(account, press, cancel);
        await inbox.KeepAsync(new([new Arrival(account.Id, Door.Webhook, network.Stream, body, time.GetUtcNow())]), cancel);
        bell.Ring();
        if (press is not null && halts.OfAccount(account.Id) is null && network.Shown(press, line!) is { } shown)
        {
            await AnswerAsync(context, "application/json", shown);
        }
        return StatusCodes.Status200OK;
    }

    private async Task<int> GreetAsync(HttpContext context, Account account, IHearWebhooks network, string caller)
    {
        var query = context.Request.Query;
        if (network.Greet(account, name => query[name] is [{ } value] ? value : null) is not { } greeting)
        {
            return Refuse(context.Response, account, caller);
        }
        await AnswerAsync(context, greeting.Type, greeting.Text);
        return StatusCodes.Status200OK;
    }

    private int Refuse(HttpResponse response, Account account, string caller)
    {
        if (Spent(response, caller) is { } spent)
        {
            return spent; // said often enough
        }
        Log.NotProven(logger, account.Id, caller);
        return StatusCodes.Status403Forbidden;
    }

    // Only after the proof has failed: a network's addresses are also those of whoever points a bot of his own at us, and behind a proxy that does not tell all callers are one.
    private int? Spent(HttpResponse response, string caller)
    {
        if (!_refusals.IsSpent(caller))
        {
            _refusals.Count(caller);
            return null;
        }
        response.Headers.RetryAfter = "60";
        return StatusCodes.Status429TooManyRequests;
    }

    private static Task AnswerAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        context.Response.Headers.XContentTypeOptions = "nosniff"; // a challenge is the caller's own words
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private (Account Account, IHearWebhooks Network)? Find(HttpRequest request)
        => request.Path.Value is { } path && path.StartsWith(Path, StringComparison.Ordinal)
            && channels.Accounts.TryGetValue(path[Path.Length..], out var account) && _networks.TryGetValue(account.Network, out var network) && network.Hears(account)
            ? (account, network)
            : null;

    /// <summary>Whom the proxy before us was called by: the last it added, since whatever stands before that the caller may have written himself.</summary>
    private static string CallerOf(HttpContext context)
    {
        var last = context.Request.Headers["X-Forwarded-For"] is [.., { } told] ? told.AsSpan(told.LastIndexOf(',') + 1).Trim() : [];
        return System.Net.IPAddress.TryParse(last, out var address) ? address.ToString() : context.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Warning, "A call of the webhook of account {Account} was refused: {Caller} did not prove to be the network. When the network itself is refused, the secret here is not the one it was given.")]
        public static partial void NotProven(ILogger logger, string account, string caller);

        [LoggerMessage(5302, LogLevel.Error, "A notice for account {Account} could not be kept; the network was told so and brings it again.")]
        public static partial void NotKept(ILogger logger, string account, Exception fault);

        [LoggerMessage(5303, LogLevel.Error, "Calls of the webhook of account {Account} can't be proven: {Reason} The network was told to come again.")]
        public static partial void NoSecret(ILogger logger, string account, Phrase reason);

        [LoggerMessage(5304, LogLevel.Warning, "A notice for account {Account} was refused: it is longer than {Longest} bytes.")]
        public static partial void TooLong(ILogger logger, string account, int longest);
    }
}
