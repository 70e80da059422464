namespace Relay.Networks.Pictures;

/// <summary>The description of a picture, for people who cannot see it.</summary>
internal static class AltText
{
    /// <summary>Cut to <paramref name="longest"/> UTF-16 units, never inside a surrogate pair, with an ellipsis where words are missing.</summary>
    public static string Shortened(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var end = longest - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }
}
