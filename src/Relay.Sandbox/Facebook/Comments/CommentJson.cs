using System.Text.Json.Nodes;

namespace Relay.Sandbox.Facebook.Comments;

/// <summary>Comments field by field. Names: the Comment spec of the Graph API.</summary>
internal sealed class CommentJson(CommentStore store)
{
    public const string Default = "created_time,from,message,id";

    private const int Nested = 25;
    private static readonly TimeSpan PrivateAnswer = TimeSpan.FromDays(7);

    public JsonObject Write(FacebookComment comment, FieldList fields, DateTimeOffset now)
    {
        var json = fields.Of("Comment", (name, inner) => name switch
        {
            "id" => (true, comment.Id),
            "message" => (true, comment.Message),
            "created_time" => (true, FacebookPost.Time(comment.Created)),
            "from" => (true, new JsonObject { ["name"] = comment.Author.Name, ["id"] = comment.Author.Id }),
            "parent" => (true, comment.Parent is { } parent && store.Find(parent) is { } above ? Write(above, inner ?? FieldList.Parse(Default), now) : null),
            "object" => (true, new JsonObject { ["id"] = comment.Post }),
            "permalink_url" => (true, Link(comment)),
            "comments" => (true, Answers(comment, inner ?? FieldList.Parse(Default), now)),
            "comment_count" => (true, store.Of(comment.Post).Count(each => each.Parent == comment.Id)),
            "like_count" => (true, 0),
            "is_hidden" => (true, comment.Hidden),
            "is_private" or "user_likes" => (true, false),
            "can_comment" or "can_like" or "can_remove" => (true, true),
            "can_hide" => (true, !comment.IsOurs),
            "can_reply_privately" => (true, !comment.IsOurs && now - comment.Created < PrivateAnswer),
            "attachment" or "message_tags" or "application" or "private_reply_conversation" or "admin_creator" or "live_broadcast_timestamp" => (true, null),
            _ => (false, null),
        });
        if (!json.ContainsKey("id"))
        {
            json["id"] = comment.Id; // the Graph API always gives the id
        }
        return json;
    }

    private static string Link(FacebookComment comment)
    {
        var (post, number) = (comment.Post[(comment.Page.Id.Length + 1)..], comment.Id.Split('_')[1]);
        return comment.Parent is { } parent
            ? $"https://www.facebook.com/{comment.Page.Id}/posts/{post}/?comment_id={parent.Split('_')[1]}&reply_comment_id={number}"
            : $"https://www.facebook.com/{comment.Page.Id}/posts/{post}/?comment_id={number}";
    }

    private JsonObject? Answers(FacebookComment comment, FieldList fields, DateTimeOffset now)
    {
        var answers = store.Of(comment.Post).Where(each => each.Parent == comment.Id).Take(fields.Limit ?? Nested).ToList();
        return answers.Count == 0 ? null : new JsonObject
        {
            ["data"] = new JsonArray([.. answers.Select(answer => (JsonNode)Write(answer, fields, now))]),
            ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = GraphPages.Cursor(answers[0].Id, 0), ["after"] = GraphPages.Cursor(answers[^1].Id, answers.Count - 1) } },
        };
    }
}
