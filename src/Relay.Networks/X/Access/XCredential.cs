namespace Relay.Networks.X.Access;

/// <summary>What signs a call. Never printed.</summary>
internal abstract record XCredential
{
    /// <summary>Everything in it that an answer may echo and nobody may keep.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    /// <param name="method">As it is sent.</param>
    /// <param name="address">Without its query.</param>
    /// <param name="query">The query's parameters, not escaped.</param>
    /// <param name="at">Now; X allows a few minutes of difference.</param>
    /// <param name="nonce">Never used before.</param>
    public abstract string Authorization(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> query, DateTimeOffset at, string nonce);
}

/// <summary>An access token of OAuth 2.0; it lives two hours.</summary>
/// <param name="AccessToken">As X gave it.</param>
internal sealed record XBearer(string AccessToken) : XCredential
{
    public override IReadOnlyList<string> Secrets => [AccessToken];

    public override string Authorization(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> query, DateTimeOffset at, string nonce) => $"Bearer {AccessToken}";

    /// <summary>Never the token.</summary>
    public override string ToString() => nameof(XBearer);
}
