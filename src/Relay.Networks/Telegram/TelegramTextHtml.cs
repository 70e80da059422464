using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Relay.Core.Texts;

namespace Relay.Networks.Telegram;

/// <summary>The HTML that Telegram reads: a few tags, four named entities, numbered ones. Anything else is text, as for the server.</summary>
internal static class TelegramTextHtml
{
    private static readonly FrozenSet<string> Allowed = FrozenSet.ToFrozenSet(
        ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "tg-emoji", "a", "code", "pre", "blockquote"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What a stretch of markup is.</summary>
    public enum Kind
    {
        /// <summary>Shown as written.</summary>
        Text,

        /// <summary>Opens an element.</summary>
        Opening,

        /// <summary>Closes an element.</summary>
        Closing,

        /// <summary>Stands for a character.</summary>
        Entity,
    }

    /// <summary>One stretch of markup.</summary>
    public readonly record struct Token(Kind Kind, int Start, int Length, char First = '\0', char Second = '\0')
    {
        /// <summary>What a reader sees of it.</summary>
        public string Shown(string text) => Kind switch
        {
            Kind.Text => text.Substring(Start, Length),
            Kind.Entity => Second == '\0' ? First.ToString() : new string([First, Second]),
            _ => "",
        };
    }

    public static IEnumerable<Token> Tokens(string text)
    {
        var from = 0;
        for (var at = NextSpecial(text, 0); at >= 0; at = NextSpecial(text, at))
        {
            if (Read(text, at) is not { } token)
            {
                at++;
                continue;
            }
            if (at > from)
            {
                yield return new Token(Kind.Text, from, at - from);
            }
            yield return token;
            at = from = at + token.Length;
        }
        if (from < text.Length)
        {
            yield return new Token(Kind.Text, from, text.Length - from);
        }
    }

    /// <summary>The opening tags that are still open at the end, outermost first.</summary>
    public static List<string> OpenTags(ReadOnlySpan<char> markup)
    {
        var text = markup.ToString();
        var open = new List<string>();
        foreach (var token in Tokens(text))
        {
            if (token.Kind == Kind.Opening)
            {
                open.Add(text.Substring(token.Start, token.Length));
            }
            else if (token.Kind == Kind.Closing && open.Count > 0)
            {
                open.RemoveAt(open.Count - 1);
            }
        }
        return open;
    }

    /// <summary><c>a</c> of <c>&lt;a href="…"&gt;</c>.</summary>
    public static string Name(string tag) => new([.. tag.TrimStart('<', '/').TakeWhile(character => char.IsAsciiLetterOrDigit(character) || character == '-')]);

    /// <summary>What the server would refuse, in one sentence; null when nothing.</summary>
    public static Phrase? FindFault(string text)
    {
        var open = new Stack<string>();
        foreach (var token in Tokens(text))
        {
            var tag = text.Substring(token.Start, token.Length);
            switch (token.Kind)
            {
                case Kind.Text when tag.Contains('<', StringComparison.Ordinal):
                    return new Phrase("Un « < » qui n'ouvre pas de balise s'écrit &lt;.", "A '<' that opens no tag must be written &lt;.");
                case Kind.Opening when !Allowed.Contains(Name(tag)):
                    return new Phrase($"Telegram ne connaît pas la balise {tag}.", $"Telegram knows no tag {tag}.");
                case Kind.Opening:
                    open.Push(Name(tag));
                    break;
                case Kind.Closing when !open.TryPop(out var last) || !string.Equals(last, Name(tag), StringComparison.OrdinalIgnoreCase):
                    return new Phrase($"{tag} ferme une balise qui n'y est pas ouverte.", $"{tag} closes a tag that is not open there.");
            }
        }
        return open.TryPeek(out var left) ? new Phrase($"<{left}> n'est jamais fermée.", $"<{left}> is never closed.") : null;
    }

    private static int NextSpecial(string text, int from)
    {
        var next = from < text.Length ? text.AsSpan(from).IndexOfAny('<', '&') : -1;
        return next < 0 ? -1 : from + next;
    }

    private static Token? Read(string text, int at) => text[at] == '<' ? ReadTag(text, at) : ReadEntity(text, at);

    private static Token? ReadTag(string text, int at)
    {
        var closing = at + 1 < text.Length && text[at + 1] == '/';
        var name = at + (closing ? 2 : 1);
        if (name >= text.Length || !char.IsAsciiLetter(text[name]))
        {
            return null;
        }
        var quote = '\0';
        for (var end = name; end < text.Length; end++)
        {
            var character = text[end];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == '>')
            {
                return new Token(closing ? Kind.Closing : Kind.Opening, at, end + 1 - at);
            }
        }
        return null;
    }

    private static Token? ReadEntity(string text, int at)
    {
        var length = text.AsSpan(at, Math.Min(12, text.Length - at)).IndexOf(';') + 1;
        if (length < 3)
        {
            return null;
        }
        var name = text.AsSpan(at + 1, length - 2);
        var value = name switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => code,
            ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => code,
            _ => -1,
        };
        if (value <= 0 || !Rune.TryCreate(value, out var rune))
        {
            return null;
        }
        Span<char> units = ['\0', '\0'];
        rune.EncodeToUtf16(units);
        return new Token(Kind.Entity, at, length, units[0], units[1]);
    }
}
