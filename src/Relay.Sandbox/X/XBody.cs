using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>Reads bodies as strictly as X: a property that its description lacks is refused by name.</summary>
internal static class XBody
{
    /// <summary>The JSON object of the body, holding nothing but <paramref name="known"/>.</summary>
    public static JsonObject Json(WireRequest request, params ReadOnlySpan<string> known)
    {
        var body = request.Json ?? throw Refuse("$", request.Headers.ContentType, "Request body must be a JSON object with content type application/json");
        return Only(body, "$", known);
    }

    public static JsonObject Only(JsonObject body, string path, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in body)
        {
            if (!known.Contains(name))
            {
                throw Refuse($"{path}.{name}", null, $"{path}.{name}: is not defined in the schema and the schema does not allow additional properties");
            }
        }
        return body;
    }

    public static string? Text(JsonObject body, string name) => Value(body, name, JsonValueKind.String)?.GetValue<string>();

    public static JsonObject? Object(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw Refuse($"$.{name}", null, $"$.{name}: object expected"),
    };

    /// <summary>An id: 1 to 19 digits in a string.</summary>
    public static string? Id(JsonObject body, string name)
    {
        var id = Text(body, name);
        return id is null || IsId(id) ? id : throw Refuse($"$.{name}", id, $"$.{name}: does not match the regex pattern ^[0-9]{{1,19}}$");
    }

    public static IReadOnlyList<string> Ids(JsonObject body, string name, int most)
    {
        if (body[name] is not JsonArray { Count: > 0 } ids || ids.Count > most)
        {
            throw Refuse($"$.{name}", null, $"$.{name}: there must be a minimum of 1 and a maximum of {most} items in the array");
        }
        return [.. ids.Select(id => id is JsonValue value && value.TryGetValue<string>(out var text) && IsId(text)
            ? text
            : throw Refuse($"$.{name}", $"{id}", $"$.{name}: does not match the regex pattern ^[0-9]{{1,19}}$"))];
    }

    public static bool IsId(string id) => id.Length is >= 1 and <= 19 && id.All(char.IsAsciiDigit);

    public static void Flags(JsonObject body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body[name] is { } value && value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            {
                throw Refuse($"$.{name}", null, $"$.{name}: boolean expected");
            }
        }
    }

    public static RefusedException Refuse(string parameter, string? value, string message) => new(XProblems.Invalid(parameter, value, message));

    private static JsonNode? Value(JsonObject body, string name, JsonValueKind kind)
    {
        var value = body[name];
        return value is null || value.GetValueKind() == kind ? value : throw Refuse($"$.{name}", null, $"$.{name}: {value.GetValueKind()} found, {kind} expected");
    }
}
