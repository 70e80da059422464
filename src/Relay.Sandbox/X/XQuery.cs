using System.Globalization;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>The query of a call: a name that X does not list is refused, an unknown field is dropped in silence, as X does.</summary>
internal sealed class XQuery
{
    /// <summary>Names of both dialects; the answer speaks the one of the question.</summary>
    public static readonly string[] Fields = ["tweet.fields", "post.fields", "expansions", "user.fields", "media.fields", "poll.fields", "place.fields"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Whether the question says <c>post</c> where it used to say <c>tweet</c>.</summary>
    public bool NewWords => _values.ContainsKey("post.fields");

    /// <summary>A question that nobody asked over the wire.</summary>
    public static XQuery Of(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var query = new XQuery();
        foreach (var (name, value) in values)
        {
            query._values[name] = value;
        }
        return query;
    }

    public static XQuery Read(WireRequest request, params ReadOnlySpan<string> known)
    {
        var query = new XQuery();
        foreach (var (name, value) in request.Query)
        {
            if (!known.Contains(name))
            {
                throw XBody.Refuse(name, value, $"The query parameter [{name}] is not one of [{string.Join(',', known!)}]");
            }
            if (!query._values.TryAdd(name, value) || value.Length == 0)
            {
                throw XBody.Refuse(name, value, $"The `{name}` query parameter can not be empty or repeated");
            }
        }
        return query;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public HashSet<string> List(string name) => [.. (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];

    public int Number(string name, int least, int most, int otherwise) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw XBody.Refuse(name, text, $"The `{name}` query parameter value [{text}] is not between {least} and {most}");

    /// <summary>A snowflake as a number.</summary>
    public long? Id(string name) => Text(name) is not { } text ? null
        : XBody.IsId(text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw XBody.Refuse(name, text, $"The `{name}` query parameter value [{text}] is not valid");

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw XBody.Refuse(name, text, $"The `{name}` query parameter value [{text}] is not a valid date-time");
}
