using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Relay.Networks.Arriving;

/// <summary>
/// A place in what came in, there or not. Asking never throws: what is missing, null or of another type is simply not there, and the place beside it is read all the same.
/// Ids may be texts or numbers of any size; texts may be numbers; flags may be texts.
/// </summary>
internal readonly struct Piece(JsonElement element)
{
    private const int LongestId = 256;
    private static readonly SearchValues<char> WholeNumber = SearchValues.Create("-0123456789");

    /// <summary>It is there and not null.</summary>
    public bool Is => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>It has fields.</summary>
    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    /// <summary>It has elements.</summary>
    public bool IsList => element.ValueKind == JsonValueKind.Array;

    /// <summary>A field; one written twice counts as it was written last.</summary>
    public Piece this[string name] => IsObject && element.TryGetProperty(name, out var found) ? new(found) : default;

    /// <summary>The first of these fields that is there.</summary>
    public Piece Either(string one, string other) => this[one] is { Is: true } found ? found : this[other];

    /// <summary>Its elements; none when it is no list.</summary>
    public IEnumerable<Piece> Elements => IsList ? element.EnumerateArray().Select(each => new Piece(each)) : [];

    /// <summary>Its fields; none when it has none.</summary>
    public IEnumerable<(string Name, Piece Value)> Fields => IsObject ? element.EnumerateObject().Select(member => (member.Name, new Piece(member.Value))) : [];

    /// <summary>A text, or a number or flag as it was written.</summary>
    public string? Text => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>A text that says something.</summary>
    public string? Words => Text is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>An id: a text without white space, or a whole number with every digit; at most 256 characters.</summary>
    public string? Id
    {
        get
        {
            var text = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Text : null;
            return text is not { Length: > 0 and <= LongestId } || text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
                || (element.ValueKind == JsonValueKind.Number && text.AsSpan().IndexOfAnyExcept(WholeNumber) >= 0) ? null : text;
        }
    }

    /// <summary>A whole number, also written as a text.</summary>
    public long? Whole => element.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True, also written as a text or a number; false for everything else.</summary>
    public bool Flag => element.ValueKind == JsonValueKind.True || (Is && (Whole == 1 || string.Equals(Text, "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>An instant in any of the forms that networks write; null when it is none.</summary>
    public DateTimeOffset? Instant => Whole is { } number ? Instants.Of(number) : element.ValueKind == JsonValueKind.String ? Instants.Of(element.GetString()!) : null;

    /// <summary>Whether it is this text.</summary>
    public bool Says(string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);
}
