using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>Reads of posts and of oneself.</summary>
internal sealed class XReading(XStore store, DisorderBoard disorder, WireSetting setting)
{
    private const int MostMentions = 800;
    private const int LongestQuery = 512;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public static WireAnswer Me(WireRequest request, XProfile profile)
    {
        var query = XQuery.Read(request, "user.fields", "expansions", "tweet.fields", "post.fields");
        return new WireAnswer(200, new JsonObject { ["data"] = XJson.User(profile, query.List("user.fields")) });
    }

    public WireAnswer One(WireRequest request, string id)
    {
        var query = XQuery.Read(request, XQuery.Fields);
        if (!XBody.IsId(id))
        {
            throw XBody.Refuse("id", id, $"The `id` query parameter value [{id}] is not valid");
        }
        return store.Find(id) is { Deleted: null } tweet
            ? new WireAnswer(200, XJson.With(new JsonObject { ["data"] = XJson.Tweet(tweet, query) }, [tweet], query, store.Find))
            : new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("tweet", "id", id)) });
    }

    public WireAnswer Several(WireRequest request)
    {
        var query = XQuery.Read(request, ["ids", .. XQuery.Fields]);
        var ids = (query.Text("ids") ?? throw XBody.Refuse("ids", null, "The `ids` query parameter can not be empty")).Split(',');
        if (ids.Length > 100 || Array.Find(ids, id => !XBody.IsId(id)) is not null)
        {
            throw XBody.Refuse("ids", query.Text("ids"), "The `ids` query parameter takes 1 to 100 ids");
        }
        var found = ids.Select(store.Find).OfType<Tweet>().Where(tweet => tweet.Deleted is null).ToList();
        var missing = ids.Except(found.Select(tweet => tweet.Id)).Select(id => (JsonNode)XProblems.MissingProblem("tweet", "ids", id)).ToArray();
        var body = new JsonObject();
        if (found.Count > 0)
        {
            body["data"] = new JsonArray([.. found.Select(tweet => XJson.Tweet(tweet, query))]);
        }
        if (missing.Length > 0)
        {
            body["errors"] = new JsonArray(missing);
        }
        return new WireAnswer(200, XJson.With(body, found, query, store.Find));
    }

    public WireAnswer Timeline(WireRequest request, string user)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time", "exclude", .. XQuery.Fields]);
        if (!XBody.IsId(user) || setting.World.Profiles.All(profile => profile.Id != user))
        {
            return new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("user", "id", user)) });
        }
        return Page(store.Timeline(user).Where(tweet => tweet.ReplyTo is null || !query.List("exclude").Contains("replies")), query, 5, false, "pagination_token");
    }

    /// <summary>Who names the profile, and who answers it without taking its name out.</summary>
    public WireAnswer Mentions(WireRequest request, string user)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time", .. XQuery.Fields]);
        return XBody.IsId(user) && setting.World.Profiles.Any(profile => profile.Id == user)
            ? Page(Newest().Where(tweet => tweet.Author.Id != user && tweet.Named.Any(profile => profile.Id == user)).Take(MostMentions), query, 5, true, "pagination_token")
            : new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("user", "id", user)) });
    }

    public WireAnswer Quotes(WireRequest request, string id)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "exclude", .. XQuery.Fields]);
        return store.Find(id) is { Deleted: null }
            ? Page(Newest().Where(tweet => tweet.Quoted == id), query, 10, true, "pagination_token")
            : new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("tweet", "id", id)) });
    }

    /// <summary>What a query means, of the last seven days.</summary>
    public WireAnswer Search(WireRequest request)
    {
        var query = XQuery.Read(request, ["query", "max_results", "next_token", "pagination_token", "since_id", "until_id", "start_time", "end_time", "sort_order", .. XQuery.Fields]);
        var text = query.Text("query") ?? throw XBody.Refuse("query", null, "The `query` query parameter can not be empty");
        if (text.Length > LongestQuery || query.Text("sort_order") is not (null or "recency" or "relevancy"))
        {
            throw XBody.Refuse("query", text, $"The `query` query parameter is at most {LongestQuery} characters long, the `sort_order` one of recency, relevancy");
        }
        var wanted = XSearch.Parse(text, store.Find);
        return Page(Newest().Where(tweet => setting.Now - tweet.Created < Recent && wanted(tweet)), query, 10, true, "next_token", "pagination_token");
    }

    private static long Number(Tweet tweet) => long.Parse(tweet.Id, CultureInfo.InvariantCulture);

    private IEnumerable<Tweet> Newest() => store.All().OrderByDescending(Number);

    /// <summary>A page of those posts that can be seen and lie between the marks of the query, newest first.</summary>
    private WireAnswer Page(IEnumerable<Tweet> tweets, XQuery query, int least, bool isOfPublic, params ReadOnlySpan<string> tokens)
    {
        var (since, until, start, end) = (query.Id("since_id"), query.Id("until_id"), query.Time("start_time"), query.Time("end_time"));
        var matching = tweets.Where(tweet => tweet.Deleted is null && !tweet.Superseded && tweet.VisibleFrom <= setting.Now
            && (since is null || Number(tweet) > since) && (until is null || Number(tweet) < until)
            && (start is null || tweet.Created >= start) && (end is null || tweet.Created < end)).ToList();
        var page = XPages.Of(matching, query, query.Number("max_results", least, 100, otherwise: 10), tweet => tweet.Id, tokens);
        var body = new JsonObject();
        if (page.Shown.Count > 0)
        {
            JsonNode[] items = [.. page.Shown.Select(tweet => XJson.Tweet(tweet, query))];
            body["data"] = new JsonArray([.. isOfPublic ? disorder.Pass(items) : items]);
        }
        XJson.With(body, page.Shown, query, store.Find)["meta"] = page.Meta;
        return new WireAnswer(200, body);
    }
}
