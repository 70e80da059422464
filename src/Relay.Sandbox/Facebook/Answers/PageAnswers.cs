using System.Text.Json.Nodes;
using Relay.Sandbox.Facebook.Comments;
using Relay.Sandbox.Facebook.Messages;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook.Answers;

/// <summary>A Page answers people: replies under comments, Messenger, and the one private reply to a comment. Sources: developers.facebook.com, Comments, Send API, Private Replies, error codes.</summary>
internal sealed class PageAnswers(FacebookStore posts, CommentStore comments, MessageStore messages, WireSetting setting)
{
    private const int LongestComment = 8000;

    /// <summary>Of the public: takes messages of no Page.</summary>
    private const int WhoBlocks = 9;

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan PrivateReplies = TimeSpan.FromDays(7);

    /// <summary><c>POST /{comment}/comments</c>.</summary>
    public WireAnswer Reply(GraphCall call, FacebookToken token, FacebookPage page, string id)
    {
        PageAccess.Need(token, "pages_manage_engagement", "MODERATE");
        call.Only("message", "attachment_id", "attachment_url", "attachment_share_url");
        var text = (call.Text("message") ?? "").Trim();
        if (text.Length is 0 or > LongestComment)
        {
            throw GraphErrors.Parameter(text.Length == 0 ? "Param message must be non-empty" : $"Param message must be at most {LongestComment} characters long");
        }
        var above = Comment(page, id);
        var reply = new FacebookComment($"{above.Post[(page.Id.Length + 1)..]}_{posts.NextId()}", above.Post, page, FacebookAuthor.Of(page), text, setting.Now) { Parent = above.Id };
        comments.Add(reply);
        return new WireAnswer(200, new JsonObject { ["id"] = reply.Id }) { Accepted = true };
    }

    /// <summary><c>POST /{page}/messages</c>.</summary>
    public WireAnswer Send(GraphCall call, FacebookToken token, FacebookPage page)
    {
        token.Need("pages_messaging", 230);
        call.Only("recipient", "messaging_type", "message", "tag", "notification_type");
        var sent = SentMessage.Read(call.Object("message"));
        if (call.Text("messaging_type") is not "RESPONSE" || call.Text("tag") is not null)
        {
            throw GraphErrors.Parameter("Message tags have ended; messaging_type must be RESPONSE");
        }
        var recipient = call.Object("recipient") ?? throw GraphErrors.Parameter("The parameter recipient is required");
        var comment = recipient["comment_id"]?.GetValue<string>();
        var person = comment is null ? Person(page, recipient["id"]?.GetValue<string>() ?? throw GraphErrors.Parameter("The parameter recipient is required")) : Author(page, comment);
        if (setting.Militants.Find(one => one.OnPage(page.Id) == person.Id) is { Number: WhoBlocks })
        {
            throw GraphErrors.Refuse(551, "(#551) This person isn't available right now.", 1545041);
        }
        var message = new FacebookMessage(messages.NextId(), messages.With(page, person), FacebookAuthor.Of(page), sent.Text, setting.Now) { ReplyTo = comment, QuickReplies = sent.QuickReplies, Links = sent.Links };
        messages.Add(message);
        return new WireAnswer(200, new JsonObject { ["recipient_id"] = person.Id, ["message_id"] = message.Id }) { Accepted = true };
    }

    private FacebookComment Comment(FacebookPage page, string id)
        => comments.Find(id) is { } comment && comment.Page.Id == page.Id && posts.Post(comment.Post) is not null ? comment : throw GraphErrors.Missing("post", id);

    private FacebookAuthor Person(FacebookPage page, string id)
    {
        var conversation = messages.With(page, id);
        var wrote = conversation is null ? null : messages.LastHeard(conversation);
        return wrote is null ? throw GraphErrors.Refuse(100, "(#100) No matching user found", 2018001)
            : setting.Now - wrote < Window ? conversation!.Person
            : throw GraphErrors.Refuse(10, "(#10) This message is sent outside of allowed window.", 2018278);
    }

    private FacebookAuthor Author(FacebookPage page, string id)
    {
        var comment = Comment(page, id);
        return comment.IsOurs ? throw GraphErrors.Missing("post", id)
            : messages.All().Any(message => message.IsOurs && message.ReplyTo == id) ? throw GraphErrors.Refuse(10900, "(#10900) Activity already replied to")
            : setting.Now - comment.Created >= PrivateReplies ? throw GraphErrors.Refuse(10, "(#10) This message is sent outside of allowed window.", 2534022)
            : comment.Author;
    }
}
