using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Messages;

/// <summary><c>GET /2/dm_events</c> and its like: the last 30 days, newest first. There is no <c>since_id</c>.</summary>
internal sealed class XMessageReading(XMessageStore store, DisorderBoard disorder, WireSetting setting)
{
    private const string Type = "MessageCreate";
    private static readonly string[] About = ["dm_event.fields", "expansions", "user.fields", "media.fields", "tweet.fields", "post.fields"];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Everything that a profile wrote and was written, or what passed in one conversation or with one person.</summary>
    public WireAnswer List(WireRequest request, XProfile profile, Func<XMessage, bool> wanted)
    {
        var query = XQuery.Read(request, ["max_results", "pagination_token", "event_types", .. About]);
        var types = query.List("event_types");
        var all = store.Of(profile).Where(message => (types.Count == 0 || types.Contains(Type)) && setting.Now - message.Created < Kept && wanted(message)).ToList();
        var page = XPages.Of(all, query, query.Number("max_results", 1, 100, otherwise: 100), message => message.Id, "pagination_token");
        var body = new JsonObject();
        if (page.Shown.Count > 0)
        {
            body["data"] = new JsonArray([.. disorder.Pass([.. page.Shown.Select(message => (JsonNode)Event(message, query))])]);
        }
        With(body, page.Shown, query);
        page.Meta.Remove("newest_id");
        page.Meta.Remove("oldest_id");
        body["meta"] = page.Meta;
        return new WireAnswer(200, body);
    }

    public WireAnswer One(WireRequest request, XProfile profile, string id)
    {
        var query = XQuery.Read(request, About);
        return store.Find(id) is { } message && message.Profile.Id == profile.Id && setting.Now - message.Created < Kept
            ? new WireAnswer(200, With(new JsonObject { ["data"] = Event(message, query) }, [message], query))
            : new WireAnswer(200, new JsonObject { ["errors"] = new JsonArray(XProblems.MissingProblem("dm_event", "event_id", id)) });
    }

    private static JsonObject Event(XMessage message, XQuery query)
    {
        var fields = query.List("dm_event.fields");
        var json = new JsonObject { ["id"] = message.Id, ["event_type"] = Type, ["text"] = ShortLinks.Rewrite(message.Text, message.Id, null).Text };
        foreach (var (name, value) in new (string, JsonNode)[] { ("created_at", XJson.Time(message.Created)), ("sender_id", message.Sender.Id), ("dm_conversation_id", message.Conversation) })
        {
            if (fields.Contains(name) || query.List("expansions").Contains(name))
            {
                json[name] = value;
            }
        }
        return json;
    }

    private static JsonObject With(JsonObject body, IReadOnlyList<XMessage> messages, XQuery query)
    {
        if (query.List("expansions").Contains("sender_id") && messages.Count > 0)
        {
            body["includes"] = new JsonObject
            {
                ["users"] = new JsonArray([.. messages.Select(message => message.Sender).DistinctBy(sender => sender.Id).Select(sender => XJson.User(sender, query.List("user.fields")))]),
            };
        }
        return body;
    }
}
