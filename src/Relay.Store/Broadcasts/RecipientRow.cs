using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Territories;
using Relay.Store.Contacts;
using Relay.Store.Engines;

namespace Relay.Store.Broadcasts;

/// <summary>One account of somebody of an audience, as the store keeps it.</summary>
internal sealed class RecipientRow
{
    private const string Columns = """
        c.id AS Contact, i.id AS Identity, i.network AS Network, i.external_id_enc AS External, i.account AS Account, c.language AS Language, c.territory_code AS Territory, c.state AS State,
          c.age_band AS Age, i.can_message_until AS WritableUntil, i.blocked_by_person AS Blocked,
          (SELECT count(*) FROM identity_links l WHERE l.one_id = i.id AND l.undone_at IS NULL) + (SELECT count(*) FROM identity_links l WHERE l.other_id = i.id AND l.undone_at IS NULL) AS Links
        """;

    /// <summary>The next contacts that are subscribed to a list.</summary>
    internal const string NextSubscribersSql = """
        SELECT DISTINCT s.contact_id FROM consents s WHERE s.list = @list AND s.withdrawn_at IS NULL AND s.controller_id = @controller AND s.contact_id > @contact ORDER BY s.contact_id LIMIT @limit
        """;

    /// <summary>The next contacts that answered an event; which answer counts is asked of each.</summary>
    internal const string NextAttendeesSql = """
        SELECT DISTINCT a.contact_id FROM acts a WHERE a.item = @item AND a.kind = 'rsvp' AND a.contact_id > @contact ORDER BY a.contact_id LIMIT @limit
        """;

    /// <summary>A yes counts on the network that it was said on (DP-09).</summary>
    internal const string IsSubscriberSql = "EXISTS (SELECT 1 FROM consents s WHERE s.contact_id = c.id AND s.list = @list AND s.withdrawn_at IS NULL AND s.channel = i.network)";

    /// <summary>The last answer counts, if it was given by an instant.</summary>
    internal const string IsAttendeeSql = """
        EXISTS (SELECT 1 FROM acts a WHERE a.contact_id = c.id AND a.item = @item AND a.kind = 'rsvp' AND a.answer IN ('yes', 'maybe') AND a.at <= @by
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number))
        """;

    public string Contact { get; init; } = "";

    public string Identity { get; init; } = "";

    public string Network { get; init; } = "";

    public string? External { get; init; }

    public string? Account { get; init; }

    public string Language { get; init; } = "";

    public string? Territory { get; init; }

    public string State { get; init; } = "";

    public string Age { get; init; } = "";

    public long? WritableUntil { get; init; }

    public long Blocked { get; init; }

    public long Links { get; init; }

    /// <summary>Accounts of some contacts, a table <c>r</c> of keys, that are of an audience.</summary>
    public static string OfContactsSql(string rows, string isMember) => $"""
        SELECT {Columns} FROM contacts c JOIN identities i ON i.contact_id = c.id
        WHERE c.id IN (SELECT r.key FROM {rows}) AND c.controller_id = @controller AND {isMember}
        ORDER BY c.id, CASE WHEN i.network = 'telegram' THEN 0 ELSE 1 END, i.id
        """;

    public Recipient Read(IProtectSecrets protection, string person)
    {
        var external = ReadExternal(protection);
        return new()
        {
            Contact = Guid.Parse(Contact),
            Person = Guid.Parse(person),
            Identity = Guid.Parse(Identity),
            Network = Network,
            ExternalId = external,
            IsUnreadable = external is null && External is not null,
            Account = Account,
            Language = Language,
            Territory = Territory is null ? null : Core.Territories.Territory.Parse(Territory),
            State = ContactKeys.States.Read(State),
            Age = ContactKeys.Ages.Read(Age),
            WritableUntil = Instant.At(WritableUntil),
            IsBlocked = Blocked == 1,
        };
    }

    /// <summary>The id; null where there is none, or its key is gone: one whom nobody can reach must not keep the others waiting.</summary>
    private string? ReadExternal(IProtectSecrets protection)
    {
        try
        {
            return External is null ? null : protection.Unprotect(IdentityRow.SettingOf(Identity), External);
        }
        catch (SecretMissingException)
        {
            return null; // told by IsUnreadable
        }
    }
}
