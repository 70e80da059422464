using System.Text.RegularExpressions;

namespace Relay.Core.Tests.Architecture;

/// <summary>Reads the relative links of pages and says which lead nowhere.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>The links of a page whose file or heading does not exist. <paramref name="read"/> gives the text of a path, "" for a folder or what is not text, null where there is nothing.</summary>
    public static IEnumerable<string> Dead(SourceFile page, Func<string, string?> read)
    {
        foreach (Match link in Links().Matches(Fences().Replace(page.Text, "")))
        {
            var parts = link.Groups["to"].Value.Split('#', 2);
            var path = parts[0].Length == 0 ? page.Path : Resolve(page.Path, Uri.UnescapeDataString(parts[0]));
            var text = read(path);
            if (text is null || (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(text).Contains(parts[1])))
            {
                yield return $"{page.Path} leads to {link.Groups["to"].Value}";
            }
        }
    }

    private static string Resolve(string from, string link)
    {
        var steps = new List<string>(from.Split('/')[..^1]);
        foreach (var step in link.Split('/'))
        {
            if (step == "..")
            {
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step is not ("." or ""))
            {
                steps.Add(step);
            }
        }
        return string.Join('/', steps);
    }

    // As GitHub makes them: lower case, letters and digits kept, spaces to hyphens.
    private static IEnumerable<string> Anchors(string text) =>
        Headings().Matches(Fences().Replace(text, "")).Select(heading => string.Concat(heading.Groups["words"].Value.Trim().ToLowerInvariant()
            .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!\w+:)(?<to>[^)\s]+)(\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex(@"^#{1,6}\s+(?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^(?<fence>```|~~~).*?^\k<fence>|`[^`\n]*`(?!\])", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fences();
}
