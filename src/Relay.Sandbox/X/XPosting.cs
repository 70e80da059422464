using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary><c>POST /2/tweets</c> with replies, pictures and edits; <c>DELETE /2/tweets/{id}</c>.</summary>
internal sealed class XPosting(XStore store, WireSetting setting)
{
    private const int MostEdits = 5;
    private static readonly TimeSpan Editable = TimeSpan.FromHours(1);
    private static readonly string[] ReplySettings = ["following", "mentionedUsers", "subscribers", "verified"];

    public WireAnswer Create(WireRequest request, XProfile profile)
    {
        XQuery.Read(request);
        var body = XBody.Json(
            request, "text", "media", "reply", "reply_settings", "edit_options", "made_with_ai", "paid_partnership", "nullcast", "share_with_followers", "for_super_followers_only");
        XBody.Flags(body, "made_with_ai", "paid_partnership", "nullcast", "share_with_followers", "for_super_followers_only");
        var text = XBody.Text(body, "text") ?? "";
        var media = Media(body, profile);
        if (string.IsNullOrWhiteSpace(text) && media.Count == 0)
        {
            throw XBody.Refuse("text", text, "Your Tweet text or media is missing: one of them is required.");
        }
        if (!TweetText.IsValid(text))
        {
            throw XBody.Refuse("text", null, "Your Tweet text contains invalid characters.");
        }
        if (text.Length > 25_000 || TweetText.Weigh(text) > TweetText.Longest)
        {
            throw new RefusedException(XProblems.Forbidden("You are not permitted to perform this action."));
        }
        var settings = XBody.Text(body, "reply_settings");
        if (settings is not null && !ReplySettings.Contains(settings))
        {
            throw XBody.Refuse("$.reply_settings", settings, "$.reply_settings: does not have a value in the enumeration [following, mentionedUsers, subscribers, verified]");
        }
        var tweet = Write(request, profile, text, media, Parent(body, profile), Previous(body, profile)) with { ReplySettings = settings };
        if (!store.TryAdd(tweet))
        {
            throw new RefusedException(XProblems.Forbidden("You are not allowed to create a Tweet with duplicate content."));
        }
        return new WireAnswer(201, new JsonObject
        {
            ["data"] = new JsonObject { ["id"] = tweet.Id, ["text"] = tweet.Shown, ["edit_history_tweet_ids"] = new JsonArray([.. tweet.History]) },
        })
        {
            Accepted = true,
        };
    }

    public WireAnswer Delete(WireRequest request, XProfile profile, string id)
    {
        XQuery.Read(request);
        if (!XBody.IsId(id))
        {
            throw XBody.Refuse("id", id, $"The `id` query parameter value [{id}] is not valid");
        }
        if (store.Find(id) is not { Deleted: null } tweet)
        {
            return XProblems.Missing("tweet", "id", id);
        }
        if (tweet.Author.Id != profile.Id)
        {
            return XProblems.Forbidden("You are not authorized to delete this Tweet.");
        }
        store.Delete(tweet);
        return new WireAnswer(200, new JsonObject { ["data"] = new JsonObject { ["deleted"] = true } }) { Accepted = true };
    }

    private static string Required(JsonObject body, string parent, string name)
        => XBody.Id(body, name) ?? throw XBody.Refuse($"$.{parent}.{name}", null, $"$.{parent}.{name}: is missing but it is required");

    private Tweet Write(WireRequest request, XProfile profile, string text, List<XMedia> media, Tweet? parent, Tweet? previous)
    {
        var id = store.NextId();
        (string, IReadOnlyList<string>)? photos = media.Count == 0
            ? null
            : ($"https://x.com/{profile.Username}/status/{id}/photo/1", [.. media.Select(each => each.Key)]);
        var (shown, entities) = ShortLinks.Rewrite(text, id, photos);
        return new Tweet(id, profile, text, setting.Now)
        {
            Shown = shown,
            Entities = entities,
            ReplyTo = parent?.Id ?? previous?.ReplyTo,
            ReplyToUser = parent?.Author.Id ?? previous?.ReplyToUser,
            Conversation = parent?.Conversation ?? previous?.Conversation ?? id,
            Media = media,
            History = [.. previous?.History ?? [], id],
            VisibleFrom = setting.Now + request.Lateness(),
        };
    }

    private List<XMedia> Media(JsonObject body, XProfile profile)
    {
        if (XBody.Object(body, "media") is not { } media)
        {
            return [];
        }
        XBody.Only(media, "$.media", "media_ids", "tagged_user_ids");
        return [.. XBody.Ids(media, "media_ids", 4).Select(id => store.Media(id, profile)
            ?? throw XBody.Refuse("media.media_ids", id, "Your media IDs are invalid."))];
    }

    private Tweet? Parent(JsonObject body, XProfile profile)
    {
        if (XBody.Object(body, "reply") is not { } reply)
        {
            return null;
        }
        XBody.Only(reply, "$.reply", "in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata");
        var id = Required(reply, "reply", "in_reply_to_tweet_id");
        return store.Find(id) switch
        {
            null or { Deleted: not null } => throw new RefusedException(XProblems.Forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")),
            var parent when parent.Author.Id != profile.Id && !Summons(parent, profile) => throw new RefusedException(XProblems.Forbidden(
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.")),
            var parent => parent,
        };
    }

    // Only who named or quoted the profile may be answered by a self-serve app.
    private bool Summons(Tweet parent, XProfile profile)
        => parent.Named.Any(named => named.Id == profile.Id) || (parent.Quoted is { } quoted && store.Find(quoted)?.Author.Id == profile.Id);

    private Tweet? Previous(JsonObject body, XProfile profile)
    {
        if (XBody.Object(body, "edit_options") is not { } options)
        {
            return null;
        }
        XBody.Only(options, "$.edit_options", "previous_post_id");
        var id = Required(options, "edit_options", "previous_post_id");
        return store.Find(id) is { Deleted: null, Superseded: false } previous && previous.Author.Id == profile.Id && profile.Premium
            && previous.History.Count <= MostEdits && setting.Now - store.Find(previous.History[0])!.Created <= Editable
            ? previous
            : throw new RefusedException(XProblems.Forbidden("You are not permitted to edit this Tweet."));
    }
}
