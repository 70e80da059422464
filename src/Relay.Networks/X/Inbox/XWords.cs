namespace Relay.Networks.X.Inbox;

/// <summary>X writes three letters of a text as HTML entities, and only those: what a person wrote as <c>&amp;eacute;</c> stays.</summary>
internal static class XWords
{
    /// <summary>The text as it was written.</summary>
    public static string Decoded(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);
}
