using System.Text;

namespace Relay.Sources.ICalendar.Lines;

/// <summary>One content line: <c>DTSTART;TZID=Europe/Paris:20261121T183000</c>.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Name">Upper case.</param>
/// <param name="Parameters">By upper-case name, unquoted and with RFC 6868's circumflexes undone.</param>
/// <param name="Value">As written: what it means depends on the property.</param>
internal sealed record IcalProperty(int Line, string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters, string Value)
{
    /// <summary>The value as a text (RFC 5545 §3.3.11): backslashes undone.</summary>
    public string Text => Unescape(Value);

    /// <summary>The value as a list of texts parted by commas.</summary>
    public IReadOnlyList<string> Texts => [.. Split(Value).Select(Unescape).Where(text => text.Length > 0)];

    /// <summary>A parameter's first value; null when it is not there.</summary>
    public string? this[string parameter] => Parameters.TryGetValue(parameter, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>Whether a parameter has a value, letter case apart.</summary>
    public bool Is(string parameter, string value) => value.Equals(this[parameter], StringComparison.OrdinalIgnoreCase);

    /// <summary>Says that this line is not understood.</summary>
    public IcalRefusal Refuse(string french, string english) => new(Line, Name, french, english);

    /// <summary>Reads a line.</summary>
    /// <exception cref="IcalRefusal">When it is none.</exception>
    public static IcalProperty Parse(IcalLine line)
    {
        if (line.Text is not { } text)
        {
            throw new IcalRefusal(line.Number, "?", "cette ligne n'est pas en UTF-8 : l'agenda doit être exporté en UTF-8.", "this line is not UTF-8: the calendar must be exported as UTF-8.");
        }
        var at = NameEnd(text, 0);
        if (at == 0 || at >= text.Length || text[at] is not (':' or ';'))
        {
            throw Malformed(line, "?");
        }
        var name = text[..at].ToUpperInvariant();
        var parameters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        while (at < text.Length && text[at] == ';')
        {
            var end = NameEnd(text, at + 1);
            if (end == at + 1 || end >= text.Length || text[end] != '=')
            {
                throw Malformed(line, name);
            }
            var parameter = text[(at + 1)..end].ToUpperInvariant();
            at = end;
            var values = new List<string>();
            do
            {
                (var value, at) = ParameterValue(line, name, text, at + 1);
                values.Add(value);
            }
            while (at < text.Length && text[at] == ',');
            parameters[parameter] = values;
        }
        return at < text.Length && text[at] == ':' ? new(line.Number, name, parameters, text[(at + 1)..]) : throw Malformed(line, name);
    }

    private static (string Value, int End) ParameterValue(IcalLine line, string name, string text, int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            var close = text.IndexOf('"', at + 1);
            return close < 0 ? throw Malformed(line, name) : (Circumflexes(text[(at + 1)..close]), close + 1);
        }
        var end = text.AsSpan(at).IndexOfAny(';', ':', ',');
        return end < 0 ? throw Malformed(line, name) : (Circumflexes(text[at..(at + end)]), at + end);
    }

    private static int NameEnd(string text, int from)
    {
        while (from < text.Length && (char.IsAsciiLetterOrDigit(text[from]) || text[from] is '-' or '_'))
        {
            from++;
        }
        return from;
    }

    // RFC 6868; a circumflex before anything else stands for itself.
    private static string Circumflexes(string value) => !value.Contains('^', StringComparison.Ordinal)
        ? value
        : Undo(value, '^', next => next switch { 'n' => '\n', '\'' => '"', '^' => '^', _ => null });

    private static string Unescape(string value) => !value.Contains('\\', StringComparison.Ordinal)
        ? value
        : Undo(value, '\\', next => next switch { 'n' or 'N' => '\n', '\\' or ';' or ',' or ':' or '"' => next, _ => null });

    private static string Undo(string value, char mark, Func<char, char?> meant)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var plain = value[i] == mark && i + 1 < value.Length ? meant(value[i + 1]) : null;
            text.Append(plain ?? value[i]);
            i += plain is null ? 0 : 1;
        }
        return text.ToString();
    }

    private static IEnumerable<string> Split(string value)
    {
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == ',')
            {
                yield return value[start..i];
                start = i + 1;
            }
        }
        yield return value[start..];
    }

    private static IcalRefusal Malformed(IcalLine line, string name)
        => new(line.Number, name, "cette ligne n'a pas la forme NOM;PARAMÈTRE=valeur:valeur.", "this line does not read NAME;PARAMETER=value:value.");
}
