using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Relay.Testing.Http;

namespace Relay.Testing.Specs;

/// <summary>The Bot API's description, as aiogram keeps it: types and methods with annotated fields. Counts and fixed words are told in its sentences.</summary>
internal sealed partial class TelegramSpecification : ISpecification
{
    private readonly Dictionary<string, JsonElement> _entries = new(StringComparer.Ordinal);

    public TelegramSpecification(string path)
    {
        var document = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        foreach (var entry in document.GetProperty("items").EnumerateArray().SelectMany(section => section.GetProperty("children").EnumerateArray()))
        {
            _entries[entry.GetProperty("name").GetString()!] = entry;
        }
    }

    public IReadOnlyList<string> Check(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        if (Method(request) is not { } method)
        {
            return [$"{request.Method} {Shown(request)} is no method"];
        }
        if (request.Method.Method is not "POST" || request.ContentType?.MediaType is not ("application/json" or "multipart/form-data") || request.Address.Query.Length > 0)
        {
            faults.Add("only POST with a body in JSON or with a file, and no query, is checked");
            return faults;
        }
        if (request.ContentType.MediaType is "multipart/form-data")
        {
            using var form = JsonDocument.Parse(AsJson(method, FormBody.Read(request)).ToJsonString());
            CheckFields(method, form.RootElement, Shown(request), faults);
            return faults;
        }
        using var body = JsonDocument.Parse(request.Body!);
        CheckFields(method, body.RootElement, Shown(request), faults);
        return faults;
    }

    public IReadOnlyList<string> CheckAnswer(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var faults = new List<string>();
        using var answer = JsonDocument.Parse(exchange.Answer);
        var body = answer.RootElement;
        if (!body.TryGetProperty("ok", out var ok))
        {
            return ["ok is missing"];
        }
        if (ok.GetBoolean() && Method(exchange.Request) is { } method)
        {
            var type = Returned(method.GetProperty("description").GetString()!);
            CheckType(type, body.GetProperty("result"), "result", "", faults);
            return faults;
        }
        if (!body.TryGetProperty("error_code", out var code) || code.ValueKind is not JsonValueKind.Number || !body.TryGetProperty("description", out var words) || words.ValueKind is not JsonValueKind.String)
        {
            faults.Add($"an error without code and description: {exchange.Answer}");
        }
        if (body.TryGetProperty("parameters", out var parameters))
        {
            CheckType("ResponseParameters", parameters, "parameters", "", faults);
        }
        return faults;
    }

    /// <summary>The fields of a form as a body in JSON would have them: what is no text is written as JSON in it.</summary>
    private static JsonObject AsJson(JsonElement method, Dictionary<string, string> fields)
    {
        var types = method.GetProperty("annotations").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("type").GetString()!, StringComparer.Ordinal);
        return new(fields.Select(field => KeyValuePair.Create(field.Key, types.GetValueOrDefault(field.Key, "String").Contains("String", StringComparison.Ordinal) ? JsonValue.Create(field.Value) : Parsed(field.Value))));
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // then it is not of its type, and is said so
        }
    }

    private JsonElement? Method(RecordedRequest request)
        => MethodPath().Match(request.Path) is { Success: true } match && _entries.TryGetValue(match.Groups["method"].Value, out var entry) && entry.GetProperty("category").GetString() is "methods"
            ? entry
            : null;

    // Never the path itself: it holds the token.
    private static string Shown(RecordedRequest request) => request.Path[(request.Path.LastIndexOf('/') + 1)..];

    private static string Returned(string description)
        => ReturnedList().Match(description) is { Success: true } list ? list.Groups["type"].Value
            : description.Contains("edited Message is returned, otherwise True", StringComparison.Ordinal) ? "Message or True"
            : description.Contains("Message is returned", StringComparison.Ordinal) ? "Message"
            : description.Contains("Returns True", StringComparison.Ordinal) ? "True"
            : ReturnedType().Match(description) is { Success: true } match ? match.Groups["type"].Value
            : throw new InvalidOperationException($"What is returned is not understood: {description}");

    private void CheckFields(JsonElement entry, JsonElement value, string at, List<string> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add($"{at} is {value.ValueKind}, not an object");
            return;
        }
        var fields = entry.GetProperty("annotations").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (fields.TryGetValue(property.Name, out var field))
            {
                CheckType(field.GetProperty("type").GetString()!, property.Value, $"{at}.{property.Name}", field.GetProperty("description").GetString()!, faults);
            }
            else
            {
                faults.Add($"{at}.{property.Name} is not known");
            }
        }
        foreach (var name in fields.Where(field => field.Value.GetProperty("required").GetBoolean() && !value.TryGetProperty(field.Key, out _)).Select(field => field.Key))
        {
            faults.Add($"{at}.{name} is missing");
        }
    }

    private void CheckType(string type, JsonElement value, string at, string description, List<string> faults)
    {
        if (type.StartsWith("Array of ", StringComparison.Ordinal))
        {
            CheckArray(type[9..], value, at, description, faults);
            return;
        }
        var choices = type.Split([" or ", ", ", " and "], StringSplitOptions.RemoveEmptyEntries);
        if (choices.Length > 1)
        {
            if (!choices.Any(choice => Fits(choice, value, at, description)))
            {
                faults.Add($"{at} is none of {type}");
            }
            return;
        }
        var fits = type switch
        {
            "Integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "Float" => value.ValueKind is JsonValueKind.Number,
            "String" => value.ValueKind is JsonValueKind.String,
            "Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "True" => value.ValueKind is JsonValueKind.True,
            _ => true,
        };
        if (!fits)
        {
            faults.Add($"{at} is {value.ValueKind}, not {type}");
        }
        else if (value.ValueKind is JsonValueKind.String)
        {
            CheckWords(value.GetString()!, at, description, faults);
        }
        else if (_entries.TryGetValue(type, out var entry))
        {
            CheckObject(entry, value, at, faults);
        }
    }

    private void CheckArray(string type, JsonElement value, string at, string description, List<string> faults)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            faults.Add($"{at} is {value.ValueKind}, not a list");
            return;
        }
        if (ItemCount().Match(description) is { Success: true } count
            && (value.GetArrayLength() < Number(count, "least") || value.GetArrayLength() > Number(count, "most")))
        {
            faults.Add($"{at} has {value.GetArrayLength()} items: {count.Value}");
        }
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            CheckType(type, item, $"{at}[{index}]", "", faults);
        }
    }

    private void CheckObject(JsonElement entry, JsonElement value, string at, List<string> faults)
    {
        var kinds = entry.GetProperty("annotations").GetArrayLength() > 0 ? [] : Listed().Matches(entry.GetProperty("description").GetString()!).Select(match => match.Groups["type"].Value).ToList();
        if (kinds.Count == 0)
        {
            CheckFields(entry, value, at, faults);
        }
        else if (!kinds.Exists(kind => Fits(kind, value, at, "")))
        {
            faults.Add($"{at} is none of {string.Join(", ", kinds)}");
        }
    }

    private bool Fits(string type, JsonElement value, string at, string description)
    {
        var faults = new List<string>();
        CheckType(type, value, at, description, faults);
        return faults.Count == 0;
    }

    private static void CheckWords(string text, string at, string description, List<string> faults)
    {
        if (FixedWord().Match(description) is { Success: true } word && text != word.Groups["word"].Value)
        {
            faults.Add($"{at} is '{text}': {word.Value}");
        }
        if (Length().Match(description) is { Success: true } length && text.Length < Number(length, "least"))
        {
            faults.Add($"{at} is too short: {length.Value}");
        }
        if (at.EndsWith(".parse_mode", StringComparison.Ordinal) && text is not ("HTML" or "MarkdownV2" or "Markdown"))
        {
            faults.Add($"{at} is '{text}'");
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^/bot[^/]+/(?<method>[A-Za-z]+)$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex MethodPath();

    [GeneratedRegex(@"(On success, (returns )?|Returns |in form of |created topic as )(an? |the )?(?<type>[A-Z]\w+)", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex ReturnedType();

    [GeneratedRegex(@"(?<type>Array of [A-Z]\w+)( objects)?( that were sent)?( is returned|\.)", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex ReturnedList();

    [GeneratedRegex(@"must include (?<least>\d+)-(?<most>\d+) items|list of (?<least>\d+)-(?<most>\d+) identifiers", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex ItemCount();

    [GeneratedRegex(@"(?<least>\d+)-\d+ characters", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Length();

    [GeneratedRegex(@"^Type of the [\w ]+, (must be|always) “?(?<word>\w+)”?", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex FixedWord();

    [GeneratedRegex(@"^ - (?<type>\w+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 500)]
    private static partial Regex Listed();
}
