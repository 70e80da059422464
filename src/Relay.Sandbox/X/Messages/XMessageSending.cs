using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Messages;

/// <summary><c>POST /2/dm_conversations/with/{participant_id}/messages</c>: to whoever wrote first.</summary>
internal sealed class XMessageSending(XStore store, XMessageStore messages, WireSetting setting)
{
    private const int Longest = 10_000;

    public WireAnswer Send(WireRequest request, XProfile profile, string person)
    {
        XQuery.Read(request);
        if (!XBody.IsId(person))
        {
            throw XBody.Refuse("participant_id", person, $"The `participant_id` query parameter value [{person}] is not valid");
        }
        var text = XBody.Text(XBody.Json(request, "text", "attachments"), "text") ?? "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
        {
            throw XBody.Refuse("$.text", null, $"$.text: must be at least 1 and at most {Longest} characters long");
        }
        var heard = messages.Of(profile).Find(message => message.Person.Id == person && !message.IsOurs)
            ?? throw new RefusedException(XProblems.Forbidden("You cannot send messages to this user."));
        var sent = new XMessage(store.NextId(), profile, heard.Person, profile, text, setting.Now);
        messages.Add(sent);
        return new WireAnswer(201, new JsonObject { ["data"] = new JsonObject { ["dm_conversation_id"] = sent.Conversation, ["dm_event_id"] = sent.Id } }) { Accepted = true };
    }
}
