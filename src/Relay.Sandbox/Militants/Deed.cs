using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Militants;

/// <summary>Something that somebody does on a network. Its fields are texts, so that a form can fill them.</summary>
/// <param name="Action"><c>comment</c>, <c>message</c>, <c>edit</c> …: each network has its own.</param>
/// <param name="Fields">What it is done with; <c>person</c> says by whom.</param>
internal sealed record Deed(string Action, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The fields of a JSON object, whatever their types; a list is written with <c>|</c> between.</summary>
    public static Deed Read(string action, JsonNode? body) => body is JsonObject given
        ? new(action, given.Where(field => field.Value is not null)
            .ToDictionary(field => field.Key, field => field.Value is JsonArray list ? string.Join('|', list.Select(item => $"{item}")) : $"{field.Value}", StringComparer.Ordinal))
        : throw new JsonException("An object was expected.");

    /// <summary>A field, or null when it is missing or empty.</summary>
    public string? Maybe(string name) => Fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <exception cref="ArgumentException">It is missing or empty.</exception>
    public string Text(string name) => Maybe(name) ?? throw new ArgumentException($"{name} is missing.", name);

    public int Whole(string name, int least, int most, int otherwise) => Maybe(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new ArgumentException($"{name} is a number from {least} to {most}.", name);

    public bool Flag(string name) => Maybe(name) is { } text && (bool.TryParse(text, out var flag) ? flag : text is "1" or "on");

    /// <summary>The same with other fields.</summary>
    public Deed With(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var changed = new Dictionary<string, string>(Fields, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            changed[name] = value;
        }
        return this with { Fields = changed };
    }
}
