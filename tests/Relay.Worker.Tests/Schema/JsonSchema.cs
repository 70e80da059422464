using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Relay.Worker.Tests.Schema;

/// <summary>Judges JSON by a schema, with the keywords that ours uses; any other keyword throws, so that none is ignored in silence.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$defs", "title", "description", "default"];

    public static JsonSchema Load(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>What is wrong, each with its place; empty when the value fits.</summary>
    public IReadOnlyList<string> Judge(JsonNode? value) => [.. Judge(root, value, "")];

    public JsonObject Definition(string name) => root["$defs"]![name]!.AsObject();

    private IEnumerable<string> Judge(JsonObject schema, JsonNode? value, string at)
    {
        foreach (var (keyword, rule) in schema.Where(pair => !Notes.Contains(pair.Key)))
        {
            foreach (var fault in Judge(schema, keyword, rule!, value, at))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<string> Judge(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at) => keyword switch
    {
        "$ref" => Judge(Definition(rule.GetValue<string>()["#/$defs/".Length..]), value, at),
        "type" => Is(value, rule is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())] : [rule.GetValue<string>()]) ? [] : [$"{at}: not of type {rule.ToJsonString()}"],
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{at}: not one of {rule.ToJsonString()}"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{at}: not {rule.ToJsonString()}"],
        "pattern" => value is JsonValue text && text.TryGetValue<string>(out var written) && !Regex.IsMatch(written, rule.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)) ? [$"{at}: does not match {rule}"] : [],
        "minimum" => Number(value) < rule.GetValue<decimal>() ? [$"{at}: less than {rule}"] : [],
        "maximum" => Number(value) > rule.GetValue<decimal>() ? [$"{at}: more than {rule}"] : [],
        "minItems" => value is JsonArray list && list.Count < rule.GetValue<int>() ? [$"{at}: fewer than {rule}"] : [],
        "items" => value is JsonArray items ? items.SelectMany((item, index) => Judge(rule.AsObject(), item, $"{at}/{index}")) : [],
        "required" => value is JsonObject given ? rule.AsArray().Select(name => name!.GetValue<string>()).Where(name => !given.ContainsKey(name)).Select(name => $"{at}/{name}: missing") : [],
        "properties" => value is JsonObject entries ? entries.Where(entry => rule[entry.Key] is not null).SelectMany(entry => Judge(rule[entry.Key]!.AsObject(), entry.Value, $"{at}/{entry.Key}")) : [],
        "propertyNames" => value is JsonObject named ? named.SelectMany(entry => Judge(rule.AsObject(), JsonValue.Create(entry.Key), $"{at}/{entry.Key}")) : [],
        "additionalProperties" => Additional(schema, rule, value as JsonObject, at),
        "anyOf" => rule.AsArray().Any(one => !Judge(one!.AsObject(), value, at).Any()) ? [] : [$"{at}: fits none of its forms"],
        "oneOf" => rule.AsArray().Count(one => !Judge(one!.AsObject(), value, at).Any()) == 1 ? [] : [$"{at}: fits none, or several, of its forms"],
        _ => throw new NotSupportedException($"The schema uses '{keyword}', which these tests do not know."),
    };

    private IEnumerable<string> Additional(JsonObject schema, JsonNode rule, JsonObject? value, string at)
    {
        foreach (var (name, entry) in value ?? [])
        {
            if (schema["properties"]?[name] is not null)
            {
                continue;
            }
            if (rule is JsonObject of)
            {
                foreach (var fault in Judge(of, entry, $"{at}/{name}"))
                {
                    yield return fault;
                }
            }
            else if (!rule.GetValue<bool>())
            {
                yield return $"{at}/{name}: unknown";
            }
        }
    }

    private static bool Is(JsonNode? value, IReadOnlyList<string> types) => value switch
    {
        JsonObject => types.Contains("object"),
        JsonArray => types.Contains("array"),
        null => types.Contains("null"),
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => types.Contains("string"),
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => types.Contains("boolean"),
            _ => types.Contains("number") || (types.Contains("integer") && Number(value) is { } number && decimal.Truncate(number) == number),
        },
    };

    private static decimal? Number(JsonNode? value)
        => value is JsonValue && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
