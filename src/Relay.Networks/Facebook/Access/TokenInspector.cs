namespace Relay.Networks.Facebook.Access;

/// <summary>What Facebook knows of a token: <c>GET /debug_token</c>. The token asked about stands in the address, as nothing else is offered; no log of ours ever holds an address.</summary>
internal sealed class TokenInspector(GraphReader graph)
{
    /// <summary>The parameter that holds the token asked about.</summary>
    public const string Asked = "input_token";

    /// <summary>Asks in the app's own name where its number and secret are known, else in the token's.</summary>
    public async Task<GraphReading<TokenFacts>> LookAsync(GraphPlace place, string? appId, string token, CancellationToken abort)
    {
        var asking = appId is not null && place.AppSecret is { } secret ? $"{appId}|{secret}" : token;
        var read = await graph.GetAsync(place, asking, "debug_token", [new(Asked, token)], FacebookAccessJson.Default.TokenRead, abort);
        return read switch
        {
            { Value.Data: { } facts } => new(facts, null),
            { Refusal: { } refusal } => new(null, refusal),
            _ => new(null, new(0, 0, IsPassing: true, new("La réponse de Facebook ne dit rien du jeton.", "Facebook's answer holds nothing about the token."))),
        };
    }
}
