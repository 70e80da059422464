using Relay.Core.Channels.Connecting;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>An account of a person as the store keeps it.</summary>
internal sealed class IdentityRow
{
    /// <summary>Reads rows; a condition follows.</summary>
    public const string Select = """
        SELECT i.id AS Id, i.contact_id AS Contact, i.network AS Network, i.external_id_enc AS External, i.hmac AS Hmac, i.key_id AS KeyId, i.display_name AS DisplayName,
          i.can_message_until AS WritableUntil, i.blocked_by_person AS Blocked FROM identities i
        """;

    public string Id { get; init; } = "";

    public string Contact { get; init; } = "";

    public string Network { get; init; } = "";

    public string? External { get; init; }

    public string Hmac { get; init; } = "";

    public string KeyId { get; init; } = "";

    public string? DisplayName { get; init; }

    public long? WritableUntil { get; init; }

    public long Blocked { get; init; }

    public KeyedHash Hash => new(Network, Hmac, KeyId);

    /// <summary>What the ciphertext of an id is bound to: nobody can put it into another row.</summary>
    public static string SettingOf(string id) => $"identity {id}";

    public Identity Read(IProtectSecrets protection) => new()
    {
        Id = Guid.Parse(Id),
        Contact = Guid.Parse(Contact),
        Network = Network,
        ExternalId = External is null ? null : protection.Unprotect(SettingOf(Id), External),
        DisplayName = DisplayName,
        WritableUntil = Instant.At(WritableUntil),
        IsBlockedByPerson = Blocked == 1,
    };
}
