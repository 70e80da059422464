using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>Who calls: the token, and the proof that the caller also knows the app's secret.</summary>
internal sealed class FacebookAccess(FacebookTokens tokens)
{
    /// <summary>How long an app may use what a person gave, from the day she gave it.</summary>
    private static readonly TimeSpan DataAccess = TimeSpan.FromDays(90);

    /// <summary>The token of a call: known, alive and proven.</summary>
    public FacebookToken Token(GraphCall call)
    {
        if (string.IsNullOrEmpty(call.Token))
        {
            throw GraphErrors.Refuse(104, "An access token is required to request this resource.", status: 401);
        }
        var token = tokens.Find(call.Token) ?? throw GraphErrors.Refuse(190, "Invalid OAuth access token - Cannot parse access token", status: 401);
        if (!tokens.IsAlive(token))
        {
            throw GraphErrors.Refuse(190, Ended(token), 463, status: 401);
        }
        Prove(call.Text("appsecret_proof"), token);
        return token;
    }

    /// <summary><c>GET /debug_token</c> with the app's own token, <c>{app}|{secret}</c>, or another of the same app.</summary>
    public WireAnswer Inspect(GraphCall call)
    {
        var caller = Token(call);
        var value = call.Text("input_token") ?? throw GraphErrors.Parameter("The parameter input_token is required");
        if (tokens.Find(value) is not { } token)
        {
            return Data(new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = 190, ["message"] = "Invalid OAuth access token - Cannot parse access token" },
                ["is_valid"] = false,
                ["scopes"] = new JsonArray(),
            });
        }
        return token.App.Id == caller.App.Id ? Data(Describe(token)) : throw GraphErrors.Parameter("The App_id in the input_token did not match the Viewing App");
    }

    private static WireAnswer Data(JsonObject data) => new(200, new JsonObject { ["data"] = data });

    private static string Ended(FacebookToken token) => string.Create(
        CultureInfo.InvariantCulture, $"Error validating access token: Session has expired on {token.Expires:dddd, dd-MMM-yy HH:mm:ss} UTC.");

    private static void Prove(string? proof, FacebookToken token)
    {
        if (string.IsNullOrEmpty(proof))
        {
            throw GraphErrors.Refuse(100, "API calls from the server require an appsecret_proof argument");
        }
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.App.Secret), Encoding.UTF8.GetBytes(token.Value)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(expected)))
        {
            throw GraphErrors.Refuse(100, "Invalid appsecret_proof provided in the API argument");
        }
    }

    private JsonObject Describe(FacebookToken token)
    {
        var data = new JsonObject
        {
            ["app_id"] = token.App.Id,
            ["type"] = token.Kind.ToString().ToUpperInvariant(),
            ["application"] = token.App.Name,
            ["is_valid"] = tokens.IsAlive(token),
        };
        if (token.Kind is FacebookTokenKind.App)
        {
            return data;
        }
        data["data_access_expires_at"] = (token.Granted + DataAccess).ToUnixTimeSeconds();
        data["expires_at"] = token.Expires?.ToUnixTimeSeconds() ?? 0;
        data["scopes"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)scope)]);
        data["granular_scopes"] = new JsonArray([.. token.Scopes.Where(scope => scope.StartsWith("pages_", StringComparison.Ordinal)).Select(scope => (JsonNode)Granted(scope, token))]);
        if (token.Person is { } person)
        {
            data["user_id"] = person.Id;
        }
        if (token.Page is { } page)
        {
            data["profile_id"] = page.Id;
        }
        if (!tokens.IsAlive(token))
        {
            data["error"] = new JsonObject { ["code"] = 190, ["message"] = Ended(token), ["subcode"] = 463 };
        }
        return data;
    }

    private static JsonObject Granted(string scope, FacebookToken token) => token.PageIds is { } pages
        ? new JsonObject { ["scope"] = scope, ["target_ids"] = new JsonArray([.. pages.Select(page => (JsonNode)page)]) }
        : new JsonObject { ["scope"] = scope };
}
