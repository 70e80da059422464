namespace Relay.Core.Items;

/// <summary>A project people can support.</summary>
public sealed record Initiative : Item
{
    /// <summary>Last day of support, in the territory's zone, inclusive; null when open-ended.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>Supporters. Volatile: no part of the item's version.</summary>
    public int? Supporters { get; init; }

    /// <summary>Where the initiative stands.</summary>
    public InitiativeStatus Status { get; init; } = InitiativeStatus.Open;

    /// <inheritdoc/>
    public override bool IsHidden => base.IsHidden || Status == InitiativeStatus.Draft;
}

/// <summary>Where an initiative stands.</summary>
public enum InitiativeStatus
{
    /// <summary>Not to be shown yet.</summary>
    Draft,

    /// <summary>Can be supported.</summary>
    Open,

    /// <summary>Support has ended.</summary>
    Closed,

    /// <summary>Taken back by its organiser or the party.</summary>
    Withdrawn,
}
