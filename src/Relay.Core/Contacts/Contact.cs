using Relay.Core.Territories;

namespace Relay.Core.Contacts;

/// <summary>
/// A person who wrote to us or said yes to us, with what that person told us and nothing besides: no notes, no opinion, no score (DP-02). Personal data does not show in <see cref="ToString"/>.
/// </summary>
public sealed record Contact
{
    /// <summary>Ours, time-ordered.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where the person stands.</summary>
    public required ContactState State { get; init; }

    /// <summary>What the person told; nothing at all for somebody who is left alone.</summary>
    public ContactDetails Details { get; init; } = new();

    /// <summary>When we first met.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last did something; what we did, or what the party database brought, does not count.</summary>
    public required DateTimeOffset LastActAt { get; init; }

    /// <summary>Until when it may be kept; never without.</summary>
    public required DateTimeOffset PurgeAfter { get; init; }

    /// <summary>Why we may keep it.</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"contact {Id} ({State})";
}

/// <summary>What a person told of themself. Only the person's own gesture fills it (DP-03, DP-05).</summary>
public sealed record ContactDetails
{
    /// <summary>Given name; null when not told.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name; null when not told.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Language to write in, <c>fr</c> or <c>en</c>. Default <c>fr</c>.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>Where the person wants to be told of things; null when not told.</summary>
    public Territory? Territory { get; init; }

    /// <summary>How the territory is known; null without one.</summary>
    public TerritorySource? TerritorySource { get; init; }

    /// <summary>As the person wrote it, five digits; null when not told.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Address, in the one form of <see cref="Suppressions.ContactPoint"/>; null when not told.</summary>
    public string? Mail { get; init; }

    /// <summary>Number in E.164; null when not told.</summary>
    public string? Phone { get; init; }

    /// <summary>Only what the person said; there is no date of birth.</summary>
    public AgeBand Age { get; init; }

    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => "details of a contact";
}

/// <summary>How a territory is known.</summary>
public enum TerritorySource
{
    /// <summary>The person named it.</summary>
    Declared,

    /// <summary>It follows from a postal code that the person gave.</summary>
    PostalCode,

    /// <summary>It is that of an event the person signed up for.</summary>
    Event,
}

/// <summary>Age as far as the person said it (DP-35).</summary>
public enum AgeBand
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Under 15: nothing is kept.</summary>
    Under15,

    /// <summary>15 or 16: only what was asked for, nothing is broadcast.</summary>
    From15To16,

    /// <summary>17 or more.</summary>
    From17,
}

/// <summary>Why we may keep somebody (Art. 6, with the door of Art. 9 that goes with it).</summary>
public enum LegalBasis
{
    /// <summary>The person asked for something: answered, and no more.</summary>
    Request,

    /// <summary>The person said yes to a named list; the rows of consent prove it.</summary>
    Consent,

    /// <summary>A member, or in regular contact (Art. 9(2)(d)).</summary>
    Membership,

    /// <summary>The law wants an objection to be honoured.</summary>
    Objection,
}
