namespace Relay.Core.Contacts;

/// <summary>One person's account on one network. Its id is kept encrypted, and found by a keyed hash.</summary>
public sealed record Identity
{
    /// <summary>Ours, time-ordered.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid Contact { get; init; }

    /// <summary>Key of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Id at the network, to write to; null once the person is left alone, when the hash is all that is kept.</summary>
    public string? ExternalId { get; init; }

    /// <summary>As shown there; null when withheld or the person is left alone. Hostile: escaped, never matched on.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Until when the network lets us write (Messenger: 24 hours after the person did); null for no such end.</summary>
    public DateTimeOffset? WritableUntil { get; init; }

    /// <summary>The person blocked us there.</summary>
    public bool IsBlockedByPerson { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"identity {Id} on {Network}";
}

/// <summary>Somebody who writes to us in private, as the network tells it.</summary>
/// <param name="Point">Who.</param>
/// <param name="DisplayName">As shown; null when withheld.</param>
/// <param name="Language">Two letters; null when not told.</param>
/// <param name="WritableUntil">Until when we may write; null for no such end.</param>
/// <param name="At">When the person wrote.</param>
public sealed record Correspondent(Suppressions.ContactPoint Point, string? DisplayName, string? Language, DateTimeOffset? WritableUntil, DateTimeOffset At)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"somebody on {Point.Channel}";
}
