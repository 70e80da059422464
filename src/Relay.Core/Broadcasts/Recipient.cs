using Relay.Core.Contacts;
using Relay.Core.Territories;

namespace Relay.Core.Broadcasts;

/// <summary>One account of somebody who belongs to an audience, with what decides whether and when it may be written to. Held for a page only.</summary>
public sealed record Recipient
{
    /// <summary>The contact.</summary>
    public required Guid Contact { get; init; }

    /// <summary>The person: the same for every contact that the person has shown to be theirs, so that nobody is told twice.</summary>
    public required Guid Person { get; init; }

    /// <summary>Id of the account in the contact book.</summary>
    public required Guid Identity { get; init; }

    /// <summary>Key of its network.</summary>
    public required string Network { get; init; }

    /// <summary>Id there; null when it is kept no more, or can't be read.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The id is kept, and the key that it was kept with is gone.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Id of the account of ours that the person last spoke with; null when that was not kept.</summary>
    public string? Account { get; init; }

    /// <summary>Language to write in.</summary>
    public required string Language { get; init; }

    /// <summary>Whose clock counts; null when not told.</summary>
    public Territory? Territory { get; init; }

    /// <summary>Where the person stands.</summary>
    public required ContactState State { get; init; }

    /// <summary>As far as told.</summary>
    public AgeBand Age { get; init; }

    /// <summary>Until when the network lets us write; null for no such end.</summary>
    public DateTimeOffset? WritableUntil { get; init; }

    /// <summary>The person has blocked us there.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"a recipient on {Network}";
}

/// <summary>Some people of an audience.</summary>
/// <param name="Recipients">Their accounts, in the order of their contacts.</param>
/// <param name="Last">The last contact of the page; null when there is none.</param>
/// <param name="Contacts">How many contacts.</param>
public sealed record RecipientPage(IReadOnlyList<Recipient> Recipients, Guid? Last, int Contacts);
