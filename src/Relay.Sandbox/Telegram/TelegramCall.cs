using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>One call with its parameters, wherever they came: query, form, multipart or JSON. A parameter that the method lacks is refused.</summary>
internal sealed class TelegramCall
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly WireRequest _request;

    private TelegramCall(WireRequest request, string method, TelegramBot bot) => (_request, Method, Bot) = (request, method, bot);

    public string Method { get; }

    public TelegramBot Bot { get; }

    public static TelegramCall Read(WireRequest request, (string Name, Dictionary<string, string> Parameters) method, TelegramBot bot)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            throw new RefusedException(TelegramErrors.Error(405, "Method Not Allowed"));
        }
        if (request.Kind == BodyKind.Other)
        {
            throw TelegramErrors.Bad("unsupported content type of the body");
        }
        var call = new TelegramCall(request, method.Name, bot);
        var json = (request.Json ?? []).Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, Written(pair.Value!)));
        foreach (var (name, value) in request.Query.Concat(request.Form).Concat(json))
        {
            if (!method.Parameters.TryGetValue(name, out var type))
            {
                throw TelegramErrors.Bad($"unknown parameter \"{name}\" of method {method.Name}");
            }
            Check(name, type, value);
            call._values[name] = value;
        }
        return call;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public int? Integer(string name) => Text(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    public long? Long(string name) => Text(name) is { } value ? long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public int MessageId(string name = "message_id") => Integer(name) ?? throw TelegramErrors.Bad("message identifier is not specified");

    public JsonObject? Object(string name) => Text(name) is { } value ? (JsonObject)JsonNode.Parse(value)! : null;

    public JsonArray? Array(string name) => Text(name) is { } value ? (JsonArray)JsonNode.Parse(value)! : null;

    /// <summary>A file sent along: under its own name, or under the one that <c>attach://</c> gives.</summary>
    public UploadedFile? File(string name) => _request.Files.GetValueOrDefault(name);

    /// <summary>As a form would carry it.</summary>
    private static string Written(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();

    private static void Check(string name, string type, string value)
    {
        var fits = type switch
        {
            "integer" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "texts" => IsTexts(value),
            "boolean" => value is "true" or "false" or "True" or "False" or "1" or "0",
            "object" => Kind(value) == JsonValueKind.Object,
            "array" => Kind(value) == JsonValueKind.Array,
            _ => true,
        };
        if (!fits)
        {
            throw TelegramErrors.Bad(name == "message_id" ? "message identifier must be a Number" : $"can't parse {name.Replace('_', ' ')} JSON object: {type} expected");
        }
    }

    private static bool IsTexts(string value)
        => Kind(value) == JsonValueKind.Array && JsonNode.Parse(value)!.AsArray().All(item => item?.GetValueKind() == JsonValueKind.String);

    private static JsonValueKind Kind(string value)
    {
        try
        {
            return JsonNode.Parse(value)?.GetValueKind() ?? JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return JsonValueKind.Undefined;
        }
    }
}
