using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Access;

/// <summary><c>POST /oauth/request_token</c> and <c>/oauth/access_token</c>: OAuth 1.0a with a PIN. Answers are forms, refusals are old numbered errors or plain words.</summary>
internal sealed class XPinEndpoint(XGrants grants, OAuth1 oauth, WireSetting setting)
{
    public WireAnswer Request(WireRequest request)
    {
        var given = Signed(request, tokenSecret: "");
        return given.GetValueOrDefault("oauth_callback") != "oob"
            ? Error(403, 415, "Callback URL not approved for this client application. Approved callback URLs can be adjusted in your application settings")
            : Form($"oauth_token={{0}}&oauth_token_secret={{1}}&oauth_callback_confirmed=true", grants.Request(given["oauth_consumer_key"]) is var token ? token.Value : "", token.Secret);
    }

    public WireAnswer Access(WireRequest request)
    {
        var token = grants.FindRequest(OAuth1.Read(request)?.GetValueOrDefault("oauth_token")) ?? throw new RefusedException(Plain("Request token missing"));
        var given = Signed(request, token.Secret);
        if (token.ConsumerKey != given["oauth_consumer_key"] || token.Pin is null || token.Pin != given.GetValueOrDefault("oauth_verifier") || request.Struck(FaultKind.CodeExpired))
        {
            return Plain("Error processing your OAuth request: Invalid oauth_verifier parameter");
        }
        var keys = grants.Finish(token);
        return Form("oauth_token={0}&oauth_token_secret={1}&user_id={2}&screen_name={3}", keys.Token, keys.Secret, keys.Profile.Id, keys.Profile.Username) with { Accepted = true };
    }

    private static WireAnswer Form(string shape, params object[] values) => new(200)
    {
        Bytes = Encoding.ASCII.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, [.. values.Select(value => (object)Uri.EscapeDataString($"{value}"))])),
        ContentType = "text/html; charset=utf-8", // as X labels it
    };

    private static WireAnswer Plain(string words) => new(401) { Bytes = Encoding.ASCII.GetBytes(words), ContentType = "text/html; charset=utf-8" };

    private static WireAnswer Error(int status, int code, string message) => new(status, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }) });

    private IReadOnlyDictionary<string, string> Signed(WireRequest request, string tokenSecret)
    {
        var given = OAuth1.Read(request);
        var app = setting.World.Profiles.FirstOrDefault(profile => profile.ConsumerKey == given?.GetValueOrDefault("oauth_consumer_key"));
        var verdict = app is null || request.Struck(FaultKind.SecretWrong) ? X.Signed.Badly : oauth.Verify(request, given!, app.ConsumerSecret, tokenSecret);
        return verdict switch
        {
            X.Signed.Well => given!,
            X.Signed.AtAnotherTime => throw new RefusedException(Error(401, 135, "Timestamp out of bounds.")),
            _ => throw new RefusedException(Error(401, 32, "Could not authenticate you.")),
        };
    }
}
