namespace Relay.Store.Engines;

/// <summary>Text from outside as every engine can keep it.</summary>
internal static class PlainText
{
    /// <summary>Without null characters, which PostgreSQL refuses, and with halves of a surrogate pair replaced: what a network said must never keep an outcome from being written.</summary>
    public static string? Keepable(this string? text)
        => text is null || (!text.Contains('\0', StringComparison.Ordinal) && !text.Any(char.IsSurrogate))
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0).Select(rune => rune.ToString()));
}
