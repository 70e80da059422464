using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Relay.Store.Items;

/// <summary>An item as stored: one JSON document with names of our own. A member that a later version adds is absent from older documents.</summary>
internal sealed record ItemDocument
{
    public required string Title { get; init; }

    public string? Summary { get; init; }

    public string? Body { get; init; }

    public required string Territory { get; init; }

    public IReadOnlyList<string>? Themes { get; init; }

    public string? Section { get; init; }

    public string? Organiser { get; init; }

    public bool OrganiserCertified { get; init; }

    public string? Place { get; init; }

    public string? PostalCode { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Url { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageAlt { get; init; }

    public required string Visibility { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public required string Status { get; init; }

    /// <summary>Events: wall-clock start in <see cref="Zone"/>.</summary>
    public DateTime? StartsLocal { get; init; }

    public DateTime? EndsLocal { get; init; }

    public string? Zone { get; init; }

    public string? Address { get; init; }

    public string? OnlineUrl { get; init; }

    public int? Capacity { get; init; }

    public int? Registrations { get; init; }

    /// <summary>Initiatives: last day of support.</summary>
    public DateOnly? ClosesOn { get; init; }

    public int? Supporters { get; init; }
}

/// <summary>A column's fault as stored.</summary>
internal sealed record FaultDocument(string Column, string Reason, string? French = null);

[JsonSerializable(typeof(ItemDocument))]
[JsonSerializable(typeof(FaultDocument[]))]
internal sealed partial class ItemJson : JsonSerializerContext
{
    /// <summary>Compact, accents as they are.</summary>
    public static ItemJson Stored { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });
}
