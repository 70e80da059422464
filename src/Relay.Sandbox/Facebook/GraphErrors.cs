using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>The Graph API's error envelope. Source: developers.facebook.com, handling errors.</summary>
internal static class GraphErrors
{
    public static WireAnswer Error(int code, string message, int? subcode = null, int status = 400, string type = "OAuthException", bool transient = false)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type, ["code"] = code };
        if (subcode is { } number)
        {
            error["error_subcode"] = number;
        }
        error["is_transient"] = transient;
        error["fbtrace_id"] = "A" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new WireAnswer(status, new JsonObject { ["error"] = error });
    }

    public static RefusedException Refuse(int code, string message, int? subcode = null, int status = 400) => new(Error(code, message, subcode, status));

    /// <summary>A parameter is wrong: code 100.</summary>
    public static RefusedException Parameter(string message) => Refuse(100, "(#100) " + message);

    /// <summary>There is no such object, or not for this token: 100 with subcode 33.</summary>
    public static RefusedException Missing(string verb, string id) => new(Error(
        100, $"Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", 33, type: "GraphMethodException"));
}
