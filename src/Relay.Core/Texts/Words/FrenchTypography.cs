namespace Relay.Core.Texts.Words;

/// <summary>
/// Keeps French punctuation with its word: spaces before <c>: ; ! ? » % €</c> and after <c>«</c> become non-breaking. Never adds a space: <c>18:30</c> and addresses stay.
/// U+00A0 throughout, since X counts the narrow U+202F as two.
/// </summary>
internal static class FrenchTypography
{
    public const char Space = '\u00A0';

    public static string Apply(string text)
    {
        char[]? changed = null;
        for (var at = text.AsSpan().IndexOf(' '); at >= 0 && at < text.Length; at++)
        {
            if (text[at] is ' ' or '\u202F' && ((at + 1 < text.Length && IsTied(text, at + 1)) || (at > 0 && text[at - 1] == '«')))
            {
                changed ??= text.ToCharArray();
                changed[at] = Space;
            }
        }
        return changed is null ? text : new string(changed);
    }

    private static bool IsTied(string text, int at) => text[at] switch
    {
        ';' or '!' or '?' or '»' => true,
        ':' => at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || Marks.IsMark(text[at + 1]) || text[at + 1] == '<',
        '%' or '€' => at > 1 && char.IsDigit(text[at - 2]),
        _ => false,
    };
}
