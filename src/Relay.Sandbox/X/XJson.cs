using System.Globalization;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.X;

/// <summary>Posts, profiles and pictures as X writes them, in the dialect of the question.</summary>
internal static class XJson
{
    public static JsonNode Tweet(Tweet tweet, XQuery query)
    {
        var fields = query.List(query.NewWords ? "post.fields" : "tweet.fields");
        var expansions = query.List("expansions");
        var (history, references) = query.NewWords ? ("edit_history_post_ids", "referenced_posts") : ("edit_history_tweet_ids", "referenced_tweets");
        bool Wants(string name) => fields.Contains(name) || expansions.Contains(name);

        var json = new JsonObject { ["id"] = tweet.Id, ["text"] = tweet.Shown };
        if (!query.NewWords || Wants(history))
        {
            json[history] = new JsonArray([.. tweet.History]);
        }
        Add(json, "author_id", Wants("author_id"), () => tweet.Author.Id);
        Add(json, "created_at", Wants("created_at"), () => Time(tweet.Created));
        Add(json, "conversation_id", Wants("conversation_id"), () => tweet.Conversation);
        Add(json, "entities", Wants("entities") && tweet.Entities is not null, () => tweet.Entities!.DeepClone());
        Add(json, "in_reply_to_user_id", Wants("in_reply_to_user_id") && tweet.ReplyTo is not null, () => tweet.Author.Id);
        Add(json, references, (Wants(references) || Wants($"{references}.id")) && tweet.ReplyTo is not null,
            () => new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = tweet.ReplyTo }));
        Add(json, "attachments", (Wants("attachments") || Wants("attachments.media_keys")) && tweet.Media.Count > 0,
            () => new JsonObject { ["media_keys"] = new JsonArray([.. tweet.Media.Select(media => media.Key)]) });
        Add(json, "reply_settings", Wants("reply_settings"), () => tweet.ReplySettings ?? "everyone");
        Add(json, "lang", Wants("lang"), () => "fr");
        Add(json, "possibly_sensitive", Wants("possibly_sensitive"), () => false);
        Add(json, "source", Wants("source"), () => "Relay");
        Add(json, "public_metrics", Wants("public_metrics"), () => new JsonObject
        {
            [query.NewWords ? "repost_count" : "retweet_count"] = 0, ["reply_count"] = 0, ["like_count"] = 0, ["quote_count"] = 0, ["bookmark_count"] = 0, ["impression_count"] = 0,
        });
        Add(json, "edit_controls", Wants("edit_controls"), () => new JsonObject
        {
            ["edits_remaining"] = 6 - tweet.History.Count, ["is_edit_eligible"] = tweet.Author.Premium, ["editable_until"] = Time(tweet.Created.AddHours(1)),
        });
        return json;
    }

    /// <summary>Adds what the expansions ask for.</summary>
    public static JsonObject With(JsonObject body, IReadOnlyList<Tweet> tweets, XQuery query)
    {
        var expansions = query.List("expansions");
        var includes = new JsonObject();
        if (expansions.Contains("author_id") && tweets.Count > 0)
        {
            includes["users"] = new JsonArray([.. tweets.Select(tweet => tweet.Author).Distinct().Select(author => User(author, query.List("user.fields")))]);
        }
        var media = tweets.SelectMany(tweet => tweet.Media).ToList();
        if (expansions.Contains("attachments.media_keys") && media.Count > 0)
        {
            includes["media"] = new JsonArray([.. media.Select(each => (JsonNode)Media(each, query.List("media.fields")))]);
        }
        if (includes.Count > 0)
        {
            body["includes"] = includes;
        }
        return body;
    }

    public static JsonNode User(XProfile profile, HashSet<string> fields)
    {
        var json = new JsonObject { ["id"] = profile.Id, ["name"] = profile.Name, ["username"] = profile.Username };
        Add(json, "created_at", fields.Contains("created_at"), () => "2026-01-05T08:00:00.000Z");
        Add(json, "protected", fields.Contains("protected"), () => false);
        Add(json, "verified", fields.Contains("verified"), () => profile.Premium);
        Add(json, "verified_type", fields.Contains("verified_type"), () => profile.Premium ? "blue" : "none");
        Add(json, "subscription_type", fields.Contains("subscription_type"), () => profile.Premium ? "Premium" : "None");
        Add(json, "description", fields.Contains("description"), () => "Répétition de Relay : ce profil n'existe pas.");
        return json;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Media(XMedia media, HashSet<string> fields)
    {
        var json = new JsonObject { ["media_key"] = media.Key, ["type"] = "photo" };
        Add(json, "width", fields.Contains("width"), () => media.Picture.Width);
        Add(json, "height", fields.Contains("height"), () => media.Picture.Height);
        Add(json, "alt_text", fields.Contains("alt_text") && media.AltText is not null, () => media.AltText!);
        Add(json, "url", fields.Contains("url"), () => $"https://pbs.twimg.com/media/{media.Picture.Key}.png");
        return json;
    }

    private static void Add(JsonObject json, string name, bool wanted, Func<JsonNode> value)
    {
        if (wanted)
        {
            json[name] = value();
        }
    }
}
