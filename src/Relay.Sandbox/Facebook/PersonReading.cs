using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>What a person's own token may read: herself, her Pages with their tokens, what she granted.</summary>
internal sealed class PersonReading(FacebookTokens tokens, SandboxWorld world)
{
    /// <summary>Most Pages in one answer, whatever was asked: Facebook promises no more either, and so every caller has to turn the page.</summary>
    private const int MostPages = 3;

    public WireAnswer Answer(GraphCall call, FacebookToken token, string[] parts)
    {
        if (token.Person is not { } person || (parts[1] != "me" && parts[1] != person.Id))
        {
            throw world.Pages.Any(page => page.Id == parts[1])
                ? GraphErrors.Refuse(190, "A Page access token is required to request this resource.", 2069032)
                : GraphErrors.Missing(call.Request.Method.ToLowerInvariant(), parts[1]);
        }
        return (call.Request.Method, parts) switch
        {
            ("GET", [_, _]) => new(200, FieldList.Parse(call.Only().Text("fields") ?? "id,name").Of("User", (name, _) => name switch
            {
                "id" => (true, person.Id),
                "name" => (true, person.Name),
                _ => (false, null),
            })),
            ("GET", [_, _, "accounts"]) => Accounts(call, token),
            ("GET", [_, _, "permissions"]) => Permissions(call.Only("permission", "status"), token),
            _ => throw GraphErrors.Refuse(2500, $"Unknown path components: /{string.Join('/', parts.Skip(2))}"),
        };
    }

    /// <summary><c>GET /app</c>: the app that the token was given to.</summary>
    public static WireAnswer App(GraphCall call, FacebookToken token) => new(200, FieldList.Parse(call.Only().Text("fields") ?? "category,link,name,id").Of("Application", (name, _) => name switch
    {
        "id" => (true, token.App.Id),
        "name" => (true, token.App.Name),
        "category" => (true, "Business"),
        "link" => (true, $"https://www.facebook.com/games/?app_id={token.App.Id}"),
        _ => (false, null),
    }));

    private static WireAnswer Permissions(GraphCall call, FacebookToken token)
    {
        var asked = call.Text("permission");
        return new(200, new JsonObject
        {
            ["data"] = new JsonArray([.. token.Scopes.Where(scope => asked is null || asked == scope)
                .Select(scope => (JsonNode)new JsonObject { ["permission"] = scope, ["status"] = "granted" })]),
        });
    }

    private WireAnswer Accounts(GraphCall call, FacebookToken token)
    {
        call.Only("limit", "after", "before");
        // Without the permission Facebook does not refuse: it lists nothing.
        var pages = token.Scopes.Contains("pages_show_list") ? world.Pages.Where(page => page.AppId == token.App.Id && token.Covers(page)).ToList() : [];
        var fields = FieldList.Parse(call.Text("fields") ?? "access_token,category,category_list,name,id,tasks");
        var start = call.Text("after") is { } after ? pages.FindIndex(page => page.Id == Encoding.ASCII.GetString(Convert.FromBase64String(after))) + 1 : 0;
        var shown = pages.Skip(start).Take(Math.Min(call.Limit(), MostPages)).ToList();
        var body = new JsonObject { ["data"] = new JsonArray([.. shown.Select(page => (JsonNode)Account(page, token, fields))]) };
        if (shown.Count > 0)
        {
            var last = Convert.ToBase64String(Encoding.ASCII.GetBytes(shown[^1].Id));
            body["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(shown[0].Id)), ["after"] = last } };
            if (start + shown.Count < pages.Count)
            {
                body["paging"]!["next"] = $"{call.Request.Scheme}://{call.Request.Host}{call.Request.Path}?access_token={token.Value}&limit={call.Limit()}&after={Uri.EscapeDataString(last)}";
            }
        }
        return new(200, body);
    }

    private JsonObject Account(FacebookPage page, FacebookToken token, FieldList fields) => fields.Of("Page", (name, _) => name switch
    {
        "access_token" => (true, tokens.Give(token, page).Value),
        "category_list" => (true, new JsonArray(new JsonObject { ["id"] = "2618", ["name"] = "Political Party" })),
        "tasks" => (true, new JsonArray([.. token.Tasks(page).Select(task => (JsonNode)task)])),
        _ => GraphJson.Page(page, name),
    });
}
