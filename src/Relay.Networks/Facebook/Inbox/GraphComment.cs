using System.Web;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Reads a comment as the Graph API tells it, with the answers that stand in it; and a post with its comments.</summary>
internal static class GraphComment
{
    private const string Comment = "comment_id";
    private const string Answer = "reply_comment_id";

    /// <summary>Reads one comment.</summary>
    /// <param name="read">The answer that it stands in.</param>
    /// <param name="comment">The comment.</param>
    /// <param name="post">Whose comments were asked for; null when unknown.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadEdge read, Piece comment, string? post, Findings findings) => Read(read, comment, post, null, findings);

    private static void Read(ReadEdge read, Piece comment, string? post, string? parent, Findings findings)
    {
        var place = Place.Of(comment["permalink_url"].Text);
        if ((comment["id"].Id ?? place?.Id) is not { } id)
        {
            findings.Broken("comment", "A comment on Facebook lacks its number.");
            return;
        }
        // A post's number begins with the Page's, a comment's with the post's.
        if (id.StartsWith($"{read.Page.Id}_", StringComparison.Ordinal))
        {
            AddPost(read, comment, id, findings);
            return;
        }
        var answered = comment["parent"]["id"].Id ?? parent ?? place?.Parent;
        var under = post ?? place?.Post;
        var author = read.Page.Author(comment["from"]);
        findings.Add(new Happening.Said(
            read.Page.Public(id),
            answered is null ? InteractionKind.Comment : InteractionKind.Reply,
            author,
            comment["message"].Text ?? "",
            comment["created_time"].Instant,
            read.Moment)
        {
            InReplyTo = answered ?? under,
            Post = under,
            Thread = answered ?? id,
            IsOurs = read.Page.IsOwn(author.Id),
        });
        if (comment["is_hidden"].Flag)
        {
            findings.Add(new Happening.Removed(read.Page.Public(id), null));
        }
        // Facebook shows two levels and keeps more: each level is asked for and nested by us.
        foreach (var answer in parent is null ? comment["comments"]["data"].Elements : [])
        {
            Read(read, answer, under, id, findings);
        }
    }

    private static void AddPost(ReadEdge read, Piece post, string id, Findings findings)
    {
        var author = read.Page.Author(post["from"]);
        findings.Add(new Happening.Said(read.Page.Public(id), InteractionKind.Post, author, post["message"].Text ?? "", post["created_time"].Instant, read.Moment) { IsOurs = read.Page.IsOwn(author.Id) });
        foreach (var comment in post["comments"]["data"].Elements)
        {
            Read(read, comment, id, null, findings);
        }
    }

    /// <summary>What a comment's address tells where its fields don't: <c>/{page}/posts/{post}/?comment_id={comment}&amp;reply_comment_id={answer}</c>.</summary>
    private sealed record Place(string Id, string Post, string? Parent)
    {
        public static Place? Of(string? address)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var place) || place.AbsolutePath.Trim('/').Split('/') is not [var page, "posts", var post, ..] || !IsNumber(page) || !IsNumber(post))
            {
                return null;
            }
            var query = HttpUtility.ParseQueryString(place.Query);
            return !IsNumber(query[Comment]) ? null : IsNumber(query[Answer])
                ? new($"{post}_{query[Answer]}", $"{page}_{post}", $"{post}_{query[Comment]}")
                : new($"{post}_{query[Comment]}", $"{page}_{post}", null);
        }

        private static bool IsNumber(string? text) => text is { Length: > 0 } && text.All(char.IsAsciiDigit);
    }
}
