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
        Add(json, "in_reply_to_user_id", Wants("in_reply_to_user_id") && tweet.ReplyTo is not null, () => tweet.ReplyToUser ?? tweet.Author.Id);
        Add(json, references, (Wants(references) || Wants($"{references}.id")) && (tweet.ReplyTo ?? tweet.Quoted) is not null, () => References(tweet));
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
    /// <param name="body">The answer.</param>
    /// <param name="tweets">What it holds.</param>
    /// <param name="query">Asks.</param>
    /// <param name="find">Finds the posts that it refers to.</param>
    public static JsonObject With(JsonObject body, IReadOnlyList<Tweet> tweets, XQuery query, Func<string, Tweet?> find)
    {
        var expansions = query.List("expansions");
        var includes = new JsonObject();
        var (posts, references) = query.NewWords ? ("posts", "referenced_posts.id") : ("tweets", "referenced_tweets.id");
        var referred = expansions.Contains(references) ? tweets.SelectMany(tweet => new[] { tweet.ReplyTo, tweet.Quoted }).OfType<string>().Distinct().Select(find).Where(tweet => tweet is { Deleted: null }).ToList() : [];
        var users = People(tweets, referred!, expansions, references).DistinctBy(user => user.Id).ToList();
        if (users.Count > 0)
        {
            includes["users"] = new JsonArray([.. users.Select(user => User(user, query.List("user.fields")))]);
        }
        if (referred.Count > 0)
        {
            includes[posts] = new JsonArray([.. referred.Select(tweet => Tweet(tweet!, query))]);
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

    /// <summary>Whom the expansions ask for: authors, of the posts referred to as well, and who is named.</summary>
    private static IEnumerable<XProfile> People(IReadOnlyList<Tweet> tweets, IEnumerable<Tweet> referred, HashSet<string> expansions, string references) =>
    [
        .. expansions.Contains("author_id") ? tweets.Concat(referred).Select(tweet => tweet.Author) : [],
        .. expansions.Contains($"{references}.author_id") ? referred.Select(tweet => tweet.Author) : [],
        .. expansions.Contains("entities.mentions.username") ? tweets.SelectMany(tweet => tweet.Named) : [],
    ];

    private static JsonArray References(Tweet tweet)
    {
        var references = new JsonArray();
        foreach (var (type, id) in new[] { ("replied_to", tweet.ReplyTo), ("quoted", tweet.Quoted) })
        {
            if (id is not null)
            {
                references.Add((JsonNode)new JsonObject { ["type"] = type, ["id"] = id });
            }
        }
        return references;
    }

    public static JsonNode User(XProfile profile, HashSet<string> fields)
    {
        var json = new JsonObject { ["id"] = profile.Id, ["name"] = profile.Name, ["username"] = profile.Username };
        Add(json, "created_at", fields.Contains("created_at"), () => "2026-01-05T08:00:00.000Z");
        Add(json, "protected", fields.Contains("protected"), () => false);
        Add(json, "verified", fields.Contains("verified"), () => profile.Premium);
        Add(json, "verified_type", fields.Contains("verified_type"), () => profile.Premium ? "blue" : "none");
        Add(json, "subscription_type", fields.Contains("subscription_type"), () => profile.Premium ? "Premium" : "None");
        Add(json, "affiliation", fields.Contains("affiliation") && profile.Automated, () => new JsonObject { ["description"] = "Automated", ["badge_url"] = "https://pbs.twimg.com/semantic_core_img/1428827730364096519/4ZXpTBhS?format=png&name=orig" });
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
