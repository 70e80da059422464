namespace Relay.Networks.Facebook;

/// <summary>The one place where the version of the Graph API is pinned. Each lives about two years: developers.facebook.com/docs/graph-api/changelog.</summary>
internal static class GraphVersion
{
    /// <summary>Released on 29 July 2026. A path without a version would use the oldest that the app may use.</summary>
    public const string Pinned = "v26.0";
}
