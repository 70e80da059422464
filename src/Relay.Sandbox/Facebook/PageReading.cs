using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>Reads of a Page, its posts and photos.</summary>
internal sealed class PageReading(FacebookStore store, WireSetting setting)
{
    public static WireAnswer Page(GraphCall call, FacebookPage page)
    {
        call.Only();
        return new WireAnswer(200, Fields(call, "id,name").Of("Page", (name, inner) => name switch
        {
            "picture" => (true, Picture(page)),
            _ => GraphJson.Page(page, name),
        }));
    }

    /// <summary><c>feed</c>, <c>posts</c>, <c>published_posts</c> or <c>scheduled_posts</c>, newest first.</summary>
    public WireAnswer List(GraphCall call, FacebookPage page, string edge)
    {
        call.Only("limit", "since", "until", "after", "before", "include_hidden", "show_expired", "with", "__paging_token");
        var (limit, since, until, now) = (call.Limit(), call.Time("since"), call.Time("until"), setting.Now);
        var hidden = call.Flag("include_hidden", otherwise: false);
        var posts = store.Of(page).Where(post => post.VisibleFrom <= now && (hidden || !post.Hidden)
            && (since is null || post.Created >= since) && (until is null || post.Created <= until)
            && (edge == "scheduled_posts" ? post.Scheduled && !post.IsPublished(now) : post.IsPublished(now))).ToList();
        var fields = Fields(call, "id,created_time,message");
        GraphJson.Post(new FacebookPost($"{page.Id}_0", page, "", now), fields, now); // an unknown field is refused even when there is nothing to show
        var start = call.Text("after") is { } after ? posts.FindIndex(post => post.Id == Decode(after)) + 1
            : call.Text("before") is { } before ? Math.Max(0, posts.FindIndex(post => post.Id == Decode(before)) - limit)
            : 0;
        var shown = posts.Skip(start).Take(limit).ToList();
        var body = new JsonObject { ["data"] = new JsonArray([.. shown.Select(post => (JsonNode)GraphJson.Post(post, fields, now))]) };
        if (shown.Count > 0)
        {
            body["paging"] = Paging(call, page, edge, limit, shown, start > 0, start + shown.Count < posts.Count);
        }
        return new WireAnswer(200, body);
    }

    public WireAnswer Object(GraphCall call, FacebookPage page, string id)
    {
        call.Only();
        if (store.Photo(id) is { } photo && photo.Page.Id == page.Id)
        {
            return new WireAnswer(200, GraphJson.Photo(photo, Fields(call, "id,created_time,name")));
        }
        return store.Post(id) is { } post && post.Page.Id == page.Id
            ? new WireAnswer(200, GraphJson.Post(post, Fields(call, "id,created_time,message"), setting.Now))
            : throw GraphErrors.Missing("get", id);
    }

    public static WireAnswer Picture(GraphCall call, FacebookPage page)
    {
        call.Only("redirect", "type", "width", "height");
        var picture = Picture(page);
        return call.Flag("redirect", otherwise: true)
            ? new WireAnswer(302).With([new("Location", picture["data"]!["url"]!.GetValue<string>())])
            : new WireAnswer(200, picture);
    }

    private static JsonObject Picture(FacebookPage page) => new()
    {
        ["data"] = new JsonObject { ["height"] = 50, ["is_silhouette"] = true, ["url"] = $"https://scontent.example.org/{page.Id}.png", ["width"] = 50 },
    };

    private static FieldList Fields(GraphCall call, string otherwise) => FieldList.Parse(call.Text("fields") is { Length: > 0 } fields ? fields : otherwise);

    private static string Encode(string id) => Convert.ToBase64String(Encoding.ASCII.GetBytes(id));

    private static string Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            ? Encoding.ASCII.GetString(bytes, 0, length)
            : throw GraphErrors.Parameter("Invalid cursor");
    }

    private static JsonObject Paging(GraphCall call, FacebookPage page, string edge, int limit, List<FacebookPost> shown, bool earlier, bool more)
    {
        var edgeAddress = $"{call.Request.Scheme}://{call.Request.Host}/{call.Request.Path.Split('/')[1]}/{page.Id}/{edge}";
        var fields = Uri.EscapeDataString(call.Text("fields") ?? "id,created_time,message");
        string Url(string way, string cursor) => string.Create(
            CultureInfo.InvariantCulture, $"{edgeAddress}?access_token={call.Token}&fields={fields}&limit={limit}&{way}={Uri.EscapeDataString(cursor)}");
        var (before, after) = (Encode(shown[0].Id), Encode(shown[^1].Id));
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = before, ["after"] = after } };
        if (more)
        {
            paging["next"] = Url("after", after);
        }
        if (earlier)
        {
            paging["previous"] = Url("before", before);
        }
        return paging;
    }
}
