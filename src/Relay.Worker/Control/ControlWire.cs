using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Relay.Worker.Control;

/// <summary>One command to a worker: a line of JSON.</summary>
/// <param name="Command">Its key, <c>uncertain.resolve</c>.</param>
/// <param name="Arguments">By name.</param>
internal sealed record ControlRequest(string Command, IReadOnlyDictionary<string, string> Arguments);

/// <summary>What became of it: a line of JSON. The sentences are for people, <paramref name="Result"/> is for programs.</summary>
/// <param name="Exit">An exit code of the command line; 0 when it was done.</param>
/// <param name="French">One sentence.</param>
/// <param name="English">The same.</param>
/// <param name="Result">By name.</param>
internal sealed record ControlReply(int Exit, string French, string English, IReadOnlyDictionary<string, string> Result);

/// <summary>JSON of the control socket.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>Lines of JSON on a stream.</summary>
internal static class ControlLines
{
    /// <summary>Longest line taken, in bytes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>Writes one value as a line.</summary>
    public static async Task WriteAsync<T>(Stream stream, T value, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, type) + "\n"), cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>Reads one line; null when the other side has closed, or wrote something else.</summary>
    public static async Task<T?> ReadAsync<T>(Stream stream, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var buffer = new byte[Longest];
        for (var length = 0; length < Longest;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancel);
            var end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return Parse(buffer.AsSpan(0, length + end), type);
            }
            if (read == 0)
            {
                return null;
            }
            length += read;
        }
        return null;
    }

    private static T? Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null; // the caller answers that it understood nothing
        }
    }
}
