using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>Reads an event of the X Activity API. Direct messages come in the form of the API before it.</summary>
internal static class ActivityReading
{
    /// <summary>Reads one event.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="told">What stands in <c>data</c>.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadProfile profile, Piece told, Findings findings)
    {
        var kind = told["event_type"].Text ?? "";
        // Users come wrapped in a field of their own at times; a post might.
        var payload = told["payload"]["data"] is { IsObject: true } wrapped ? wrapped : told["payload"];
        switch (kind)
        {
            case "post.create" or "post.mention.create" or "post.reply.create" or "post.quote.create" or "tweet.create":
                PostReading.Read(profile, payload, new XIncludes(told["includes"]), Hint(kind), findings);
                break;
            case "post.delete" or "tweet.delete":
                if (XAuthors.Numbered(payload) is { } id)
                {
                    findings.Add(new Happening.Removed(profile.Public(id), payload["deleted_at"].Instant));
                }
                else
                {
                    findings.Broken(kind, "A deletion on X lacks the number of the post.");
                }
                break;
            case "dm.received" or "dm.sent" when payload["sender_id"].Is:
                EndpointReading.ReadMessage(profile, payload, new XIncludes(told["includes"]), findings);
                break;
            case "dm.received" or "dm.sent":
                AccountActivityReading.ReadMessages(profile, payload, findings);
                break;
            case "chat.received":
                findings.Other(kind, "An encrypted message came on X, which Relay cannot read: open X to see it.");
                break;
            case "":
                findings.Broken("event", "An event of X does not say what it is.");
                break;
            default:
                findings.Other(kind);
                break;
        }
    }

    private static InteractionKind Hint(string kind) => kind switch
    {
        "post.reply.create" => InteractionKind.Reply,
        "post.quote.create" => InteractionKind.Quote,
        "post.mention.create" => InteractionKind.Mention,
        _ => InteractionKind.Post,
    };
}
