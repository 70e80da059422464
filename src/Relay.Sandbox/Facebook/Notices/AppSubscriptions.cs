using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook.Notices;

/// <summary><c>/{app}/subscriptions</c>, with the app's own token: where Facebook tells the app what happens on Pages. The address has to answer a challenge first. Thread-safe.</summary>
internal sealed class AppSubscriptions(WireSetting setting)
{
    private readonly ConcurrentDictionary<string, AppSubscription> _apps = new(StringComparer.Ordinal);

    /// <summary>Where an app hears; null when nowhere.</summary>
    public AppSubscription? Find(string app) => _apps.GetValueOrDefault(app);

    public async Task<WireAnswer> AnswerAsync(GraphCall call, FacebookApp app, CancellationToken cancel)
    {
        switch (call.Request.Method)
        {
            case "POST":
                call.Only("object", "callback_url", "fields", "verify_token", "include_values");
                _apps[app.Id] = await AgreedAsync(call, cancel);
                return Success();
            case "DELETE":
                call.Only("object", "fields");
                _apps.TryRemove(app.Id, out _);
                return Success();
            default:
                call.Only();
                return new WireAnswer(200, new JsonObject { ["data"] = Find(app.Id) is { } known ? new JsonArray(new JsonObject
                {
                    ["object"] = "page",
                    ["callback_url"] = known.Callback,
                    ["active"] = true,
                    ["fields"] = new JsonArray([.. known.Fields.Select(field => (JsonNode)new JsonObject { ["name"] = field, ["version"] = "v26.0" })]),
                }) : new JsonArray() });
        }
    }

    private static WireAnswer Success() => new(200, new JsonObject { ["success"] = true }) { Accepted = true };

    private static string Needed(GraphCall call, string name) => call.Text(name) is { Length: > 0 } text ? text : throw GraphErrors.Parameter($"The parameter {name} is required");

    private async Task<AppSubscription> AgreedAsync(GraphCall call, CancellationToken cancel)
    {
        if (Needed(call, "object") != "page")
        {
            throw GraphErrors.Parameter("Param object must be one of {page}");
        }
        var (callback, token) = (Needed(call, "callback_url"), Needed(call, "verify_token"));
        var fields = Needed(call, "fields").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.FirstOrDefault(field => !PageAccess.Subscribable.Contains(field)) is { } unknown)
        {
            throw GraphErrors.Parameter($"Param fields must be one of {{{string.Join(", ", PageAccess.Subscribable)}}} - got \"{unknown}\"");
        }
        var challenge = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = await setting.Callbacks.AskAsync(callback, $"hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(token)}", cancel);
        return answer is (200, var told) && told == challenge ? new AppSubscription(callback, fields)
            : throw GraphErrors.Refuse(2200, $"(#2200) Callback verification failed with the following errors: HTTP Status Code = {answer?.Status ?? 0}; HTTP Message = Challenge mismatch", 1349064);
    }
}

/// <summary>Where an app hears of Pages, and of what.</summary>
internal sealed record AppSubscription(string Callback, IReadOnlyList<string> Fields);
