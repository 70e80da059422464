using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Relay.Networks.Transport;

/// <summary>A whole answer, read to its end. The body may be anything: a proxy's page, half a JSON text, nothing.</summary>
internal sealed record Reply(int Status, HttpResponseHeaders Headers, string Body)
{
    /// <summary>Whether the status says that the call was accepted.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether somebody between us and the network answered with a page.</summary>
    public bool IsPage => Body.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal);

    /// <summary>Sends a request once and reads the whole answer within <paramref name="timeout"/>.</summary>
    /// <exception cref="OperationCanceledException">When <paramref name="abort"/> fired or the time was up.</exception>
    /// <exception cref="HttpRequestException">When there is no answer.</exception>
    public static async Task<Reply> OfAsync(HttpClient http, HttpRequestMessage request, TimeSpan timeout, TimeProvider clock, CancellationToken abort)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, late.Token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
        return new Reply((int)response.StatusCode, response.Headers, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The body in the network's own form; null when it is not in that form, which the caller classifies.</summary>
    public T? Read<T>(JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            return Body.Length == 0 || IsPage ? null : JsonSerializer.Deserialize(Body, form);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
