using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Relay.Networks.Transport;

/// <summary>Bodies that say how long they are: written whole, since a body sent in chunks is refused or read as empty by servers that expect a length.</summary>
internal static class JsonBody
{
    /// <summary>A body in JSON.</summary>
    public static HttpContent Of<T>(T body, JsonTypeInfo<T> form)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, form));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
