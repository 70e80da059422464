namespace Relay.Core.Audit;

/// <summary>Append-only record of who changed what, each entry chained to the one before by its hash. Holds no texts and no names of the public.</summary>
public interface IAudit
{
    /// <summary>Appends one entry, durable when the task ends.</summary>
    Task AppendAsync(AuditEntry entry, CancellationToken cancel);

    /// <summary>Recomputes the whole chain.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancel);

    /// <summary>The newest entries about a subject, or about anything when it is null, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(string? subject, int limit, CancellationToken cancel);
}

/// <summary>One change of state.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, a stable lower-case key such as <c>delivery.confirmed</c>.</param>
/// <param name="Subject">To what: an id of ours.</param>
/// <param name="Detail">A rule, a count or a kind of failure; never a text or a name.</param>
public sealed record AuditEntry(DateTimeOffset At, Actor Actor, string Action, string Subject, string? Detail = null);

/// <summary>Whether the chain holds.</summary>
/// <param name="Entries">How many were read.</param>
/// <param name="BrokenAt">Number of the first entry that does not fit; null when all do.</param>
public sealed record AuditVerdict(long Entries, long? BrokenAt);
