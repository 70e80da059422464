using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Reads a change on a Page: comments, posts, reviews and mentions, with what became of them.</summary>
internal static class ChangeReading
{
    private static readonly string[] Posts = ["post", "status", "photo", "video", "share", "link", "album", "note", "event"];

    /// <summary>Reads one change.</summary>
    /// <param name="page">Whose.</param>
    /// <param name="time">When Facebook noticed it.</param>
    /// <param name="change">What stands in <c>changes</c>.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadPage page, DateTimeOffset? time, Piece change, Findings findings)
    {
        var field = change["field"].Text ?? "change";
        var value = change["value"];
        switch (field)
        {
            case "feed" when value["item"].Says("comment"):
                ReadWords(page, time, value, field, value["comment_id"].Id, KindOfComment(value), findings);
                break;
            case "feed" when Posts.Contains(value["item"].Text):
                ReadWords(page, time, value, field, value["post_id"].Id, InteractionKind.Post, findings);
                break;
            case "mention" when value["item"].Text is "comment" or "post":
                ReadWords(page, time, value, field, value["comment_id"].Id ?? value["post_id"].Id, InteractionKind.Mention, findings);
                break;
            case "ratings" when value["item"].Says("comment"):
                ReadWords(page, time, value, field, value["comment_id"].Id, KindOfComment(value), findings);
                break;
            case "ratings" when value["item"].Says("rating"):
                ReadWords(page, time, value, field, value["open_graph_story_id"].Id, InteractionKind.Post, findings);
                break;
            case "messages" or "message_echoes" or "message_edits" or "messaging_postbacks" or "messaging_referrals" when value.IsObject:
                MessengerReading.Read(page, value, isOverheard: false, findings);
                break;
            case "standby" when value.IsObject:
                MessengerReading.Read(page, value, isOverheard: true, findings);
                break;
            case "feed" or "mention" when value["item"].Words is not { }:
                findings.Broken(field, "A change on a Facebook Page does not say what changed.");
                break;
            default:
                findings.Other(value["item"].Words is { } item ? $"{field}.{item}" : field);
                break;
        }
    }

    private static void ReadWords(ReadPage page, DateTimeOffset? time, Piece value, string field, string? id, InteractionKind kind, Findings findings)
    {
        var item = $"{field}.{value["item"].Text}";
        var verb = value["verb"].Text ?? "";
        var at = value["created_time"].Instant;
        if (id is null)
        {
            // What is muted or blocked on the Page itself is told without the post.
            if (verb is "mute" or "block" or "unmute" or "unblock")
            {
                findings.Other($"{item}.{verb}");
            }
            else
            {
                findings.Broken(item, "A comment, post or mention on Facebook lacks its number.");
            }
            return;
        }
        switch (verb)
        {
            case "add" or "edited" or "edit" or "update":
                findings.Add(Said(page, time, value, page.Public(id), kind, at, verb));
                break;
            case "remove" or "delete" or "hide":
                findings.Add(new Happening.Removed(page.Public(id), at ?? time));
                break;
            case "":
                findings.Broken(item, "A change on a Facebook Page does not say what was done.");
                break;
            default:
                findings.Other($"{item}.{verb}");
                break;
        }
    }

    private static Happening.Said Said(ReadPage page, DateTimeOffset? time, Piece value, InteractionKey key, InteractionKind kind, DateTimeOffset? at, string verb)
    {
        var author = Author(page, value);
        return new(key, kind, author, value["message"].Text ?? value["review_text"].Text ?? "", at ?? (verb == "add" ? time : null), Stood(at, time, verb))
        {
            InReplyTo = value["parent_id"].Id,
            Post = kind == InteractionKind.Post || value["comment_id"].Id is null ? null : value["post_id"].Id,
            Thread = kind is InteractionKind.Comment ? key.RemoteId : kind is InteractionKind.Reply ? value["parent_id"].Id : null,
            IsOurs = page.IsOwn(author.Id),
        };
    }

    // First words stood there when they were written, an edit when it was noticed: the time of the first words may come with it.
    private static long Stood(DateTimeOffset? at, DateTimeOffset? time, string verb)
        => (verb == "add" ? at ?? time : time is null || time < at ? at : time)?.ToUnixTimeMilliseconds() ?? 0;

    private static Author Author(ReadPage page, Piece value)
        => value["from"]["id"].Id is not null ? page.Author(value["from"])
            : (value["sender_id"].Id ?? value["reviewer_id"].Id) is { } id ? page.Author(id, value["sender_name"].Words ?? value["reviewer_name"].Words)
            : Core.Inbox.Arrivals.Author.Withheld;

    // A comment on a comment has it as its parent; one on the post has the post, written in one of two forms.
    private static InteractionKind KindOfComment(Piece value)
        => value["parent_id"].Id is { } parent && value["post_id"].Id is { } post && parent != post && !post.EndsWith($"_{parent}", StringComparison.Ordinal) ? InteractionKind.Reply : InteractionKind.Comment;
}
