using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary><c>/oauth/access_token</c>: a code for a token, a short token for a long one, an app's own token.</summary>
internal sealed class FacebookExchange(FacebookTokens tokens, WireSetting setting)
{
    public WireAnswer Answer(GraphCall call)
    {
        call.Only("client_id", "client_secret", "redirect_uri", "code", "grant_type", "fb_exchange_token");
        var app = tokens.App(call.Text("client_id")) ?? throw GraphErrors.Refuse(101, "Error validating application. Invalid application ID.");
        var secret = call.Text("client_secret") ?? throw GraphErrors.Refuse(1, "Missing client_secret parameter.");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(app.Secret)) || call.Request.Struck(FaultKind.SecretWrong))
        {
            throw GraphErrors.Refuse(1, "Error validating client secret.");
        }
        return call.Text("grant_type") switch
        {
            null or "authorization_code" => OfCode(call, app),
            "fb_exchange_token" => OfToken(call, app),
            "client_credentials" => new(200, new JsonObject { ["access_token"] = $"{app.Id}|{app.Secret}", ["token_type"] = "bearer" }),
            var other => throw GraphErrors.Refuse(100, $"Invalid grant_type: '{other}'. Supported types: authorization_code, client_credentials"),
        };
    }

    private WireAnswer OfCode(GraphCall call, FacebookApp app)
    {
        var code = tokens.Take(call.Text("code") ?? throw GraphErrors.Parameter("Missing authorization code"));
        if (call.Request.Struck(FaultKind.CodeExpired))
        {
            throw GraphErrors.Refuse(100, "This authorization code has expired.", 36007);
        }
        if (code.App.Id != app.Id || code.Redirect != call.Text("redirect_uri"))
        {
            throw GraphErrors.Refuse(
                100, "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request", 36008);
        }
        return Given(tokens.Give(app, code.Person, code.Scopes, code.Pages, isLong: false));
    }

    private WireAnswer OfToken(GraphCall call, FacebookApp app)
    {
        if (tokens.Find(call.Text("fb_exchange_token")) is not { Kind: FacebookTokenKind.User, Person: { } person } token || token.App.Id != app.Id)
        {
            throw GraphErrors.Refuse(190, "Invalid OAuth access token - Cannot parse access token");
        }
        if (!tokens.IsAlive(token))
        {
            throw GraphErrors.Refuse(190, "Error validating access token: Session has expired.", 463);
        }
        return Given(tokens.Give(app, person, token.Scopes, token.PageIds, isLong: !call.Request.Struck(FaultKind.TokenShortLived)));
    }

    private WireAnswer Given(FacebookToken token) => new WireAnswer(200, new JsonObject
    {
        ["access_token"] = token.Value,
        ["token_type"] = "bearer",
        ["expires_in"] = (long)(token.Expires!.Value - setting.Now).TotalSeconds,
    }) { Accepted = true };
}
