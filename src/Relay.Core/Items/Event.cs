using Relay.Core.Planning;

namespace Relay.Core.Items;

/// <summary>Something with a start, an end and a place.</summary>
public sealed record Event : Item
{
    /// <summary>How long an event is taken to last that names no end: 3 hours.</summary>
    public static readonly TimeSpan UsualLength = TimeSpan.FromHours(3);

    /// <summary>Wall-clock start in <see cref="Zone"/>.</summary>
    public required DateTime StartsLocal { get; init; }

    /// <summary>Wall-clock end in <see cref="Zone"/>, after the start; null when open.</summary>
    public DateTime? EndsLocal { get; init; }

    /// <summary>IANA zone of the place, <c>Indian/Reunion</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>Street address; null when it is not public.</summary>
    public string? Address { get; init; }

    /// <summary>Where to join from afar; null when it is held in a room only.</summary>
    public Uri? OnlineUrl { get; init; }

    /// <summary>Seats; null when unlimited or unknown.</summary>
    public int? Capacity { get; init; }

    /// <summary>Registered people. Volatile: no part of the item's version.</summary>
    public int? Registrations { get; init; }

    /// <summary>Where the event stands.</summary>
    public EventStatus Status { get; init; } = EventStatus.Confirmed;

    /// <inheritdoc/>
    public override bool IsHidden => base.IsHidden || Status == EventStatus.Draft;

    /// <summary>The start as an instant; a wall time skipped by a clock change moves forward, a doubled one is its first.</summary>
    public DateTimeOffset Starts => WallClock.Resolve(StartsLocal, Zone);

    /// <summary>The end as an instant; null when open.</summary>
    public DateTimeOffset? Ends => EndsLocal is { } end ? WallClock.Resolve(end, Zone) : null;

    /// <summary>From when on it is over: its end, or <see cref="UsualLength"/> after the start where it names none.</summary>
    public DateTimeOffset Over => Ends ?? Starts + UsualLength;
}

/// <summary>Where an event stands (OSDI, schema.org: planned and confirmed are both shown).</summary>
public enum EventStatus
{
    /// <summary>Not to be shown yet.</summary>
    Draft,

    /// <summary>Will happen, details may change.</summary>
    Planned,

    /// <summary>Will happen.</summary>
    Confirmed,

    /// <summary>Will not happen at this date; a new one is not known.</summary>
    Postponed,

    /// <summary>Will not happen.</summary>
    Cancelled,

    /// <summary>Has happened.</summary>
    Done,
}
