using System.Text.Json.Nodes;

namespace Relay.Sandbox.Facebook;

/// <summary>Pages, posts and photos field by field. Names: the PagePost, Photo and Page specs of the Graph API.</summary>
internal static class GraphJson
{
    public static (bool Known, JsonNode? Value) Page(FacebookPage page, string field) => field switch
    {
        "id" => (true, page.Id),
        "name" => (true, page.Name),
        "access_token" => (true, page.Token),
        "category" => (true, "Political Party"),
        "link" => (true, $"https://www.facebook.com/{page.Id}"),
        "fan_count" or "followers_count" => (true, page.EngagedUsers * 10),
        "is_published" or "can_post" => (true, true),
        "tasks" => (true, new JsonArray("CREATE_CONTENT", "MODERATE", "MANAGE")),
        "username" or "about" or "website" => (true, null),
        _ => (false, null),
    };

    public static JsonObject Post(FacebookPost post, FieldList fields, DateTimeOffset now)
    {
        var json = fields.Of("PagePost", (name, inner) => name switch
        {
            "id" => (true, post.Id),
            "message" => (true, post.Message.Length == 0 ? null : post.Message),
            "created_time" => (true, FacebookPost.Time(post.Publishes ?? post.Created)),
            "updated_time" => (true, FacebookPost.Time(post.Edited ?? post.Created)),
            "permalink_url" => (true, $"https://www.facebook.com/{post.Page.Id}/posts/{post.Id[(post.Page.Id.Length + 1)..]}"),
            "is_published" => (true, post.IsPublished(now)),
            "is_hidden" => (true, post.Hidden),
            "is_expired" => (true, false),
            "scheduled_publish_time" => (true, post.Scheduled && !post.IsPublished(now) ? post.Publishes!.Value.ToUnixTimeSeconds() : null),
            "status_type" => (true, post.Photos.Count > 0 ? "added_photos" : post.Link is null ? "mobile_status_update" : "shared_story"),
            "from" => (true, new JsonObject { ["name"] = post.Page.Name, ["id"] = post.Page.Id }),
            "application" => (true, new JsonObject { ["name"] = "Relay (répétition)", ["namespace"] = "relay_repetition", ["id"] = post.Page.AppId }),
            "attachments" => (true, Attachments(post, inner)),
            "full_picture" => (true, post.Photos.Count > 0 ? Source(post.Photos[0]) : null),
            "parent_id" or "story" or "shares" or "picture" or "place" or "message_tags" or "targeting" or "feed_targeting" or "properties" => (true, null),
            _ => (false, null),
        });
        if (!json.ContainsKey("id"))
        {
            json["id"] = post.Id; // the Graph API always gives the id
        }
        return json;
    }

    public static JsonObject Photo(FacebookPhoto photo, FieldList fields)
    {
        var json = fields.Of("Photo", (name, _) => name switch
        {
            "id" => (true, photo.Id),
            "created_time" or "updated_time" => (true, FacebookPost.Time(photo.Created)),
            "name" => (true, photo.Caption),
            "alt_text" or "alt_text_custom" => (true, photo.AltText),
            "from" => (true, new JsonObject { ["name"] = photo.Page.Name, ["id"] = photo.Page.Id }),
            "height" => (true, photo.Picture.Height),
            "width" => (true, photo.Picture.Width),
            "images" => (true, new JsonArray(new JsonObject { ["height"] = photo.Picture.Height, ["width"] = photo.Picture.Width, ["source"] = Source(photo) })),
            "link" => (true, $"https://www.facebook.com/photo.php?fbid={photo.Id}"),
            "page_story_id" => (true, photo.PostId),
            "picture" or "source" => (true, Source(photo)),
            _ => (false, null),
        });
        if (!json.ContainsKey("id"))
        {
            json["id"] = photo.Id;
        }
        return json;
    }

    private static JsonObject? Attachments(FacebookPost post, FieldList? inner)
    {
        inner ??= FieldList.Parse("description,media,target,title,type,url");
        var attachment = post switch
        {
            { Photos.Count: > 1 } => Attachment(inner, "album", "album", $"https://www.facebook.com/{post.Page.Id}", post.Id,
                new JsonObject { ["data"] = new JsonArray([.. post.Photos.Select(photo => (JsonNode)Photo(photo, inner))]) }),
            { Photos: [var photo] } => Photo(photo, inner),
            { Link: { } link } => Attachment(inner, "link", "share", link, null, null),
            _ => null,
        };
        return attachment is null ? null : new JsonObject { ["data"] = new JsonArray(attachment) };

        static JsonObject Photo(FacebookPhoto photo, FieldList inner)
            => Attachment(inner, "photo", "photo", $"https://www.facebook.com/photo.php?fbid={photo.Id}", photo.Id, null, photo);
    }

    private static JsonObject Attachment(FieldList fields, string media, string type, string url, string? target, JsonObject? parts, FacebookPhoto? photo = null)
        => fields.Of("StoryAttachment", (name, _) => name switch
        {
            "media_type" => (true, media),
            "type" => (true, type),
            "url" or "unshimmed_url" => (true, url),
            "target" => (true, target is null ? new JsonObject { ["url"] = url } : new JsonObject { ["id"] = target, ["url"] = url }),
            "subattachments" => (true, parts),
            "media" => (true, photo is null ? null : new JsonObject
            {
                ["image"] = new JsonObject { ["height"] = photo.Picture.Height, ["src"] = Source(photo), ["width"] = photo.Picture.Width },
            }),
            "title" or "description" => (true, null),
            _ => (false, null),
        });

    private static string Source(FacebookPhoto photo) => $"https://scontent.example.org/{photo.Picture.Key}.png";
}
