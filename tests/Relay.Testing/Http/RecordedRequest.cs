using System.Net.Http.Headers;
using System.Text;

namespace Relay.Testing.Http;

/// <summary>A request as it left, kept after the call: method, address, headers and whole body.</summary>
public sealed record RecordedRequest(HttpMethod Method, Uri Address, HttpRequestHeaders Headers, MediaTypeHeaderValue? ContentType, byte[]? Body)
{
    /// <summary>The body as text; empty when there is none.</summary>
    public string Text => Body is null ? "" : Encoding.UTF8.GetString(Body);

    /// <summary>The path without its query.</summary>
    public string Path => Address.AbsolutePath;

    /// <summary>Reads a request to its end, so that it can still be looked at when the client has disposed of it.</summary>
    public static async Task<RecordedRequest> OfAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancel);
        return new RecordedRequest(request.Method, request.RequestUri!, request.Headers, request.Content?.Headers.ContentType, body);
    }
}

/// <summary>A request and the answer to it.</summary>
public sealed record Exchange(RecordedRequest Request, int Status, string Answer);
