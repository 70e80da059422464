using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Relay.Testing.Http;

/// <summary>Answers requests as a test scripts them and keeps what was asked. A request that no script answers fails the test. Thread-safe.</summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Gives the answer, or throws what the wire would.</summary>
    public Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>> Script { get; set; } =
        (request, _) => throw new InvalidOperationException($"No script answers {request.Method} {request.Path}.");

    /// <summary>Answers every request alike.</summary>
    public void Always(int status, string body, params IReadOnlyList<(string Name, string Value)> headers) => Script = (_, _) => Task.FromResult(Answer(status, body, headers));

    /// <summary>Answers each request by the first of some routes whose text its method and path contain, like <c>POST /feed</c>.</summary>
    public void Routes(params IReadOnlyList<(string Route, int Status, string Body)> routes) => Script = (request, _) =>
    {
        foreach (var (route, status, body) in routes)
        {
            var parts = route.Split(' ', 2);
            if (request.Method.Method == parts[0] && request.Address.PathAndQuery.Contains(parts[1], StringComparison.Ordinal))
            {
                return Task.FromResult(Answer(status, body));
            }
        }
        throw new InvalidOperationException($"No route answers {request.Method} {request.Path}.");
    };

    /// <summary>Answers every request with a fault of the wire.</summary>
    public void Throws(Func<Exception> fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Script = (_, _) => throw fault();
    }

    /// <summary>Never answers: only the caller's token ends the call.</summary>
    public void Hangs() => Script = async (_, cancel) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        throw new InvalidOperationException("Unreachable.");
    };

    /// <summary>An answer with a JSON body, or a page where the body starts like one.</summary>
    public static HttpResponseMessage Answer(int status, string body, params IReadOnlyList<(string Name, string Value)> headers)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);
        var type = body.StartsWith('<') ? "text/html" : "application/json";
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.OfAsync(request, cancellationToken);
        _requests.Enqueue(recorded);
        var response = await Script(recorded, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
