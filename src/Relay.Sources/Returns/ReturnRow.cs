using System.Globalization;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Items;
using Relay.Core.Returns;

namespace Relay.Sources.Returns;

/// <summary>An act in the columns of <c>relay_return</c>: names of OSDI where it has one (given_name, email_address, phone_number, postal_code, action_date, status of an attendance). All text, numbers aside.</summary>
internal static class ReturnRow
{
    /// <summary>The columns, in order. Frozen: a party's table has them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "kind", "action_date", "person_id", "given_name", "family_name", "additional_name", "email_address", "phone_number", "postal_code", "territory", "language", "origin_system",
        "item_source", "item_kind", "item_id", "status", "party_size", "list", "withdrawn", "wording", "reason", "description",
    ];

    /// <summary>Values by column: text, <see cref="long"/>, <see cref="bool"/>, an instant or null.</summary>
    public static IReadOnlyList<object?> Of(ReturnedAct returned)
    {
        var (act, told) = (returned.Act, returned.Told);
        var data = act as Act.ContactData; // what is given now stands before what was known
        return
        [
            returned.Id, KindOf(act.Kind), returned.At.ToUniversalTime(), returned.Person.ToString(), told?.GivenName, told?.FamilyName, told?.ShownName, data?.Mail ?? told?.Mail, data?.Phone ?? told?.Phone,
            data?.PostalCode ?? told?.PostalCode, data?.Territory ?? told?.Territory, told?.Language, told?.Network, act.Item?.Source, act.Item is { } item ? item.Kind == ItemKind.Event ? "event" : "initiative" : null, act.Item?.Id,
            StatusOf(act), act is Act.Rsvp rsvp ? (long)rsvp.Heads : null, (act as Act.Subscription)?.List, act.IsWithdrawal,
            act is Act.Subscription { Wording.Length: > 0 } yes ? yes.Wording : null, returned.Reason, (act as Act.Proposal)?.Words,
        ];
    }

    /// <summary>An instant as text: ISO 8601 in UTC, to the second.</summary>
    public static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string KindOf(ActKind kind) => kind switch
    {
        ActKind.Support => "support",
        ActKind.Rsvp => "rsvp",
        ActKind.Subscription => "subscription",
        ActKind.Volunteer => "volunteer",
        ActKind.Contact => "contact",
        ActKind.Proposal => "proposal",
        ActKind.Opposition => "opposition",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No act for the party."),
    };

    private static string? StatusOf(Act act) => act switch
    {
        Act.Rsvp rsvp => rsvp.Answer switch
        {
            RsvpAnswer.Yes => "accepted",
            RsvpAnswer.Maybe => "tentative",
            RsvpAnswer.No => "declined",
            RsvpAnswer.Waitlist => "waitlisted",
            _ => throw new ArgumentOutOfRangeException(nameof(act), rsvp.Answer, "No status for it."),
        },
        Act.Proposal proposal => proposal.IsEvent ? "event" : "initiative",
        _ => null,
    };
}
