using System.Text;

namespace Relay.Core.Texts.Words;

/// <summary>White space as a reader expects it: no space at either end of a line, at most one empty line, nothing around the text.</summary>
internal static class Tidy
{
    public static string Up(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim(" \t");
            if (trimmed.Length == 0)
            {
                empty++;
                continue;
            }
            if (tidy.Length > 0)
            {
                tidy.Append(empty > 0 ? "\n\n" : "\n");
            }
            tidy.Append(trimmed);
            empty = 0;
        }
        return tidy.ToString();
    }
}
