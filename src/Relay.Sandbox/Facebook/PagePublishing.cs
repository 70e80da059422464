using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>New posts and photos of a Page.</summary>
internal sealed class PagePublishing(FacebookStore store, WireSetting setting)
{
    public const int LongestMessage = 63_206;
    private const int LargestPicture = 4 << 20;
    private static readonly string[] UnpublishedKinds = ["SCHEDULED", "DRAFT"];

    public WireAnswer Feed(GraphCall call, FacebookPage page)
    {
        call.Only("message", "link", "published", "scheduled_publish_time", "unpublished_content_type", "attached_media", "targeting", "feed_targeting", "place", "tags");
        var (message, link) = (Message(call, "message"), Link(call));
        var photos = call.AttachedMedia().Select(id => Attachable(id, page)).ToList();
        if (message.Length == 0 && link is null && photos.Count == 0)
        {
            throw GraphErrors.Parameter("Requires one of the params: app_id,child_attachments,attached_media,link,message,place");
        }
        var post = Post(call, page, message) with { Link = link, Photos = photos };
        Add(post);
        return Accepted(new JsonObject { ["id"] = post.Id });
    }

    public async Task<WireAnswer> PhotosAsync(GraphCall call, FacebookPage page, CancellationToken cancel)
    {
        call.Only("url", "source", "caption", "message", "alt_text_custom", "published", "temporary", "scheduled_publish_time", "unpublished_content_type", "no_story");
        var caption = Message(call, call.Text("caption") is null ? "message" : "caption");
        var photo = new FacebookPhoto(store.NextId(), page, await PictureAsync(call, cancel), setting.Now)
        {
            AltText = call.Text("alt_text_custom"),
            Caption = caption.Length == 0 ? null : caption,
        };
        if (!call.Flag("published", otherwise: true) && call.Time("scheduled_publish_time") is null)
        {
            store.Keep(photo);
            return Accepted(new JsonObject { ["id"] = photo.Id });
        }
        var post = Post(call, page, caption) with { Photos = [photo] };
        Add(post);
        return Accepted(new JsonObject { ["id"] = photo.Id, ["post_id"] = post.Id });
    }

    /// <summary>A message of at most 63,206 UTF-16 units; empty when there is none.</summary>
    public static string Message(GraphCall call, string name)
    {
        var message = (call.Text(name) ?? "").Trim();
        return message.Length <= LongestMessage ? message : throw GraphErrors.Parameter($"Param {name} must be at most {LongestMessage} characters long");
    }

    private static WireAnswer Accepted(JsonObject body) => new(200, body) { Accepted = true };

    private static string? Link(GraphCall call) => call.Text("link") is not { } link ? null
        : Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? link
        : throw GraphErrors.Refuse(1609005, "(#1609005) The url you supplied is invalid");

    private FacebookPost Post(GraphCall call, FacebookPage page, string message)
    {
        var now = setting.Now;
        var published = call.Flag("published", otherwise: true);
        var scheduled = call.Time("scheduled_publish_time");
        if (call.Text("unpublished_content_type") is { } kind && (published || !UnpublishedKinds.Contains(kind)))
        {
            throw GraphErrors.Parameter("unpublished_content_type must be one of SCHEDULED, DRAFT and needs published=false");
        }
        if (scheduled is { } time && (published || time < now.AddMinutes(10) || time > now.AddDays(30)))
        {
            throw GraphErrors.Parameter("The specified scheduled publish time is invalid: it needs published=false and lies 10 minutes to 30 days ahead.");
        }
        return new FacebookPost($"{page.Id}_{store.NextId()}", page, message, now)
        {
            Publishes = published ? now : scheduled,
            Scheduled = scheduled is not null,
            VisibleFrom = now + call.Request.Lateness(),
        };
    }

    private void Add(FacebookPost post)
    {
        if (!store.TryAdd(post))
        {
            throw GraphErrors.Refuse(506, "(#506) Duplicate status message");
        }
    }

    private FacebookPhoto Attachable(string id, FacebookPage page)
        => store.Photo(id) is { } photo && photo.Page.Id == page.Id
            ? photo
            : throw GraphErrors.Parameter($"Invalid parameter: media_fbid {id} is no photo of this Page");

    private async Task<Picture> PictureAsync(GraphCall call, CancellationToken cancel)
    {
        if (call.Request.Files.GetValueOrDefault("source") is { } file)
        {
            return Check(setting.Pictures.Keep(file.Bytes));
        }
        var address = call.Text("url") ?? throw GraphErrors.Refuse(324, "(#324) Requires upload file");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw GraphErrors.Parameter("url should represent a valid URL");
        }
        return Check((await setting.Pictures.FetchAsync(uri, cancel)).Picture);
    }

    private static Picture Check(Picture? picture) => picture is { Type: "image/png" or "image/jpeg" or "image/gif" } && picture.Bytes.Length <= LargestPicture
        ? picture
        : throw GraphErrors.Refuse(324, "(#324) Missing or invalid image file", 1366046);
}
