using Relay.Core.Contacts;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>A person as the store keeps one.</summary>
internal sealed class ContactRow
{
    /// <summary>Reads rows; a condition follows.</summary>
    public const string Select = """
        SELECT c.id AS Id, c.state AS State, c.given_name AS GivenName, c.family_name AS FamilyName, c.language AS Language, c.territory_code AS Territory, c.territory_source AS TerritorySource,
          c.postal_code AS PostalCode, c.email AS Mail, c.phone_e164 AS Phone, c.age_band AS Age, c.created_at AS CreatedAt, c.last_act_at AS LastActAt, c.purge_after AS PurgeAfter, c.legal_basis AS Basis
        FROM contacts c
        """;

    public string Id { get; init; } = "";

    public string State { get; init; } = "";

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string Language { get; init; } = "";

    public string? Territory { get; init; }

    public string? TerritorySource { get; init; }

    public string? PostalCode { get; init; }

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    public string Age { get; init; } = "";

    public long CreatedAt { get; init; }

    public long LastActAt { get; init; }

    public long PurgeAfter { get; init; }

    public string Basis { get; init; } = "";

    public Contact Read() => new()
    {
        Id = Guid.Parse(Id),
        State = ContactKeys.States.Read(State),
        Details = new()
        {
            GivenName = GivenName,
            FamilyName = FamilyName,
            Language = Language,
            Territory = Territory is null ? null : Core.Territories.Territory.Parse(Territory),
            TerritorySource = TerritorySource is null ? null : ContactKeys.Sources.Read(TerritorySource),
            PostalCode = PostalCode,
            Mail = Mail,
            Phone = Phone,
            Age = ContactKeys.Ages.Read(Age),
        },
        CreatedAt = Instant.At(CreatedAt),
        LastActAt = Instant.At(LastActAt),
        PurgeAfter = Instant.At(PurgeAfter),
        Basis = ContactKeys.Bases.Read(Basis),
    };
}
