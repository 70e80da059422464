using System.Text;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Wire;

/// <summary>Carries the requests of one network through the injected faults to its wire, and the answers back.</summary>
internal sealed class NetworkServer(INetworkWire wire, FaultBoard faults, TimeProvider clock, CancellationToken stopping)
{
    private const string GatewayPage = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await CarryAsync(context);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Connections.Drop(context); // the rehearsal ends under the request
        }
    }

    private async Task CarryAsync(HttpContext context)
    {
        var operation = wire.Operation(context.Request.Method, context.Request.Path.Value ?? "/");
        var subject = new FaultSubject(wire.Network, operation, context.Request.Method, context.Request.Path.Value ?? "/");
        if (context.Request.Headers.UserAgent.Count == 0 && faults.Strike(FaultKind.UserAgentRequired, subject) is not null)
        {
            await WriteAsync(context, new WireAnswer(418) { Bytes = "I'm a teapot: who are you?"u8.ToArray(), ContentType = "text/plain; charset=UTF-8" });
            return;
        }
        if (faults.Strike(FaultKind.Delay, subject) is { } slow)
        {
            await Task.Delay(slow.Delay, clock, stopping); // a caller that hangs up does not stop what the network received
        }
        if (faults.Strike(FaultKind.DropBefore, subject) is not null)
        {
            Connections.Drop(context);
            return;
        }
        if (faults.Strike(FaultKind.Reset, subject) is not null)
        {
            Connections.Reset(context);
            return;
        }
        var answer = Instead(subject) ?? await AnswerAsync(context, subject);
        if (answer.Accepted && faults.Strike(FaultKind.DropAfter, subject) is not null)
        {
            Connections.Drop(context);
            return;
        }
        if (answer.Accepted && faults.Strike(FaultKind.ErrorAfter, subject) is not null)
        {
            answer = wire.Broken();
        }
        await WriteAsync(context, answer);
    }

    private static async Task WriteAsync(HttpContext context, WireAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var header in answer.Headers)
        {
            response.Headers[header.Key] = header.Value;
        }
        var bytes = answer.Bytes ?? (answer.Body is null ? [] : Encoding.UTF8.GetBytes(answer.Body.ToJsonString()));
        if (bytes.Length > 0)
        {
            response.ContentType = answer.ContentType;
        }
        response.ContentLength = bytes.Length;
        if (bytes.Length > 0)
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private WireAnswer? Instead(FaultSubject subject)
    {
        if (faults.Strike(FaultKind.Throttled, subject) is { } throttled)
        {
            return wire.Throttled(throttled.RetryAfter);
        }
        if (faults.Strike(FaultKind.HtmlPage, subject) is not null)
        {
            return new WireAnswer(502) { Bytes = Encoding.UTF8.GetBytes(GatewayPage), ContentType = "text/html; charset=UTF-8" };
        }
        return faults.Strike(FaultKind.TokenRevoked, subject) is not null ? wire.Revoked() : null;
    }

    private async Task<WireAnswer> AnswerAsync(HttpContext context, FaultSubject subject)
    {
        try
        {
            var request = await WireRequest.ReadAsync(context, stopping);
            request.Lateness = () => faults.Strike(FaultKind.LateVisibility, subject)?.Delay ?? TimeSpan.Zero;
            request.Struck = kind => faults.Strike(kind, subject) is not null;
            return await wire.AnswerAsync(request, stopping);
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
        catch (InvalidDataException unreadable)
        {
            return wire.Unreadable(unreadable.Message);
        }
    }
}
