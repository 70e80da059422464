namespace Relay.Networks.Assisted;

/// <summary>The one name of a group: its link without what only tracks who clicked.</summary>
internal static class AssistedTargets
{
    private static readonly string[] Facebook = ["facebook.com", "m.facebook.com", "web.facebook.com", "fb.com", "www.fb.com"];

    /// <summary>Reads a link; null when it is none that starts with https.</summary>
    public static string? Canonical(string written)
    {
        if (!Uri.TryCreate(written.Trim(), UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps || link.UserInfo.Length > 0)
        {
            return null;
        }
        var host = Facebook.Contains(link.Host, StringComparer.Ordinal) ? "www.facebook.com" : link.Host;
        // Groups of both networks are told by their path; what follows it says where the link was copied.
        var query = host is "www.facebook.com" or "chat.whatsapp.com" ? "" : link.Query;
        return $"https://{host}{(link.IsDefaultPort ? "" : $":{link.Port}")}{link.AbsolutePath.TrimEnd('/')}{query}";
    }
}
