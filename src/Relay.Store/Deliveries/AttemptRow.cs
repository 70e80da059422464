using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>An attempt as stored.</summary>
internal sealed class AttemptRow
{
    public const string Select = """
        SELECT number AS Number, part AS Part, target AS Target, started_at AS StartedAt, ended_at AS EndedAt, result AS Result, scope AS Scope, reason AS Reason, fence AS Fence
        FROM attempts
        """;

    public long Number { get; init; }

    public long Part { get; init; }

    public string Target { get; init; } = "";

    public long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? Result { get; init; }

    public string? Scope { get; init; }

    public string? Reason { get; init; }

    public long Fence { get; init; }

    public Attempt ToAttempt() => new((int)Number, (int)Part, Instant.At(StartedAt), Instant.At(EndedAt), Result, Scope, Reason, Fence);
}
