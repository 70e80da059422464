using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Relay.Testing.Specs;

/// <summary>As much of OpenAPI 3.0's schemas as the X API uses: references, types, properties, lists, patterns, limits, combinations.</summary>
/// <param name="document">The whole description, for its references.</param>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>Follows a reference to the schema it names.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()![2..].Split('/').Aggregate(document, (at, name) => at.GetProperty(name));
        }
        return schema;
    }

    /// <summary>Adds what is wrong with a value.</summary>
    /// <param name="schema">What it should be.</param>
    /// <param name="value">What it is.</param>
    /// <param name="at">Where it stands, for people.</param>
    /// <param name="strict">Whether a property that the schema does not name is wrong in any case.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public void Check(JsonElement schema, JsonElement value, string at, bool strict, ICollection<string> faults)
    {
        schema = Resolve(schema);
        if (value.ValueKind is JsonValueKind.Null)
        {
            if (!schema.TryGetProperty("nullable", out var nullable) || !nullable.GetBoolean())
            {
                faults.Add($"{at} is null");
            }
            return;
        }
        foreach (var combination in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(combination, out var choices) && !choices.EnumerateArray().Any(choice => Fits(choice, value, at, strict)))
            {
                faults.Add($"{at} is none of what {combination} allows");
            }
        }
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Check(part, value, at, strict: false, faults);
            }
        }
        CheckType(schema, value, at, strict, faults);
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()))
        {
            faults.Add($"{at} is '{value}', which is none of {words}");
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, string at, bool strict)
    {
        var faults = new List<string>();
        Check(schema, value, at, strict, faults);
        return faults.Count == 0;
    }

    private void CheckType(JsonElement schema, JsonElement value, string at, bool strict, ICollection<string> faults)
    {
        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : null;
        var fits = type switch
        {
            "object" => value.ValueKind is JsonValueKind.Object,
            "array" => value.ValueKind is JsonValueKind.Array,
            "string" => value.ValueKind is JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind is JsonValueKind.Number,
            _ => true,
        };
        if (!fits)
        {
            faults.Add($"{at} is {value.ValueKind}, not {type}");
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when type is "object" || schema.TryGetProperty("properties", out _):
                CheckObject(schema, value, at, strict, faults);
                break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out var items):
                CheckBounds(schema, "minItems", "maxItems", value.GetArrayLength(), at, faults);
                foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Check(items, item, $"{at}[{index}]", strict, faults);
                }
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, at, faults);
                break;
            case JsonValueKind.Number:
                CheckBounds(schema, "minimum", "maximum", value.GetDouble(), at, faults);
                break;
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at, bool strict, ICollection<string> faults)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var isClosed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.False;
        foreach (var property in value.EnumerateObject())
        {
            if (known.ValueKind is JsonValueKind.Object && known.TryGetProperty(property.Name, out var inner))
            {
                Check(inner, property.Value, $"{at}.{property.Name}", strict, faults);
            }
            else if (isClosed || (strict && known.ValueKind is JsonValueKind.Object))
            {
                faults.Add($"{at}.{property.Name} is not known");
            }
        }
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                faults.Add($"{at}.{name} is missing");
            }
        }
    }

    private static void CheckText(JsonElement schema, string text, string at, ICollection<string> faults)
    {
        CheckBounds(schema, "minLength", "maxLength", text.Length, at, faults);
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            faults.Add($"{at} is '{text}', not {pattern}");
        }
        if (schema.TryGetProperty("format", out var format) && format.GetString() is "date-time"
            && !DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            faults.Add($"{at} is '{text}', not an instant");
        }
    }

    private static void CheckBounds(JsonElement schema, string least, string most, double value, string at, ICollection<string> faults)
    {
        if ((schema.TryGetProperty(least, out var low) && value < low.GetDouble()) || (schema.TryGetProperty(most, out var high) && value > high.GetDouble()))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{at} measures {value}, outside {least} and {most}"));
        }
    }
}
