using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>How what concerns people is told.</summary>
internal static class PeopleWords
{
    /// <summary>A state in one word, for programs.</summary>
    public static string KeyOf(ContactState state) => state.ToString().ToLowerInvariant();

    /// <summary>A state, for people.</summary>
    public static Phrase Of(ContactState state) => state switch
    {
        ContactState.Passage => new("de passage", "passing by"),
        ContactState.Occasional => new("contact occasionnel", "occasional contact"),
        ContactState.Regular => new("contact régulier", "regular contact"),
        ContactState.Member => new("adhérent", "member"),
        ContactState.Paused => new("en pause", "paused"),
        ContactState.Opposed => new("opposé", "opposed"),
        ContactState.Erased => new("effacé", "erased"),
        ContactState.Deceased => new("décédé", "deceased"),
        ContactState.Minor => new("mineur de moins de 15 ans", "under 15"),
        ContactState.Blocked => new("bloqué", "blocked"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No word for it."),
    };

    /// <summary>Why we may keep somebody.</summary>
    public static Phrase Of(LegalBasis basis) => basis switch
    {
        LegalBasis.Request => new("une demande de la personne", "a request of the person"),
        LegalBasis.Consent => new("son consentement", "the person's consent"),
        LegalBasis.Membership => new("son adhésion, ou des contacts réguliers", "membership, or regular contact"),
        LegalBasis.Objection => new("le respect de son opposition", "honouring an objection"),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No word for it."),
    };

    /// <summary>Why somebody is to be left alone.</summary>
    public static Phrase Of(SuppressionReason reason) => reason switch
    {
        SuppressionReason.Bounce => new("messages revenus", "messages came back"),
        SuppressionReason.Objection => new("opposition", "objection"),
        SuppressionReason.Erasure => new("effacement", "erasure"),
        SuppressionReason.Deceased => new("décès", "death"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No word for it."),
    };
}
