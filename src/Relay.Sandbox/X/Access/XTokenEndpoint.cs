using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Access;

/// <summary><c>POST /2/oauth2/token</c> and <c>/2/oauth2/revoke</c>. A code lives 30 s and works once; a refresh token works once and dies with the next.</summary>
internal sealed class XTokenEndpoint(XGrants grants, WireSetting setting)
{
    public WireAnswer Token(WireRequest request)
    {
        var given = Read(request, "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "refresh_token");
        var client = Client(request, given);
        return given["grant_type"] switch
        {
            "authorization_code" => Exchange(request, given, client),
            "refresh_token" => grants.Spend(given["refresh_token"] ?? "", client) is { } spent
                ? Granted(grants.Issue(client, spent.Profile, spent.Scopes))
                : throw Refuse("Value passed for the token was invalid."),
            _ => throw new RefusedException(Error(400, "unsupported_grant_type", "Value passed for the grant type was invalid.")),
        };
    }

    public WireAnswer Revoke(WireRequest request)
    {
        var given = Read(request, "token", "token_type_hint", "client_id");
        grants.Revoke(given["token"] ?? throw Refuse("Missing required parameter [token]."), Client(request, given));
        return new WireAnswer(200, new JsonObject { ["revoked"] = true });
    }

    private static XFields Read(WireRequest request, params ReadOnlySpan<string> known)
    {
        var given = new XFields(request.Form, known);
        return request.Kind == BodyKind.Form && given.Fault is null ? given : throw Refuse(given.Fault ?? "The body must be a form.");
    }

    private static WireAnswer Granted(XToken token)
    {
        var body = new JsonObject
        {
            ["token_type"] = "bearer",
            ["expires_in"] = (int)XGrants.AccessLife.TotalSeconds,
            ["access_token"] = token.Access,
            ["scope"] = string.Join(' ', token.Scopes.Order(StringComparer.Ordinal)),
        };
        if (token.Refresh.Length > 0)
        {
            body["refresh_token"] = token.Refresh;
        }
        return new WireAnswer(200, body) { Accepted = true };
    }

    private static bool Proves(string? verifier, XCode code) => verifier is { Length: >= 43 and <= 128 } && code.Challenge == (code.Method == "plain"
        ? verifier
        : Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    private static RefusedException Refuse(string description) => new(Error(400, "invalid_request", description));

    private static WireAnswer Error(int status, string error, string description) => new(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private WireAnswer Exchange(WireRequest request, XFields given, string client)
    {
        var code = grants.Take(given["code"] ?? "");
        return code is null || code.ClientId != client || request.Struck(FaultKind.CodeExpired) ? throw Refuse("Value passed for the authorization code was invalid.")
            : code.Redirect != given["redirect_uri"] ? throw Refuse("Value passed for the redirect uri did not match the uri of the authorization code.")
            : !Proves(given["code_verifier"], code) ? throw Refuse("Value passed for the code verifier did not match the code challenge.")
            : Granted(grants.Issue(client, code.Profile, code.Scopes));
    }

    /// <summary>A confidential client proves itself in the header and nowhere else.</summary>
    private string Client(WireRequest request, XFields given)
    {
        var header = request.Headers.Authorization.ToString();
        if (given["client_id"] is not null || !header.StartsWith("Basic ", StringComparison.Ordinal) || request.Struck(FaultKind.SecretWrong))
        {
            throw Unknown();
        }
        var buffer = new byte[header.Length];
        var pair = Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) : [];
        return pair is [var id, var secret] && setting.World.Profiles.Any(profile => profile.ClientId == Uri.UnescapeDataString(id) && profile.ClientSecret == Uri.UnescapeDataString(secret))
            ? Uri.UnescapeDataString(id)
            : throw Unknown();
    }

    private static RefusedException Unknown() => new(Error(401, "unauthorized_client", "Missing valid authorization header"));
}
