using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>A <c>fields</c> parameter: names, with the fields of an edge in braces.</summary>
internal sealed class FieldList
{
    private readonly List<(string Name, FieldList? Inner)> _fields = [];

    /// <summary>What <c>.limit(5)</c> before the braces asks for; null when nothing does.</summary>
    public int? Limit { get; private set; }

    public static FieldList Parse(string text)
    {
        var at = 0;
        var list = Parse(text, ref at, depth: 0);
        return at == text.Length ? list : throw Fault(text, at);
    }

    /// <summary>The object of the named fields; one that <paramref name="value"/> answers with null is left out, one that it does not know is refused.</summary>
    public JsonObject Of(string type, Func<string, FieldList?, (bool Known, JsonNode? Value)> value)
    {
        var json = new JsonObject();
        foreach (var (name, inner) in _fields)
        {
            var (known, node) = value(name, inner);
            if (!known)
            {
                throw GraphErrors.Parameter($"Tried accessing nonexisting field ({name}) on node type ({type})");
            }
            if (node is not null)
            {
                json[name] = node;
            }
        }
        return json;
    }

    private static FieldList Parse(string text, ref int at, int depth)
    {
        var list = new FieldList();
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }
            if (at == start)
            {
                throw Fault(text, at);
            }
            var name = text[start..at];
            var limit = Modifiers(text, ref at);
            FieldList? inner = null;
            if (at < text.Length && text[at] == '{' && depth < 5)
            {
                at++;
                inner = Parse(text, ref at, depth + 1);
                if (at >= text.Length || text[at++] != '}')
                {
                    throw Fault(text, at);
                }
            }
            if (inner is not null)
            {
                inner.Limit = limit;
            }
            list._fields.RemoveAll(field => field.Name == name);
            list._fields.Add((name, inner));
            if (at >= text.Length || text[at] != ',')
            {
                break;
            }
            at++;
        }
        return list;
    }

    /// <summary>Reads <c>.limit(5)</c> and passes over its like.</summary>
    private static int? Modifiers(string text, ref int at)
    {
        int? limit = null;
        while (at < text.Length && text[at] == '.')
        {
            var end = text.IndexOf(')', at);
            if (end < 0)
            {
                throw Fault(text, at);
            }
            if (text[at..end].Split('(') is [".limit", var number])
            {
                limit = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most, 1, 100) : throw Fault(text, at);
            }
            at = end + 1;
        }
        return limit;
    }

    private static RefusedException Fault(string text, int at)
        => GraphErrors.Refuse(2500, $"Syntax error \"Expected name at character {at}\" in fields: {text}");
}
