using System.Collections.Concurrent;

namespace Relay.Testing.Http;

/// <summary>Passes requests on and keeps each with its answer. Thread-safe.</summary>
public sealed class RecordingHandler : DelegatingHandler
{
    private readonly ConcurrentQueue<Exchange> _exchanges;

    /// <summary>Records into a list that several handlers may share.</summary>
    public RecordingHandler(ConcurrentQueue<Exchange> exchanges) => _exchanges = exchanges;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = await RecordedRequest.OfAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        _exchanges.Enqueue(new Exchange(recorded, (int)response.StatusCode, System.Text.Encoding.UTF8.GetString(body)));
        var kept = new ByteArrayContent(body);
        foreach (var (name, values) in response.Content.Headers)
        {
            kept.Headers.TryAddWithoutValidation(name, values);
        }
        response.Content = kept;
        return response;
    }
}
