using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook.Comments;

/// <summary><c>GET /{post}/comments</c>, <c>GET /{comment}/comments</c> and <c>GET /{comment}</c>.</summary>
internal sealed class CommentReading(CommentStore store, DisorderBoard disorder, WireSetting setting)
{
    private static readonly string[] Own = ["filter", "order", "since", "summary", "live_filter"];

    private readonly CommentJson _json = new(store);

    /// <summary>The comments of a post, or the answers to a comment. <c>filter=stream</c> gives all levels in one row.</summary>
    public WireAnswer List(GraphCall call, FacebookToken token, string post, string? comment)
    {
        token.Need("pages_read_user_content", 10);
        call.Only([.. Own, .. GraphPages.Parameters]);
        var stream = Word(call, "filter", "toplevel", "stream") == "stream";
        var newestFirst = Word(call, "order", "chronological", "reverse_chronological") == "reverse_chronological";
        var since = call.Time("since");
        var fields = GraphFields.Of(call, CommentJson.Default);
        _json.Write(new FacebookComment("0_0", $"{token.Page!.Id}_0", token.Page, new("0", ""), "", setting.Now), fields, setting.Now); // an unknown field is refused even when there is nothing to show
        var all = store.Of(post).Where(each => (comment is null ? stream || each.Parent is null : each.Parent == comment) && (since is null || each.Created >= since)).ToList();
        if (newestFirst)
        {
            all.Reverse();
        }
        var answer = GraphPages.Answer(call, all, each => each.Id, each => _json.Write(each, fields, setting.Now), disorder);
        if (call.Flag("summary", otherwise: false))
        {
            answer.Body!["summary"] = new JsonObject { ["order"] = newestFirst ? "reverse_chronological" : "chronological", ["total_count"] = all.Count, ["can_comment"] = true };
        }
        return answer;
    }

    public WireAnswer One(GraphCall call, FacebookToken token, FacebookComment comment)
    {
        token.Need("pages_read_user_content", 10);
        call.Only();
        return new WireAnswer(200, _json.Write(comment, GraphFields.Of(call, CommentJson.Default), setting.Now));
    }

    private static string Word(GraphCall call, string name, string otherwise, string other)
        => call.Text(name) is not { } text ? otherwise : text == otherwise || text == other ? text : throw GraphErrors.Parameter($"Param {name} must be one of {{{otherwise}, {other}}}");
}
