using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>X's own words for what it refuses. Sources: docs.x.com response codes, recorded refusals.</summary>
internal static class XProblems
{
    private const string Types = "https://api.x.com/2/problems/";

    public static WireAnswer Unauthorized() => Blank(401, "Unauthorized", "Unauthorized");

    public static WireAnswer Forbidden(string detail) => Blank(403, "Forbidden", detail);

    /// <summary>The credential is good, and may not do this: keys made while the app was read-only, or a token without the scope.</summary>
    public static WireAnswer NotAllowed(bool withKeys) => !withKeys ? Forbidden("Forbidden") : new(403, new JsonObject
    {
        ["title"] = "Forbidden",
        ["status"] = 403,
        ["detail"] = "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
        ["type"] = "https://api.twitter.com/2/problems/oauth1-permissions",
    });

    /// <summary>The credits are used up: nothing goes, although the rate headers look fine.</summary>
    public static WireAnswer NoCredits() => new(402, new JsonObject
    {
        ["title"] = "CreditsDepleted",
        ["detail"] = "Your enrolled account does not have any credits to fulfill this request.",
        ["type"] = Types + "credits",
    });

    public static WireAnswer NotFound() => Blank(404, "Not Found", "Not Found");

    public static WireAnswer TooMany() => Blank(429, "Too Many Requests", "Too Many Requests");

    public static WireAnswer Broken() => new(500, new JsonObject
    {
        ["title"] = "Internal Server Error",
        ["detail"] = "Something is broken. This is usually a temporary error.",
        ["type"] = Types + "internal-error",
        ["status"] = 500,
    });

    /// <summary>One parameter is wrong, named in <c>errors</c> beside what was given.</summary>
    public static WireAnswer Invalid(string parameter, string? value, string message) => new(400, new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject
        {
            ["parameters"] = new JsonObject { [parameter] = value is null ? new JsonArray() : new JsonArray(value) },
            ["message"] = message,
        }),
        ["title"] = "Invalid Request",
        ["detail"] = "One or more parameters to your request was invalid.",
        ["type"] = Types + "invalid-request",
    });

    /// <summary>There is no such post, or not any more.</summary>
    public static WireAnswer Missing(string kind, string parameter, string id) => new(404, MissingProblem(kind, parameter, id));

    public static JsonObject MissingProblem(string kind, string parameter, string id) => new()
    {
        ["value"] = id,
        ["detail"] = $"Could not find {kind} with {parameter}: [{id}].",
        ["title"] = "Not Found Error",
        ["resource_type"] = kind,
        ["parameter"] = parameter,
        ["resource_id"] = id,
        ["type"] = Types + "resource-not-found",
    };

    private static WireAnswer Blank(int status, string title, string detail) => new(status, new JsonObject
    {
        ["title"] = title,
        ["detail"] = detail,
        ["type"] = "about:blank",
        ["status"] = status,
    });
}
