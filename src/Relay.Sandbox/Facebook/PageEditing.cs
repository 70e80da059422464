using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>Changes to posts that the app made, and their deletion.</summary>
internal sealed class PageEditing(FacebookStore store, WireSetting setting)
{
    public WireAnswer Update(GraphCall call, FacebookPage page, string id)
    {
        call.Only("message", "is_hidden", "is_published", "scheduled_publish_time");
        var post = Own(page, id, "post");
        if (call.Text("message") is not null)
        {
            post = post with { Message = PagePublishing.Message(call, "message"), Edited = setting.Now };
        }
        if (call.Time("scheduled_publish_time") is { } time)
        {
            if (!post.Scheduled || post.IsPublished(setting.Now) || time < setting.Now.AddMinutes(10) || time > setting.Now.AddDays(30))
            {
                throw GraphErrors.Parameter("The specified scheduled publish time is invalid.");
            }
            post = post with { Publishes = time };
        }
        if (call.Flag("is_published", otherwise: false) && !post.IsPublished(setting.Now))
        {
            post = post with { Publishes = setting.Now, Scheduled = false };
        }
        store.Replace(post with { Hidden = call.Flag("is_hidden", post.Hidden) });
        return Success();
    }

    public WireAnswer Delete(GraphCall call, FacebookPage page, string id)
    {
        call.Only();
        if (store.Photo(id) is { } photo && photo.Page.Id == page.Id)
        {
            store.Remove(photo);
            return Success();
        }
        store.Replace(Own(page, id, "delete") with { Deleted = true });
        return Success();
    }

    private static WireAnswer Success() => new(200, new JsonObject { ["success"] = true }) { Accepted = true };

    private FacebookPost Own(FacebookPage page, string id, string verb)
        => store.Post(id) is { } post && post.Page.Id == page.Id ? post : throw GraphErrors.Missing(verb, id);
}
