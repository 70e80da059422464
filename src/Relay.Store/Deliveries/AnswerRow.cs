using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Territories;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>How a delivery answers somebody, as stored.</summary>
internal sealed class AnswerRow
{
    public const string Select = """
        SELECT w.delivery_id AS DeliveryId, w.form AS Form, w.in_reply_to AS InReplyTo, w.language AS Language, w.buttons AS Buttons, w.said_at AS SaidAt, w.summoned AS Summoned,
          w.file AS File, w.purged_at AS PurgedAt, w.broadcast AS Broadcast, w.place AS Place
        FROM answers w
        """;

    public static KeyMap<AnswerForm> Forms { get; } = new(
        (AnswerForm.PrivateMessage, "private-message"),
        (AnswerForm.PublicReply, "public-reply"),
        (AnswerForm.PrivateReply, "private-reply"));

    public static KeyMap<PersonStatus> Persons { get; } = new(
        (PersonStatus.Unchanged, "unchanged"),
        (PersonStatus.Blocked, "blocked"),
        (PersonStatus.Gone, "gone"));

    public string DeliveryId { get; init; } = "";

    public string Form { get; init; } = "";

    public string? InReplyTo { get; init; }

    public string Language { get; init; } = "";

    public string Buttons { get; init; } = "[]";

    public long? SaidAt { get; init; }

    public long Summoned { get; init; }

    public string? File { get; init; }

    public long? PurgedAt { get; init; }

    public long? Broadcast { get; init; }

    public string? Place { get; init; }

    public AnswerTerms ToTerms() => new(Forms.Read(Form), InReplyTo, Language, Read(Buttons), Instant.At(SaidAt), Summoned == 1, Instant.At(PurgedAt))
    {
        File = ReadFile(File),
        Broadcast = Broadcast,
        Place = Place is null ? null : Territory.Parse(Place),
    };

    public static string Write(IEnumerable<Button> buttons)
        => JsonSerializer.Serialize(buttons.Select(button => new StoredButton(button.Label, button.Data, button.Link?.OriginalString, button.Row == 0 ? null : button.Row)).ToArray(), AnswerJsonContext.Default.StoredButtonArray);

    public static string? Write(AnswerFile? file) => file is null ? null : JsonSerializer.Serialize(new StoredFile(file.Name, file.MediaType, file.Content), AnswerJsonContext.Default.StoredFile).Keepable();

    private static AnswerFile? ReadFile(string? json)
        => json is null ? null : JsonSerializer.Deserialize(json, AnswerJsonContext.Default.StoredFile) is { } file ? new(file.Name, file.MediaType, file.Content) : throw new InvalidDataException("The store holds a file without a body.");

    public static List<Button> Read(string json)
        => [.. (JsonSerializer.Deserialize(json, AnswerJsonContext.Default.StoredButtonArray) ?? []).Select(button => new Button(button.Label, button.Data, button.Link is null ? null : new Uri(button.Link)) { Row = button.Row ?? 0 })];
}

/// <summary>A button as stored.</summary>
internal sealed record StoredButton(string Label, string? Data, string? Link, int? Row = null);

/// <summary>A file as stored.</summary>
internal sealed record StoredFile(string Name, string MediaType, string Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredButton[]))]
[JsonSerializable(typeof(StoredFile))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
