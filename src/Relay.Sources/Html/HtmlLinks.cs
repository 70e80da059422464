namespace Relay.Sources.Html;

/// <summary>What becomes of addresses in HTML.</summary>
internal static class HtmlLinks
{
    /// <summary>Whether an address runs a program or carries a document within itself, however it is disguised.</summary>
    public static bool IsHostile(string address, bool ofPicture)
    {
        // Browsers skip these before they look for the scheme: "java\tscript:" is one.
        var bare = string.Concat(address.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c))).ToLowerInvariant();
        return bare.StartsWith("javascript:", StringComparison.Ordinal)
            || bare.StartsWith("vbscript:", StringComparison.Ordinal)
            || (bare.StartsWith("data:", StringComparison.Ordinal)
                && !(ofPicture && bare.StartsWith("data:image/", StringComparison.Ordinal) && !bare.StartsWith("data:image/svg", StringComparison.Ordinal)));
    }

    /// <summary>What to show of a link beside its text; null for one that leads nowhere outside its page.</summary>
    public static string? Shown(string address, Uri? page)
    {
        var trimmed = address.Trim();
        if (trimmed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.UnescapeDataString(trimmed[(trimmed.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('?')[0]);
        }
        // Within parentheses, an address must not hold any: whoever looks for its end would cut it.
        return trimmed.StartsWith('#') ? null : Resolve(trimmed, page)?.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
    }

    /// <summary>Whether the text of a link says where it leads already.</summary>
    public static bool Says(string text, string shown) => Bare(text) == Bare(shown);

    private static Uri? Resolve(string address, Uri? page)
    {
        // A path starts with a slash: on Unix it would be taken for a file's.
        var isAbsolute = !address.StartsWith('/') && Uri.TryCreate(address, UriKind.Absolute, out _);
        var url = isAbsolute ? new Uri(address) : page is not null && Uri.TryCreate(page, address, out var relative) ? relative : null;
        return url is { Scheme: "http" or "https", UserInfo.Length: 0 } && url.AbsoluteUri.Length <= LongestUrl ? url : null;
    }

    private static string Bare(string text)
    {
        var bare = text.Trim().ToLowerInvariant();
        foreach (var prefix in (string[])["https://", "http://", "www."])
        {
            bare = bare.StartsWith(prefix, StringComparison.Ordinal) ? bare[prefix.Length..] : bare;
        }
        return bare.TrimEnd('/');
    }

    private const int LongestUrl = 2048;
}
