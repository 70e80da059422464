using System.Text.Json.Nodes;
using Relay.Sandbox.Facebook.Comments;
using Relay.Sandbox.Facebook.Messages;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>What people do on Facebook: comment, answer, write to a Page, press its buttons, change and take back what they wrote. Thread-safe.</summary>
internal sealed class FacebookLife(FacebookStore posts, CommentStore comments, MessageStore messages, WireSetting setting)
{
    public static readonly string[] Deeds = ["comment", "message", "press", "edit", "delete"];

    private const int LongestMessage = 2000;
    private const int MostEdits = 5;

    /// <summary>Does it; null for what nobody does here.</summary>
    public JsonNode? Do(Deed deed) => deed.Action switch
    {
        "comment" => Comment(deed),
        "message" => Write(deed, deed.Text("text"), null),
        "press" => Press(deed),
        "edit" => Edit(deed.Text("id"), deed.Text("text")),
        "delete" => Delete(deed.Text("id")),
        _ => null,
    };

    private JsonObject Comment(Deed deed)
    {
        var above = deed.Maybe("under") is { } id ? comments.Find(id) ?? throw new ArgumentException($"There is no comment {id}.", nameof(deed)) : null;
        var post = Post(above?.Post ?? deed.Maybe("post"), deed);
        var comment = new FacebookComment(
            $"{post.Id[(post.Page.Id.Length + 1)..]}_{posts.NextId()}", post.Id, post.Page, FacebookAuthor.Of(setting.Militants.Of(deed.Maybe("person")), post.Page), deed.Text("text"), setting.Now)
        {
            Parent = above?.Id,
        };
        comments.Add(comment);
        return new JsonObject { ["comment"] = comment.Id, ["post"] = post.Id, ["author"] = comment.Author.Id };
    }

    /// <summary>The post of that id; without one the newest of the Page.</summary>
    private FacebookPost Post(string? id, Deed deed) => id is not null
        ? posts.Post(id) is { } known && known.IsPublished(setting.Now) ? known : throw new ArgumentException($"There is no post {id}.", nameof(deed))
        : posts.Of(Page(deed)).Find(post => post.IsPublished(setting.Now)) ?? throw new ArgumentException("The Page has no post to comment on.", nameof(deed));

    private FacebookPage Page(Deed deed)
    {
        var named = deed.Text("page");
        return setting.World.Pages.FirstOrDefault(page => page.Id == named || page.Name == named) ?? throw new ArgumentException($"There is no Page {named}.", nameof(deed));
    }

    private JsonObject Write(Deed deed, string text, string? button)
    {
        var page = Page(deed);
        if (text.Length > LongestMessage)
        {
            throw new ArgumentException($"A message has at most {LongestMessage} characters.", nameof(deed));
        }
        var person = FacebookAuthor.Of(setting.Militants.Of(deed.Maybe("person")), page);
        var message = new FacebookMessage(messages.NextId(), messages.With(page, person), person, text, setting.Now) { Button = button, ReplyTo = deed.Maybe("replyTo") };
        messages.Add(message);
        return new JsonObject { ["message"] = message.Id, ["conversation"] = message.Conversation.Id, ["author"] = person.Id };
    }

    /// <summary>A quick reply under a message is pressed: what stands on it is written, with what it holds. Without a message the button is what it holds.</summary>
    private JsonObject Press(Deed deed)
    {
        var button = deed.Text("button");
        if (deed.Maybe("message") is not { } id)
        {
            return Write(deed, deed.Maybe("text") ?? button, button);
        }
        var message = messages.Find(id) ?? throw new ArgumentException($"There is no message {id}.", nameof(deed));
        var (title, payload) = message.QuickReplies.FirstOrDefault(reply => reply.Title == button);
        return title is null ? throw new ArgumentException($"Under {id} there is no button {button}.", nameof(deed))
            : Write(deed.With(("page", message.Conversation.Page.Id), ("person", message.Conversation.Person.Name)), title, payload);
    }

    private JsonObject Edit(string id, string text)
    {
        if (comments.Find(id) is { IsOurs: false } comment)
        {
            comments.Replace(comment with { Message = text, Edited = setting.Now });
        }
        else if (messages.Find(id) is { IsOurs: false, Edits: < MostEdits } message)
        {
            messages.Replace(message with { Text = text, Edits = message.Edits + 1 });
        }
        else
        {
            throw new ArgumentException($"Nobody of the public wrote {id}, or it can't be changed any more.", nameof(id));
        }
        return new JsonObject { ["edited"] = id };
    }

    private JsonObject Delete(string id)
    {
        if (comments.Find(id) is { IsOurs: false } comment)
        {
            comments.Delete(comment);
        }
        else if (messages.Find(id) is { IsOurs: false } message)
        {
            messages.Replace(message with { Deleted = true });
        }
        else
        {
            throw new ArgumentException($"Nobody of the public wrote {id}.", nameof(id));
        }
        return new JsonObject { ["deleted"] = id };
    }
}
