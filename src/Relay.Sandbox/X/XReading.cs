using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>Reads of posts and of oneself.</summary>
internal sealed class XReading(XStore store, WireSetting setting)
{
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
            ? new WireAnswer(200, XJson.With(new JsonObject { ["data"] = XJson.Tweet(tweet, query) }, [tweet], query))
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
        return new WireAnswer(200, XJson.With(body, found, query));
    }

    public WireAnswer Timeline(WireRequest request, string user)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time", "exclude", .. XQuery.Fields]);
        if (!XBody.IsId(user) || setting.World.Profiles.All(profile => profile.Id != user))
        {
            return new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("user", "id", user)) });
        }
        var most = query.Number("max_results", 5, 100, otherwise: 10);
        var matching = Matching(user, query);
        var skip = query.Text("pagination_token") is { } token ? Skip(matching, token) : 0;
        var page = matching.Skip(skip).Take(most).ToList();
        var meta = new JsonObject { ["result_count"] = page.Count };
        if (page.Count > 0)
        {
            (meta["newest_id"], meta["oldest_id"]) = (page[0].Id, page[^1].Id);
        }
        if (skip + page.Count < matching.Count)
        {
            meta["next_token"] = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(page[^1].Id));
        }
        var body = new JsonObject();
        if (page.Count > 0)
        {
            body["data"] = new JsonArray([.. page.Select(tweet => XJson.Tweet(tweet, query))]);
        }
        XJson.With(body, page, query)["meta"] = meta;
        return new WireAnswer(200, body);
    }

    /// <summary>Who mentions the profile: nobody, in a rehearsal without a public.</summary>
    public WireAnswer Mentions(WireRequest request, string user)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time", .. XQuery.Fields]);
        _ = (query.Number("max_results", 5, 100, otherwise: 10), query.Id("since_id"), query.Id("until_id"), query.Time("start_time"), query.Time("end_time"));
        return XBody.IsId(user) && setting.World.Profiles.Any(profile => profile.Id == user)
            ? new WireAnswer(200, new JsonObject { ["meta"] = new JsonObject { ["result_count"] = 0 } })
            : new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("user", "id", user)) });
    }

    /// <summary>Private messages of the last 30 days: none.</summary>
    public static WireAnswer Messages(WireRequest request)
    {
        var query = XQuery.Read(request, "max_results", "pagination_token", "event_types", "dm_event.fields", "expansions", "media.fields", "user.fields", "tweet.fields");
        _ = query.Number("max_results", 1, 100, otherwise: 100);
        return new WireAnswer(200, new JsonObject { ["meta"] = new JsonObject { ["result_count"] = 0 } });
    }

    private static int Skip(List<Tweet> matching, string token)
    {
        try
        {
            var last = long.Parse(Encoding.ASCII.GetString(Convert.FromHexString(token)), NumberStyles.None, CultureInfo.InvariantCulture);
            return matching.TakeWhile(tweet => Number(tweet) >= last).Count();
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw XBody.Refuse("pagination_token", token, $"The `pagination_token` query parameter value [{token}] is not valid");
        }
    }

    private static long Number(Tweet tweet) => long.Parse(tweet.Id, CultureInfo.InvariantCulture);

    private List<Tweet> Matching(string user, XQuery query)
    {
        var (since, until, start, end, exclude) = (query.Id("since_id"), query.Id("until_id"), query.Time("start_time"), query.Time("end_time"), query.List("exclude"));
        return [.. store.Timeline(user).Where(tweet => tweet.Deleted is null && !tweet.Superseded && tweet.VisibleFrom <= setting.Now
            && (since is null || Number(tweet) > since) && (until is null || Number(tweet) < until)
            && (start is null || tweet.Created >= start) && (end is null || tweet.Created < end)
            && (tweet.ReplyTo is null || !exclude.Contains("replies")))];
    }
}
