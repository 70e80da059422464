using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Testing;

namespace Relay.Networks.Tests.Arriving;

/// <summary>Looks at recorded payloads without the product's readers.</summary>
internal static class Walk
{
    /// <summary>Every recorded file of a folder of the specifications, with its text.</summary>
    public static IEnumerable<(string Name, string Text)> Files(params string[] folder)
        => Directory.GetFiles(Repository.Specs(folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    /// <summary>Every object in a document, outermost first.</summary>
    public static IEnumerable<JsonObject> Objects(string json) => Objects(JsonNode.Parse(json));

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => new[] { one }.Concat(one.SelectMany(field => Objects(field.Value))),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>A field as it stands, a text without its quotes; null when it is missing.</summary>
    public static string? Raw(this JsonNode? node, params string[] path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject one && one.TryGetPropertyValue(name, out var next) ? next : null;
        }
        return node is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;
    }

    public static long? Seconds(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture) is var number && number > 100_000_000_000 ? number / 1000 : number;

    public static long? Parsed(string? text) => text is null ? null : DateTimeOffset.Parse(text.Replace("+0000", "+00:00", StringComparison.Ordinal), CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
