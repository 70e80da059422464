using System.Text.Json.Nodes;

namespace Relay.Sandbox.Wire;

/// <summary>An answer on its way out.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, or null for none.</param>
internal sealed record WireAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>Headers beside the content type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A body that is not JSON, with its <see cref="ContentType"/>.</summary>
    public byte[]? Bytes { get; init; }

    public string ContentType { get; init; } = "application/json; charset=UTF-8";

    /// <summary>Whether the request changed something: only then do the faults "after accepting" strike.</summary>
    public bool Accepted { get; init; }

    public WireAnswer With(params IEnumerable<KeyValuePair<string, string>> headers) => this with { Headers = [.. Headers, .. headers] };
}

/// <summary>Ends a request with the network's own refusal.</summary>
internal sealed class RefusedException(WireAnswer answer) : Exception($"Refused with {answer.Status}.")
{
    public WireAnswer Answer { get; } = answer;
}
