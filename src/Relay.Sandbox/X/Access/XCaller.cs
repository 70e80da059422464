namespace Relay.Sandbox.X.Access;

/// <summary>Who calls, and what the credential allows.</summary>
/// <param name="Profile">In whose name.</param>
/// <param name="Level">What keys of OAuth 1.0a allow: <c>read</c>, <c>read-write</c>, <c>read-write-directmessages</c>; null with a token of OAuth 2.0.</param>
/// <param name="Scopes">What a token of OAuth 2.0 allows; null with keys.</param>
internal sealed record XCaller(XProfile Profile, string? Level, IReadOnlySet<string>? Scopes)
{
    /// <summary>Whether an endpoint is open to the caller. The scopes are those of X's own description (OpenAPI 2.167, <c>security</c>).</summary>
    public bool May(string endpoint) => Scopes is null ? MayWithKeys(endpoint) : Needs(endpoint).All(Scopes.Contains);

    private bool MayWithKeys(string endpoint) => endpoint switch
    {
        _ when endpoint.Contains(" /2/dm_", StringComparison.Ordinal) => Level == "read-write-directmessages",
        _ => Level != "read" || endpoint.StartsWith("GET ", StringComparison.Ordinal),
    };

    private static string[] Needs(string endpoint) => endpoint switch
    {
        "POST /2/tweets" or "DELETE /2/tweets/:id" => ["tweet.write", "users.read", "tweet.read"],
        "POST /2/dm_conversations/with/:id/messages" => ["users.read", "tweet.read", "dm.write"],
        _ when endpoint.StartsWith("GET /2/dm_", StringComparison.Ordinal) => ["users.read", "tweet.read", "dm.read"],
        _ when endpoint.Contains("/2/media/", StringComparison.Ordinal) => ["media.write"],
        _ => ["tweet.read", "users.read"],
    };
}
