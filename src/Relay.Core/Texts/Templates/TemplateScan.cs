using System.Text.RegularExpressions;

namespace Relay.Core.Texts.Templates;

/// <summary>Reads a template's tags before it is compiled, so that a fault is told with its line and in plain words.</summary>
internal static partial class TemplateScan
{
    private static readonly HashSet<string> Names = new(
        typeof(ItemWords).GetProperties().Concat(typeof(DigestWords).GetProperties()).Select(property => property.Name)
            .Concat(["this", "else", "true", "false", "null", "undefined", "lookup"]).Concat(TemplateHelpers.Names),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Blocks = new(TemplateHelpers.Blocks.Concat(["if", "unless", "each", "with"]), StringComparer.Ordinal);

    /// <summary>Throws on the first tag that cannot be right.</summary>
    /// <exception cref="TemplateException">Names the line.</exception>
    public static void Check(TemplateSource source)
    {
        var open = new Stack<(string Name, int Line)>();
        for (var at = source.Text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var line = LineAt(source.Text, at);
            var comment = source.Text.AsSpan(at).StartsWith("{{!--");
            var end = source.Text.IndexOf(comment ? "--}}" : "}}", at + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new TemplateException(source.Place, line, new("La balise n'est pas fermée : il manque « }} ».", "The tag is not closed: '}}' is missing."));
            }
            var tag = source.Text[(at + 2)..end].Trim('{', '}', '~', ' ', '\n', '\t', '&');
            at = end + 2;
            if (!comment && !tag.StartsWith('!'))
            {
                CheckTag(source, tag, line, open);
            }
        }
        if (open.TryPop(out var left))
        {
            throw new TemplateException(source.Place, left.Line, new(
                $"Le bloc « {{{{#{left.Name}}}}} » n'est jamais fermé : il manque « {{{{/{left.Name}}}}} ».",
                $"The block '{{{{#{left.Name}}}}}' is never closed: '{{{{/{left.Name}}}}}' is missing."));
        }
    }

    /// <summary>The line, from 1, of the first tag that holds a word; null when none does.</summary>
    public static int? LineOf(TemplateSource source, string word)
    {
        for (var at = source.Text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var before = source.Text.AsSpan(0, at);
            if (before.LastIndexOf("{{") > before.LastIndexOf("}}"))
            {
                return LineAt(source.Text, at);
            }
        }
        return null;
    }

    private static void CheckTag(TemplateSource source, string tag, int line, Stack<(string Name, int Line)> open)
    {
        var words = Word().Matches(tag).Select(match => match.Value).ToList();
        if (words.Count == 0)
        {
            throw new TemplateException(source.Place, line, new("La balise est vide.", "The tag is empty."));
        }
        var first = words[0];
        switch (first[0])
        {
            case '#':
                first = first[1..].Length > 0 ? first[1..] : words.ElementAtOrDefault(1) ?? "";
                if (!Blocks.Contains(first))
                {
                    throw new TemplateException(source.Place, line, new(
                        $"« {{{{#{first}}}}} » n'est pas un bloc : il y a {string.Join(", ", Blocks.Order(StringComparer.Ordinal))}.",
                        $"'{{{{#{first}}}}}' is not a block: there are {string.Join(", ", Blocks.Order(StringComparer.Ordinal))}."));
                }
                open.Push((first, line));
                break;
            case '/':
                first = first[1..];
                if (!open.TryPop(out var last) || last.Name != first)
                {
                    throw new TemplateException(source.Place, line, new($"« {{{{/{first}}}}} » ferme un bloc qui n'est pas ouvert ici.", $"'{{{{/{first}}}}}' closes a block that is not open here."));
                }
                return;
            case '>':
                throw new TemplateException(source.Place, line, new("Un modèle ne peut pas en inclure un autre.", "Templates cannot include others."));
            case '^':
                return;
        }
        var names = first == words[0] ? words : words.Skip(1);
        foreach (var word in names.Where(word => !IsKnown(word)))
        {
            throw new TemplateException(source.Place, line, new($"« {word} » n'est pas un nom qu'un modèle peut employer.", $"'{word}' is not a name that a template may use."));
        }
    }

    private static bool IsKnown(string word)
    {
        var name = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('#', '(', ')');
        if (name.Length == 0 || name[0] is '"' or '\'' or '@' or '|' || char.IsAsciiDigit(name[0]) || name[0] == '-')
        {
            return true;
        }
        while (name.StartsWith("../", StringComparison.Ordinal) || name.StartsWith("./", StringComparison.Ordinal))
        {
            name = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }
        return name is "" or "." or ".." or "as" || Blocks.Contains(name) || Names.Contains(name.Split('.', '/')[0]);
    }

    private static int LineAt(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"[^\s""'=]+=(""[^""]*""|'[^']*'|\S+)|""[^""]*""|'[^']*'|[^\s]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Word();
}
