using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>Words in which what concerns people is stored.</summary>
internal static class ContactKeys
{
    // No contact is kept of a passage: the store knows no word for it. Whoever is erased has no row.
    public static KeyMap<ContactState> States { get; } = new(
        (ContactState.Occasional, "occasional"), (ContactState.Regular, "regular"), (ContactState.Member, "member"), (ContactState.Paused, "paused"), (ContactState.Opposed, "opposed"),
        (ContactState.Deceased, "deceased"), (ContactState.Minor, "minor"), (ContactState.Blocked, "blocked"));

    public static KeyMap<LegalBasis> Bases { get; } = new((LegalBasis.Request, "request"), (LegalBasis.Consent, "consent"), (LegalBasis.Membership, "membership"), (LegalBasis.Objection, "objection"));

    public static KeyMap<AgeBand> Ages { get; } = new((AgeBand.Unknown, "unknown"), (AgeBand.Under15, "under15"), (AgeBand.From15To16, "15_16"), (AgeBand.From17, "17plus"));

    public static KeyMap<TerritorySource> Sources { get; } = new((TerritorySource.Declared, "declared"), (TerritorySource.PostalCode, "postal-code"), (TerritorySource.Event, "event"));

    public static KeyMap<ConsentAct> Acts { get; } = new((ConsentAct.Button, "button"), (ConsentAct.Message, "message"));

    public static KeyMap<LinkGesture> Gestures { get; } = new((LinkGesture.Code, "code"), (LinkGesture.SharedContact, "shared-contact"));

    /// <summary>Why a person is kept in a state.</summary>
    public static LegalBasis BasisOf(ContactState state) => state switch
    {
        ContactState.Regular => LegalBasis.Consent,
        ContactState.Member => LegalBasis.Membership,
        ContactState.Opposed or ContactState.Deceased or ContactState.Minor or ContactState.Blocked => LegalBasis.Objection,
        _ => LegalBasis.Request,
    };

    /// <summary>What the party is told of somebody in a state that it must follow; null for others.</summary>
    public static string? ReturnedAs(ContactState state) => state switch
    {
        ContactState.Opposed => "objection",
        ContactState.Erased => "erasure",
        ContactState.Deceased => "deceased",
        ContactState.Minor => "minor",
        _ => null,
    };

    /// <summary>Why somebody in a state stands on the list of those who are left alone; null when the state puts nobody there.</summary>
    public static SuppressionReason? ReasonOf(ContactState state) => state switch
    {
        ContactState.Opposed => SuppressionReason.Objection,
        ContactState.Erased => SuppressionReason.Erasure,
        ContactState.Deceased => SuppressionReason.Deceased,
        _ => null,
    };
}
