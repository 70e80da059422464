using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Relay.Worker.Cli.Contacts;

/// <summary>What every document of an export starts with.</summary>
internal sealed record ArchivePage<T>(int Schema, DateTimeOffset At, IReadOnlyList<T> Rows);

/// <summary>The contact as exported.</summary>
internal sealed record ArchivedContact(
    string Id, string State, string Basis, DateTimeOffset CreatedUtc, DateTimeOffset LastActUtc, DateTimeOffset PurgeAfterUtc, string? GivenName, string? FamilyName, string Language, string? TerritoryCode,
    string? TerritorySource, string? PostalCode, string? Email, string? PhoneE164, string AgeBand);

/// <summary>An account of the person.</summary>
internal sealed record ArchivedIdentity(string Id, string Contact, string Network, string? ExternalId, string? DisplayName, DateTimeOffset? CanMessageUntilUtc, bool BlockedByPerson, IReadOnlyList<string> LinkedTo);

/// <summary>One message; <paramref name="Direction"/> is <c>in</c> for what the person wrote or pressed, <c>out</c> for what was answered.</summary>
internal sealed record ArchivedInteraction(string Direction, string Network, bool Private, DateTimeOffset? AtUtc, string? Text, string? Button, string? DisplayName, string? InReplyTo, string? Post);

/// <summary>An answer to an invitation.</summary>
internal sealed record ArchivedRsvp(string Event, string Answer, int PartySize, DateTimeOffset AtUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>A support, or its end.</summary>
internal sealed record ArchivedSupport(string Initiative, bool Withdrawn, DateTimeOffset AtUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>A list that was joined or left.</summary>
internal sealed record ArchivedSubscription(string List, bool Withdrawn, DateTimeOffset AtUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>Any other act.</summary>
internal sealed record ArchivedAct(string Kind, string? Item, string? Words, DateTimeOffset AtUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>A yes, with the words that were shown.</summary>
internal sealed record ArchivedConsent(string Purpose, string List, string Channel, string Wording, string Language, string Act, string ActId, DateTimeOffset GivenUtc, string? Source, DateTimeOffset? WithdrawnUtc);

/// <summary>What was told of an event that the person has answered.</summary>
internal sealed record ArchivedGuest(string Event, string Account, string Told, int News, DateTimeOffset PurgeAfterUtc);

/// <summary>What waits for a person of the federation.</summary>
internal sealed record ArchivedWaiting(string Account, string Reason, DateTimeOffset SinceUtc, DateTimeOffset DeadlineUtc);

/// <summary>A question that is open in a private conversation.</summary>
internal sealed record ArchivedDialog(string Identity, string Kept, DateTimeOffset AtUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>What the party was told; null while it was not yet.</summary>
internal sealed record ArchivedReturn(string Kind, DateTimeOffset AtUtc, DateTimeOffset? TakenUtc, DateTimeOffset PurgeAfterUtc);

/// <summary>JSON of an export: snake case, as in exchange formats; accents as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ArchivePage<ArchivedContact>))]
[JsonSerializable(typeof(ArchivePage<ArchivedIdentity>))]
[JsonSerializable(typeof(ArchivedInteraction))]
[JsonSerializable(typeof(ArchivePage<ArchivedRsvp>))]
[JsonSerializable(typeof(ArchivePage<ArchivedSupport>))]
[JsonSerializable(typeof(ArchivePage<ArchivedSubscription>))]
[JsonSerializable(typeof(ArchivePage<ArchivedAct>))]
[JsonSerializable(typeof(ArchivePage<ArchivedConsent>))]
[JsonSerializable(typeof(ArchivePage<ArchivedGuest>))]
[JsonSerializable(typeof(ArchivePage<ArchivedWaiting>))]
[JsonSerializable(typeof(ArchivePage<ArchivedDialog>))]
[JsonSerializable(typeof(ArchivePage<ArchivedReturn>))]
internal sealed partial class ArchiveJson : JsonSerializerContext
{
    /// <summary>For people's eyes too: indented.</summary>
    public static ArchiveJson Indented { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true });

    /// <summary>One object a line.</summary>
    public static ArchiveJson Line { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
