using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>One call with its parameters, wherever they came. A parameter that the edge lacks is refused, where Facebook itself would ignore it.</summary>
internal sealed class GraphCall
{
    private static readonly string[] Common = ["access_token", "appsecret_proof", "fields", "locale"];

    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);

    public GraphCall(WireRequest request)
    {
        Request = request;
        foreach (var (name, value) in request.Query.Concat(request.Form))
        {
            Set(name, value);
        }
        foreach (var (name, value) in request.Json ?? [])
        {
            _values[name] = value?.DeepClone();
        }
    }

    public WireRequest Request { get; }

    /// <summary>The token: header first, then parameter.</summary>
    public string? Token => Request.Headers.Authorization.ToString() is ['B' or 'b', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token : Text("access_token");

    public GraphCall Only(params ReadOnlySpan<string> known)
    {
        foreach (var name in _values.Keys)
        {
            if (!known.Contains(name) && !Common.Contains(name))
            {
                throw GraphErrors.Parameter($"Param {name} is not one of {{{string.Join(", ", known!)}}}");
            }
        }
        return this;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => throw GraphErrors.Parameter($"Param {name} must be a string"),
    };

    /// <summary>An object, in a form as JSON in a string.</summary>
    public JsonObject? Object(string name) => _values.GetValueOrDefault(name) switch
    {
        null => null,
        JsonObject value => value,
        JsonValue value when value.TryGetValue<string>(out var json) && Parse(json) is JsonObject read => read,
        _ => throw GraphErrors.Parameter($"Param {name} must be an object"),
    };

    public bool Flag(string name, bool otherwise) => _values.GetValueOrDefault(name)?.ToJsonString().Trim('"').ToLowerInvariant() switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw GraphErrors.Parameter($"Param {name} must be a boolean"),
    };

    public int Limit() => Text("limit") is not { } text ? 25
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100 ? limit
        : throw GraphErrors.Parameter("Param limit must be a number between 1 and 100");

    /// <summary>An instant: Unix seconds or ISO 8601.</summary>
    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw GraphErrors.Parameter($"Param {name} must be a valid date/time");

    /// <summary>Ids of <c>attached_media</c>: a JSON array, in a form as a string or as <c>attached_media[0]</c> ….</summary>
    public IReadOnlyList<string> AttachedMedia()
    {
        var value = _values.GetValueOrDefault("attached_media");
        var list = value is JsonValue text && text.TryGetValue<string>(out var json) ? Parse(json) : value;
        return list switch
        {
            null => [],
            JsonArray { Count: <= 10 } items when items.All(item => Id(item) is not null) => [.. items.Select(item => Id(item)!)],
            _ => throw GraphErrors.Parameter("Param attached_media must be an array of at most 10 objects with media_fbid"),
        };
    }

    private static string? Id(JsonNode? item) => (item is JsonValue text && text.TryGetValue<string>(out var json) ? Parse(json) : item) is JsonObject media
        && media["media_fbid"] is { } id && id.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? id.ToString() : null;

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }

    private void Set(string name, string value)
    {
        if (name.Split('[') is [var list, [.. var index, ']']] && index.All(char.IsAsciiDigit))
        {
            if (_values.GetValueOrDefault(list) is not JsonArray items)
            {
                _values[list] = items = [];
            }
            items.Add(Parse(value));
            return;
        }
        _values[name] = value;
    }
}
