using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Wire;

/// <summary>What kind of body came.</summary>
internal enum BodyKind
{
    None,
    Json,
    Form,
    Multipart,
    Other,
}

/// <summary>A file of a multipart body.</summary>
internal sealed record UploadedFile(string FileName, string? ContentType, byte[] Bytes);

/// <summary>A request, read to its end.</summary>
internal sealed class WireRequest
{
    private const int LargestBody = 64 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public required string Method { get; init; }

    public required string Scheme { get; init; }

    public required string Host { get; init; }

    public required string Path { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    /// <summary>Query parameters in their order, repeated names included.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    public BodyKind Kind { get; private set; }

    /// <summary>Fields of a form or multipart body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; private set; } = [];

    public IReadOnlyDictionary<string, UploadedFile> Files { get; private set; } = new Dictionary<string, UploadedFile>();

    /// <summary>The object of a JSON body.</summary>
    public JsonObject? Json { get; private set; }

    /// <summary>Asked once when a post is created: how long it stays out of listings.</summary>
    public Func<TimeSpan> Lateness { get; set; } = () => TimeSpan.Zero;

    /// <summary>Whether a fault of that kind strikes this request; each asking counts. For faults that only the network itself can play, like those of an authorisation.</summary>
    public Func<FaultKind, bool> Struck { get; set; } = _ => false;

    /// <exception cref="InvalidDataException">The body is not what its content type says.</exception>
    public static async Task<WireRequest> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        var incoming = context.Request;
        var request = new WireRequest
        {
            Method = incoming.Method,
            Scheme = incoming.Scheme,
            Host = incoming.Host.Value ?? "",
            Path = incoming.Path.Value ?? "/",
            Headers = incoming.Headers,
            Query = Pairs(incoming.Query),
        };
        try
        {
            await request.ReadBodyAsync(incoming, cancel);
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException or IOException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
        return request;
    }

    private static List<KeyValuePair<string, string>> Pairs(IEnumerable<KeyValuePair<string, StringValues>> pairs)
        => [.. pairs.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))];

    /// <summary>A half surrogate passes the parser and would fail only when it is read.</summary>
    private static void CheckStrings(JsonNode? node)
    {
        try
        {
            foreach (var child in node switch { JsonObject fields => fields.Select(field => field.Value), JsonArray items => items, _ => [] })
            {
                CheckStrings(child);
            }
            _ = (node as JsonValue)?.TryGetValue<string>(out _);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException("A string of the body is not Unicode.", fault);
        }
    }

    private async Task ReadBodyAsync(HttpRequest incoming, CancellationToken cancel)
    {
        var type = incoming.ContentType ?? "";
        if (incoming.HasFormContentType)
        {
            var form = await incoming.ReadFormAsync(cancel);
            Kind = type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? BodyKind.Multipart : BodyKind.Form;
            Form = Pairs(form);
            var files = new Dictionary<string, UploadedFile>(StringComparer.Ordinal);
            foreach (var file in form.Files)
            {
                using var copy = new MemoryStream();
                await file.CopyToAsync(copy, cancel);
                files[file.Name] = new UploadedFile(file.FileName, file.ContentType, copy.ToArray());
            }
            Files = files;
            return;
        }
        using var body = new MemoryStream();
        await incoming.Body.CopyToAsync(body, cancel);
        if (body.Length > LargestBody)
        {
            throw new InvalidDataException("The body is too large.");
        }
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            Kind = body.Length == 0 ? BodyKind.None : BodyKind.Other;
            return;
        }
        Kind = BodyKind.Json;
        Json = JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length), documentOptions: Strict) as JsonObject
            ?? throw new InvalidDataException("The body is not a JSON object.");
        CheckStrings(Json);
    }
}
