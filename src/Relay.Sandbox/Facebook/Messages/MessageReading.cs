using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook.Messages;

/// <summary><c>GET /{page}/conversations</c>, <c>GET /{conversation}</c> with its messages, <c>GET /{message}</c>. Source: developers.facebook.com, Messenger conversations.</summary>
internal sealed class MessageReading(MessageStore store, DisorderBoard disorder, WireSetting setting)
{
    private const string OfConversation = "id,link,updated_time";
    private const string OfMessage = "id,created_time";

    // Of older ones nothing can be read any more.
    private const int Readable = 20;
    private const int Nested = 25;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public WireAnswer Conversations(GraphCall call, FacebookToken token)
    {
        PageAccess.Need(token, "pages_messaging");
        call.Only(["platform", "user_id", "folder", "tags", .. GraphPages.Parameters]);
        if (call.Text("platform") is { } platform && !platform.Equals("messenger", StringComparison.OrdinalIgnoreCase) && !platform.Equals("instagram", StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.Parameter("Param platform must be one of {INSTAGRAM, MESSENGER}");
        }
        var fields = GraphFields.Of(call, OfConversation);
        Conversation(new("t_0", token.Page!, new("0", "")), fields);
        var person = call.Text("user_id");
        var all = call.Text("platform")?.Equals("instagram", StringComparison.OrdinalIgnoreCase) == true ? []
            : store.Of(token.Page!).Where(each => person is null || each.Person.Id == person).ToList();
        return GraphPages.Answer(call, all, each => each.Id, each => Conversation(each, fields), disorder);
    }

    public WireAnswer One(GraphCall call, FacebookToken token, FacebookConversation conversation)
    {
        PageAccess.Need(token, "pages_messaging");
        call.Only();
        return new WireAnswer(200, Conversation(conversation, GraphFields.Of(call, OfConversation)));
    }

    public WireAnswer Messages(GraphCall call, FacebookToken token, FacebookConversation conversation)
    {
        PageAccess.Need(token, "pages_messaging");
        call.Only(["source", .. GraphPages.Parameters]);
        var fields = GraphFields.Of(call, OfMessage);
        return GraphPages.Answer(call, store.Of(conversation), message => message.Id, message => Message(message, fields), disorder);
    }

    public WireAnswer One(GraphCall call, FacebookToken token, FacebookMessage message)
    {
        PageAccess.Need(token, "pages_messaging");
        call.Only();
        return store.Of(message.Conversation).FindIndex(each => each.Id == message.Id) < Readable
            ? new WireAnswer(200, Message(message, GraphFields.Of(call, OfMessage)))
            : throw GraphErrors.Refuse(100, "(#100) This message has been deleted");
    }

    private JsonObject Conversation(FacebookConversation conversation, FieldList fields)
    {
        var newest = store.Of(conversation);
        var json = fields.Of("UnifiedThread", (name, inner) => name switch
        {
            "id" => (true, conversation.Id),
            "link" => (true, $"/{conversation.Page.Id}/inbox/{conversation.Id[2..]}/"),
            "updated_time" => (true, newest.Count == 0 ? null : FacebookPost.Time(newest[0].Sent)),
            "snippet" => (true, newest.Count == 0 ? null : newest[0].Text),
            "message_count" => (true, newest.Count),
            "unread_count" => (true, newest.TakeWhile(message => !message.IsOurs).Count()),
            "participants" or "senders" => (true, People(conversation.Person, FacebookAuthor.Of(conversation.Page))),
            "can_reply" => (true, store.LastHeard(conversation) is { } heard && setting.Now - heard < Window),
            "is_owner" or "is_subscribed" => (true, true),
            "folder" => (true, "inbox"),
            "messages" => (true, Nest(newest, inner ?? FieldList.Parse(OfMessage))),
            "name" or "former_participants" or "linked_group" or "scoped_thread_key" or "wallpaper" => (true, null),
            _ => (false, null),
        });
        return WithId(json, conversation.Id);
    }

    private static JsonObject? Nest(List<FacebookMessage> newest, FieldList fields)
    {
        var shown = newest.Take(fields.Limit ?? Nested).ToList();
        if (shown.Count == 0)
        {
            return null;
        }
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = GraphPages.Cursor(shown[0].Id, 0), ["after"] = GraphPages.Cursor(shown[^1].Id, shown.Count - 1) } };
        return new JsonObject { ["data"] = new JsonArray([.. shown.Select(message => (JsonNode)Message(message, fields))]), ["paging"] = paging };
    }

    private static JsonObject Message(FacebookMessage message, FieldList fields)
    {
        var conversation = message.Conversation;
        var json = fields.Of("Message", (name, _) => name switch
        {
            "id" => (true, message.Id),
            "created_time" => (true, FacebookPost.Time(message.Sent)),
            "message" => (true, message.Text),
            "from" => (true, Person(message.Author)),
            "to" => (true, People(message.IsOurs ? conversation.Person : FacebookAuthor.Of(conversation.Page))),
            "reply_to" => (true, message.ReplyTo is { } answered ? new JsonObject { ["mid"] = answered } : null),
            "tags" => (true, new JsonObject { ["data"] = new JsonArray(new JsonObject { ["name"] = "inbox" }, new JsonObject { ["name"] = "source:mobile" }) }),
            "attachments" or "sticker" or "shares" or "story" or "reactions" or "is_unsupported" => (true, null),
            _ => (false, null),
        });
        return WithId(json, message.Id);
    }

    private static JsonObject WithId(JsonObject json, string id)
    {
        if (!json.ContainsKey("id"))
        {
            json["id"] = id; // the Graph API always gives the id
        }
        return json;
    }

    private static JsonObject People(params ReadOnlySpan<FacebookAuthor> people)
    {
        var data = new JsonArray();
        foreach (var person in people)
        {
            data.Add((JsonNode)Person(person));
        }
        return new JsonObject { ["data"] = data };
    }

    private static JsonObject Person(FacebookAuthor person) => new() { ["name"] = person.Name, ["email"] = $"{person.Id}@facebook.com", ["id"] = person.Id };
}
