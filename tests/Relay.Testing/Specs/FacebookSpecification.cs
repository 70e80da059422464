using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Testing.Http;

namespace Relay.Testing.Specs;

/// <summary>The Graph API's codegen specs of Pages and their posts. They leave out what every call may carry (<see cref="Common"/>) and what every list may.</summary>
internal sealed partial class FacebookSpecification(string folder) : ISpecification
{
    private static readonly string[] Common = ["appsecret_proof", "fields", "access_token", "locale"];

    // Edges of a person and of a Page whose items are no posts, with what the specs leave out of them (developers.facebook.com: user/accounts, page/subscribed_apps, page/roles).
    private static readonly Dictionary<string, (string File, string[] Further)> Items = new(StringComparer.Ordinal)
    {
        ["accounts"] = ("Page.json", ["tasks", "perms"]),
        ["subscribed_apps"] = ("Application.json", ["category", "subscribed_fields"]),
        ["roles"] = ("User.json", ["tasks"]),
        ["comments"] = ("Comment.json", ["comments"]),
        ["conversations"] = ("UnifiedThread.json", ["messages"]),
    };

    // No spec describes a message (developers.facebook.com: messenger-platform/conversations).
    private static readonly string[] OfMessage = ["id", "created_time", "from", "to", "message", "attachments", "reply_to", "tags", "sticker", "shares", "story", "reactions", "is_unsupported"];

    private static readonly string[] Paging = ["limit", "since", "until", "after", "before", "offset", "__paging_token"];

    private readonly JsonElement _page = Load(folder, "Page.json");
    private readonly JsonElement _post = Load(folder, "PagePost.json");
    private readonly JsonElement _user = Load(folder, "User.json");
    private readonly Dictionary<string, string[]> _enums = Load(folder, "enum_types.json").EnumerateArray()
        .GroupBy(list => list.GetProperty("name").GetString()!, StringComparer.Ordinal)
        .ToDictionary(lists => lists.Key, lists => lists.First().GetProperty("values").EnumerateArray().Select(value => value.ToString()).ToArray(), StringComparer.Ordinal);

    public IReadOnlyList<string> Check(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        if (Outside().Match(request.Path) is { Success: true } outside)
        {
            return CheckOutside(request, outside.Value[^4..] is "oken" && outside.Value.Contains("oauth", StringComparison.Ordinal));
        }
        if (Find(request) is not { } call)
        {
            return [$"{request.Method} {request.Path} is not described"];
        }
        if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter.Length: > 0 })
        {
            faults.Add("no token in the header");
        }
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in QueryHelpers.ParseQuery(request.Address.Query))
        {
            given[name] = JsonSerializer.SerializeToElement(value.ToString());
        }
        if (request.Body is { Length: > 0 } body)
        {
            foreach (var property in JsonDocument.Parse(body).RootElement.EnumerateObject())
            {
                if (!given.TryAdd(property.Name, property.Value))
                {
                    faults.Add($"{property.Name} is given twice");
                }
            }
        }
        var parameters = call.GetProperty("params").EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!, StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            CheckParameter(request, call, parameters, name, value, faults);
        }
        foreach (var missing in parameters.Values.Where(parameter => parameter.GetProperty("required").GetBoolean() && !given.ContainsKey(parameter.GetProperty("name").GetString()!)))
        {
            faults.Add($"{missing.GetProperty("name")} is missing");
        }
        return faults;
    }

    public IReadOnlyList<string> CheckAnswer(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var faults = new List<string>();
        using var answer = JsonDocument.Parse(exchange.Answer);
        var body = answer.RootElement;
        if (body.TryGetProperty("error", out var error))
        {
            if (!IsKind(error, "message", JsonValueKind.String) || !IsKind(error, "type", JsonValueKind.String) || !IsKind(error, "code", JsonValueKind.Number) || exchange.Status < 400)
            {
                faults.Add($"no error of the Graph API's form: {exchange.Answer}");
            }
            return faults;
        }
        var edge = exchange.Request.Path.Split('/')[^1];
        if (edge == "access_token")
        {
            return IsKind(body, "access_token", JsonValueKind.String) && IsKind(body, "token_type", JsonValueKind.String) ? [] : ["no token"];
        }
        if (edge == "messages" && exchange.Request.Method == HttpMethod.Post)
        {
            return IsKind(body, "recipient_id", JsonValueKind.String) && IsKind(body, "message_id", JsonValueKind.String) ? [] : ["no id of a message"];
        }
        if (body.TryGetProperty("data", out var list) && list.ValueKind is JsonValueKind.Object)
        {
            return edge == "picture" || (edge == "debug_token" && list.TryGetProperty("is_valid", out _)) ? [] : ["data is no list"];
        }
        if (list.ValueKind is JsonValueKind.Array && edge == "permissions")
        {
            return list.EnumerateArray().All(item => IsKind(item, "permission", JsonValueKind.String) && IsKind(item, "status", JsonValueKind.String)) ? [] : ["no permissions"];
        }
        if (list.ValueKind is JsonValueKind.Array && edge == "messages")
        {
            return [.. list.EnumerateArray().SelectMany(item => item.EnumerateObject()).Where(property => !OfMessage.Contains(property.Name)).Select(property => $"messages.{property.Name} is not known")];
        }
        if (list.ValueKind is JsonValueKind.Array && Items.TryGetValue(edge, out var items))
        {
            var known = Fields(Load(folder, items.File));
            foreach (var property in list.EnumerateArray().SelectMany(item => item.EnumerateObject()).Where(property => !items.Further.Contains(property.Name)))
            {
                CheckField(known, property, edge, faults);
            }
            return faults;
        }
        if (list.ValueKind is JsonValueKind.Array)
        {
            foreach (var (post, index) in list.EnumerateArray().Select((post, index) => (post, index)))
            {
                CheckPost(post, $"data[{index}]", faults);
            }
        }
        else if (!IsKind(body, "id", JsonValueKind.String) && !(body.TryGetProperty("success", out var success) && success.ValueKind is JsonValueKind.True))
        {
            faults.Add($"neither id, nor success, nor data: {exchange.Answer}");
        }
        return faults;
    }

    private static bool IsKind(JsonElement value, string name, JsonValueKind kind) => value.TryGetProperty(name, out var property) && property.ValueKind == kind;

    /// <summary>The call of a request: an edge of a Page, or a post itself.</summary>
    private JsonElement? Find(RecordedRequest request)
    {
        var match = Shape().Match(request.Path);
        if (!match.Success)
        {
            return null;
        }
        var edge = match.Groups["edge"].Value;
        var apis = (match.Groups["post"].Success ? _post : match.Groups["me"].Success ? _user : _page).GetProperty("apis").EnumerateArray();
        var own = request.Method.Method switch { "POST" => "#update", "DELETE" => "#delete", _ => "#get" };
        var found = apis.FirstOrDefault(api => api.GetProperty("method").GetString() == request.Method.Method
            && (edge.Length > 0 ? Name(api, "endpoint") == edge : Name(api, "name") == own));
        return found.ValueKind is JsonValueKind.Undefined ? null : found;
    }

    private static string? Name(JsonElement api, string property) => api.TryGetProperty(property, out var name) ? name.GetString() : null;

    private void CheckParameter(RecordedRequest request, JsonElement call, Dictionary<string, JsonElement> parameters, string name, JsonElement value, List<string> faults)
    {
        if (name == "fields")
        {
            var known = Fields(Load(folder, $"{call.GetProperty("return").GetString()}.json")).Keys.Concat(Items.GetValueOrDefault(request.Path.Split('/')[^1]).Further ?? []).ToHashSet(StringComparer.Ordinal);
            faults.AddRange(Nested().Replace(value.GetString()!, "").Split(',').Where(field => !known.Contains(field)).Select(field => $"field {field} is not known"));
        }
        else if (parameters.TryGetValue(name, out var parameter))
        {
            CheckType(parameter.GetProperty("type").GetString()!, value, name, request.Method.Method is "GET", faults);
        }
        else if (!Common.Contains(name) && !(request.Method.Method is "GET" && Paging.Contains(name)))
        {
            faults.Add($"{name} is not known");
        }
    }

    private void CheckType(string type, JsonElement value, string at, bool isText, List<string> faults)
    {
        if (List().Match(type) is { Success: true } list)
        {
            if (value.ValueKind is not JsonValueKind.Array)
            {
                faults.Add($"{at} is {value.ValueKind}, not a list");
                return;
            }
            foreach (var item in value.EnumerateArray())
            {
                CheckType(list.Groups["type"].Value, item, at, isText: false, faults);
            }
            return;
        }
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var isNumber = value.ValueKind is JsonValueKind.Number || (isText && value.ValueKind is JsonValueKind.String);
        var fits = type switch
        {
            "string" or "file" => value.ValueKind is JsonValueKind.String,
            "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False || (isText && text is "true" or "false"),
            "int" => isNumber && long.TryParse(text, CultureInfo.InvariantCulture, out _),
            "unsigned int" => isNumber && ulong.TryParse(text, CultureInfo.InvariantCulture, out _),
            "float" => isNumber,
            "datetime" => value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
            "Object" or "map" => value.ValueKind is JsonValueKind.Object,
            "list" => value.ValueKind is JsonValueKind.Array,
            _ => !_enums.TryGetValue(type, out var words) || words.Contains(text, StringComparer.OrdinalIgnoreCase),
        };
        if (!fits)
        {
            faults.Add($"{at} is '{text}', not {type}");
        }
    }

    private void CheckPost(JsonElement post, string at, List<string> faults)
    {
        var fields = Fields(_post);
        foreach (var property in post.EnumerateObject())
        {
            CheckField(fields, property, at, faults);
        }
    }

    private void CheckField(Dictionary<string, string> fields, JsonProperty property, string at, List<string> faults)
    {
        if (!fields.TryGetValue(property.Name, out var type))
        {
            faults.Add($"{at}.{property.Name} is not known");
        }
        else
        {
            CheckType(type, property.Value, $"{at}.{property.Name}", isText: false, faults);
        }
    }

    private static Dictionary<string, string> Fields(JsonElement type)
        => type.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("type").GetString()!, StringComparer.Ordinal);

    private static JsonElement Load(string folder, string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;

    /// <summary>Calls that no spec describes: tokens and the app itself. The exchange is the one call that carries its secret in the body, and no token.</summary>
    private static IReadOnlyList<string> CheckOutside(RecordedRequest request, bool isExchange)
    {
        var names = QueryHelpers.ParseQuery(request.Address.Query).Keys;
        return isExchange
            ? request.Method == HttpMethod.Post && names.Count == 0 && request.Headers.Authorization is null ? [] : ["a secret in the address of the exchange, or a token beside it"]
            : request.Method == HttpMethod.Get && request.Headers.Authorization is { Scheme: "Bearer" } && names.All(name => name is "input_token" or "fields" or "appsecret_proof") ? [] : ["not as documented"];
    }

    [GeneratedRegex(@"^/v\d+\.\d+/(oauth/access_token|debug_token|app)$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Outside();

    [GeneratedRegex(@"^/v\d+\.\d+/((?<post>\d+_\d+)|(?<me>me)|\d+)(/(?<edge>[a-z_]+))?$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Shape();

    // What is asked of a field's own fields, and how many of them.
    [GeneratedRegex(@"(\.limit\([0-9]+\))?\{[^{}]*\}", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Nested();

    [GeneratedRegex("^list<(?<type>.+)>$", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex List();
}
