using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Broadcasts;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Broadcasts;

/// <summary>A broadcast as the store keeps it.</summary>
internal sealed class BroadcastRow
{
    /// <summary>The columns, of a table <c>b</c>.</summary>
    public const string Columns = """
        b.number AS Number, b.kind AS Kind, b.audience AS Audience, b.item AS Item, b.told AS Told, b.words AS Words, b.made_by AS MadeBy, b.made_at AS MadeAt, b.expires_at AS ExpiresAt,
          b.state AS State, b.cursor AS Cursor, b.drafted AS Drafted, b.passed_over AS PassedOver, b.ended_at AS EndedAt
        """;

    /// <summary>Reads rows; a condition follows.</summary>
    public const string Select = $"SELECT {Columns} FROM broadcasts b";

    public static KeyMap<BroadcastKind> Kinds { get; } = new(
        (BroadcastKind.News, "news"), (BroadcastKind.Reminder, "reminder"));

    public static KeyMap<BroadcastState> States { get; } = new(
        (BroadcastState.Running, "running"), (BroadcastState.Expanded, "expanded"), (BroadcastState.Cancelled, "cancelled"));

    public long Number { get; init; }

    public string Kind { get; init; } = "";

    public string Audience { get; init; } = "";

    public string? Item { get; init; }

    public string? Told { get; init; }

    public string Words { get; init; } = "{}";

    public string MadeBy { get; init; } = "";

    public long MadeAt { get; init; }

    public long ExpiresAt { get; init; }

    public string State { get; init; } = "";

    public string? Cursor { get; init; }

    public long Drafted { get; init; }

    public long PassedOver { get; init; }

    public long? EndedAt { get; init; }

    public Broadcast Read() => new()
    {
        Number = Number,
        Kind = Kinds.Read(Kind),
        Audience = Core.Broadcasts.Audience.Parse(Audience),
        Item = Item is null ? null : ItemKey.Parse(Item),
        Told = Told,
        Words = JsonSerializer.Deserialize(Words, BroadcastJson.Stored.IReadOnlyDictionaryStringString) ?? throw new InvalidDataException("The store holds a broadcast without words."),
        MadeBy = MadeBy,
        MadeAt = Instant.At(MadeAt),
        Expires = Instant.At(ExpiresAt),
        State = States.Read(State),
        Cursor = Cursor is null ? null : Guid.Parse(Cursor),
        Drafted = (int)Drafted,
        PassedOver = (int)PassedOver,
        EndedAt = Instant.At(EndedAt),
    };

    public static string Write(IReadOnlyDictionary<string, string> words) => JsonSerializer.Serialize(words, BroadcastJson.Stored.IReadOnlyDictionaryStringString).Keepable()!;
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class BroadcastJson : JsonSerializerContext
{
    public static BroadcastJson Stored { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
