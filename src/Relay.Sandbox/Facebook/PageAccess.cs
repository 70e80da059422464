using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>What stands around a Page's posts: who may do what, and which app hears of it.</summary>
internal sealed class PageAccess(SandboxWorld world)
{
    public static readonly string[] Subscribable =
    [
        "feed", "mention", "messages", "message_echoes", "message_edits", "message_reactions", "messaging_postbacks", "messaging_optins", "messaging_referrals", "messaging_handovers",
        "standby", "name", "picture",
    ];

    private readonly ConcurrentDictionary<string, string[]> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Refuses what this token or its person may not do on its Page.</summary>
    public static void Need(FacebookToken token, string scope, string? task = null)
    {
        token.Need(scope);
        if (task is not null && token is { Person: not null, Page: { } page } && !token.Tasks(page).Contains(task))
        {
            throw GraphErrors.Refuse(1, $"User does not have sufficient administrative permission for this action on this page: {task}", 2853006, status: 403);
        }
    }

    /// <summary>Whether an app hears of a field of a Page.</summary>
    public bool Hears(FacebookPage page, string app, string field) => _subscriptions.GetValueOrDefault($"{page.Id} {app}")?.Contains(field) == true;

    public WireAnswer Subscriptions(GraphCall call, FacebookToken token)
    {
        Need(token, "pages_manage_metadata");
        var key = $"{token.Page!.Id} {token.App.Id}";
        switch (call.Request.Method)
        {
            case "POST":
                var fields = (call.Only("subscribed_fields").Text("subscribed_fields") ?? throw GraphErrors.Parameter("The parameter subscribed_fields is required"))
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (fields.FirstOrDefault(field => !Subscribable.Contains(field)) is { } unknown)
                {
                    throw GraphErrors.Parameter($"Param subscribed_fields must be one of {{{string.Join(", ", Subscribable)}}} - got \"{unknown}\"");
                }
                _subscriptions[key] = fields;
                return Success();
            case "DELETE":
                call.Only();
                _subscriptions.TryRemove(key, out _);
                return Success();
            default:
                call.Only();
                return List(_subscriptions.TryGetValue(key, out var heard)
                    ? [new JsonObject
                    {
                        ["category"] = "Business",
                        ["name"] = token.App.Name,
                        ["id"] = token.App.Id,
                        ["subscribed_fields"] = new JsonArray([.. heard.Select(field => (JsonNode)field)]),
                    }]
                    : []);
        }
    }

    public WireAnswer Roles(GraphCall call, FacebookToken token)
    {
        Need(token, "pages_manage_metadata", "MANAGE");
        var only = call.Only("uid", "include_deactivated").Text("uid");
        return List([.. world.People.Where(person => person.Tasks.ContainsKey(token.Page!.Id) && (only is null || person.Id == only)).Select(person => (JsonNode)new JsonObject
        {
            ["name"] = person.Name,
            ["id"] = person.Id,
            ["tasks"] = new JsonArray([.. person.Tasks[token.Page!.Id].Select(task => (JsonNode)task)]),
        })]);
    }

    private static WireAnswer List(JsonNode[] items) => new(200, new JsonObject { ["data"] = new JsonArray(items) });

    private static WireAnswer Success() => new(200, new JsonObject { ["success"] = true }) { Accepted = true };
}
