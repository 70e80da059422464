using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Testing.Http;

namespace Relay.Testing.Specs;

/// <summary>The X API's OpenAPI description.</summary>
internal sealed class XSpecification : ISpecification
{
    /// <summary>What a coordinator is asked for when she connects a profile by OAuth 2.0.</summary>
    private static readonly string[] Asked = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access", "dm.read", "dm.write"];

    private readonly JsonElement _document;
    private readonly JsonSchema _schemas;

    public XSpecification(string path)
    {
        _document = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        _schemas = new JsonSchema(_document);
    }

    public IReadOnlyList<string> Check(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        if (Find(request, faults) is not { } operation)
        {
            return faults;
        }
        foreach (var (name, values) in QueryHelpers.ParseQuery(request.Address.Query))
        {
            CheckQuery(operation, name, values.ToString(), faults);
        }
        foreach (var parameter in Parameters(operation).Where(parameter => parameter.GetProperty("in").GetString() is "query" && parameter.TryGetProperty("required", out var required) && required.GetBoolean()))
        {
            if (!QueryHelpers.ParseQuery(request.Address.Query).ContainsKey(parameter.GetProperty("name").GetString()!))
            {
                faults.Add($"query {parameter.GetProperty("name")} is missing");
            }
        }
        var methods = operation.GetProperty("security").EnumerateArray().SelectMany(choice => choice.EnumerateObject()).Select(choice => choice.Name).ToList();
        if (!(request.Headers.Authorization?.Scheme switch { "OAuth" => methods.Contains("UserToken"), "Bearer" => methods.Contains("OAuth2UserToken"), _ => false }))
        {
            faults.Add($"signed by {request.Headers.Authorization?.Scheme ?? "nobody"}, where {string.Join(", ", methods)} are taken");
        }
        faults.AddRange(ScopesOf(operation).Except(Asked).Select(scope => $"needs the scope {scope}, which nobody is asked for"));
        CheckBody(operation, request, faults);
        return faults;
    }

    public IReadOnlyList<string> CheckAnswer(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var faults = new List<string>();
        if (Find(exchange.Request, faults) is not { } operation)
        {
            return faults;
        }
        using var answer = JsonDocument.Parse(exchange.Answer);
        if (operation.GetProperty("responses").TryGetProperty(exchange.Status.ToString(CultureInfo.InvariantCulture), out var response))
        {
            _schemas.Check(response.GetProperty("content").GetProperty("application/json").GetProperty("schema"), answer.RootElement, "$", strict: false, faults);
        }
        else if (exchange.Status < 400)
        {
            faults.Add($"status {exchange.Status} is not described");
        }
        else
        {
            // What X really answers is wider than its description: a problem of any type, or a list of old errors.
            var body = answer.RootElement;
            if (!(body.TryGetProperty("title", out _) && body.TryGetProperty("type", out _)) && !body.TryGetProperty("errors", out _))
            {
                faults.Add($"an error without title and type, or errors: {exchange.Answer}");
            }
        }
        return faults;
    }

    private static IEnumerable<string> ScopesOf(JsonElement operation) => operation.GetProperty("security").EnumerateArray()
        .Where(choice => choice.TryGetProperty("OAuth2UserToken", out _)).SelectMany(choice => choice.GetProperty("OAuth2UserToken").EnumerateArray()).Select(scope => scope.GetString()!);

    /// <summary>The operation of a request; a path that is written out comes before one with a place for anything.</summary>
    private JsonElement? Find(RecordedRequest request, List<string> faults)
    {
        var parts = request.Path.Split('/');
        foreach (var path in _document.GetProperty("paths").EnumerateObject().OrderBy(path => path.Name.Count(letter => letter == '{')))
        {
            var names = path.Name.Split('/');
            if (names.Length == parts.Length && names.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'))
                && path.Value.TryGetProperty(request.Method.Method.ToLowerInvariant(), out var operation))
            {
                foreach (var (name, part) in names.Zip(parts).Where(pair => pair.First.StartsWith('{')))
                {
                    var parameter = Parameters(operation).First(parameter => parameter.GetProperty("name").GetString() == name[1..^1]);
                    CheckText(parameter.GetProperty("schema"), Uri.UnescapeDataString(part), $"path {name}", faults);
                }
                return operation;
            }
        }
        faults.Add($"{request.Method} {request.Path} is not described");
        return null;
    }

    private IEnumerable<JsonElement> Parameters(JsonElement operation)
        => operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(_schemas.Resolve) : [];

    private void CheckQuery(JsonElement operation, string name, string value, List<string> faults)
    {
        var parameter = Parameters(operation).FirstOrDefault(parameter => parameter.GetProperty("in").GetString() is "query" && parameter.GetProperty("name").GetString() == name);
        if (parameter.ValueKind is JsonValueKind.Undefined)
        {
            faults.Add($"query {name} is not known");
            return;
        }
        CheckText(parameter.GetProperty("schema"), value, $"query {name}", faults);
    }

    private void CheckText(JsonElement schema, string value, string at, List<string> faults)
    {
        var type = _schemas.Resolve(schema).TryGetProperty("type", out var named) ? named.GetString() : null;
        var json = type switch
        {
            "array" => JsonSerializer.SerializeToElement(value.Split(',')),
            "integer" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonSerializer.SerializeToElement(number),
            "boolean" when bool.TryParse(value, out var flag) => JsonSerializer.SerializeToElement(flag),
            _ => JsonSerializer.SerializeToElement(value),
        };
        _schemas.Check(schema, json, at, strict: true, faults);
    }

    private void CheckBody(JsonElement operation, RecordedRequest request, List<string> faults)
    {
        if (!operation.TryGetProperty("requestBody", out var described))
        {
            if (request.Body is { Length: > 0 })
            {
                faults.Add("a body where none is described");
            }
            return;
        }
        if (request.Body is null || request.ContentType?.MediaType is not { } type || !described.GetProperty("content").TryGetProperty(type, out var content))
        {
            faults.Add($"a body of type {request.ContentType?.MediaType ?? "none"} is not described");
            return;
        }
        var value = type is "multipart/form-data" ? JsonSerializer.SerializeToElement(FormBody.Read(request)) : JsonDocument.Parse(request.Body).RootElement;
        _schemas.Check(content.GetProperty("schema"), value, "body", strict: true, faults);
    }
}
