using Relay.Core.Audit;
using Relay.Store.Engines;

namespace Relay.Store.Audit;

/// <summary>An entry as stored.</summary>
internal sealed class AuditRow
{
    public long Number { get; init; }

    public long At { get; init; }

    public string ActorKind { get; init; } = "";

    public string ActorName { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? Detail { get; init; }

    public string Hash { get; init; } = "";

    public static AuditRow Of(AuditHead head, AuditEntry entry) => new()
    {
        Number = head.Number,
        At = entry.At.Ms(),
        ActorKind = Key(entry.Actor.Kind),
        ActorName = entry.Actor.Name,
        Action = entry.Action,
        Subject = entry.Subject,
        Detail = entry.Detail,
        Hash = head.Hash,
    };

    /// <summary>The entry; null when it names no kind of actor that is known, as after a change by another hand.</summary>
    public AuditEntry? Entry() => Kind(ActorKind) is { } kind ? new AuditEntry(Instant.At(At), new Actor(kind, ActorName), Action, Subject, Detail) : null;

    private static string Key(ActorKind kind) => kind switch
    {
        Core.Audit.ActorKind.System => "system",
        Core.Audit.ActorKind.Coordinator => "coordinator",
        _ => "person",
    };

    private static ActorKind? Kind(string key) => key switch
    {
        "system" => Core.Audit.ActorKind.System,
        "coordinator" => Core.Audit.ActorKind.Coordinator,
        "person" => Core.Audit.ActorKind.Person,
        _ => null,
    };
}
