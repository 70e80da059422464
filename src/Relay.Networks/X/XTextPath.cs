namespace Relay.Networks.X;

/// <summary>The rest of an address after its domain, as X reads it: a path with balanced parentheses, then a query.</summary>
internal static class XTextPath
{
    /// <summary>Where the path that starts at a place ends; the place itself when none starts there. Punctuation at its end belongs to the sentence.</summary>
    public static int End(string text, int start)
    {
        if (start >= text.Length || text[start] != '/')
        {
            return start;
        }
        var end = start + 1;
        for (var at = start + 1; at < text.Length;)
        {
            if (IsInside(text[at]))
            {
                at++;
                end = IsEnd(text[at - 1]) ? at : end;
            }
            else if (Parentheses(text, at) is > 0 and var length)
            {
                at += length;
                end = at;
            }
            else
            {
                break;
            }
        }
        return end;
    }

    /// <summary>Where the query that starts at a place ends; the place itself when none starts there.</summary>
    public static int QueryEnd(string text, int start)
    {
        var end = start;
        for (var at = start; at < text.Length && (at == start ? text[at] == '?' : IsInQuery(text[at])); at++)
        {
            end = at > start && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '&' or '=' or '#' or '/') ? at + 1 : end;
        }
        return end;
    }

    /// <summary>Latin letters with accents, and combining accents.</summary>
    public static bool IsAccented(char character) => character is (>= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7')
        or '\u0253' or '\u0254' or '\u0256' or '\u0257' or '\u0259' or '\u025B' or '\u0263' or '\u0268' or '\u026F' or '\u0272' or '\u0289' or '\u028B' or '\u02BB'
        or (>= '\u0300' and <= '\u036F') or (>= '\u1E00' and <= '\u1EFF');

    // Length of balanced parentheses, nested once at most: Wikipedia's addresses have them.
    private static int Parentheses(string text, int start)
    {
        if (text[start] != '(')
        {
            return 0;
        }
        var at = Inside(text, start + 1);
        if (at > start + 1 && At(text, at) == ')')
        {
            return at + 1 - start;
        }
        if (At(text, at) != '(')
        {
            return 0;
        }
        var inner = Inside(text, at + 1);
        if (inner == at + 1 || At(text, inner) != ')')
        {
            return 0;
        }
        var end = Inside(text, inner + 1);
        return At(text, end) == ')' ? end + 1 - start : 0;
    }

    private static int Inside(string text, int at)
    {
        while (at < text.Length && IsInside(text[at]))
        {
            at++;
        }
        return at;
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';

    private static bool IsInside(char character) => IsLetter(character) || character is '!' or '*' or '\'' or ';' or ':' or '=' or '+' or ',' or '.' or '$' or '/' or '%'
        or '#' or '[' or ']' or '-' or '\u2013' or '_' or '~' or '@' or '|' or '&';

    private static bool IsEnd(char character) => IsLetter(character) || character is '+' or '-' or '=' or '_' or '#' or '/';

    private static bool IsLetter(char character) => char.IsAsciiLetterOrDigit(character) || character is >= '\u0400' and <= '\u04FF' || IsAccented(character);

    private static bool IsInQuery(char character) => char.IsAsciiLetterOrDigit(character) || character is '!' or '?' or '*' or '\'' or '@' or '(' or ')' or ';' or ':' or '&'
        or '=' or '+' or '$' or '/' or '%' or '#' or '[' or ']' or '-' or '_' or '.' or ',' or '~' or '|';
}
