using System.Text.RegularExpressions;

namespace Relay.Core.Texts.Words;

/// <summary>White space as a reader expects it: no space at the end of a line, at most one empty line, nothing around the text.</summary>
internal static partial class Tidy
{
    public static string Up(string text) => EmptyLines().Replace(LineEnds().Replace(text, "\n"), "\n\n").Trim(White);

    private static readonly char[] White = [' ', '\n', '\r', '\t'];

    [GeneratedRegex(@"[ \t\r]*\n[ \t]*", RegexOptions.CultureInvariant, 500)]
    private static partial Regex LineEnds();

    [GeneratedRegex("\n{3,}", RegexOptions.CultureInvariant, 500)]
    private static partial Regex EmptyLines();
}
