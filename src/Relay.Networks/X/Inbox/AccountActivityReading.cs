using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>Reads an event of the Account Activity API: every field that ends in <c>_events</c> is a list.</summary>
internal static class AccountActivityReading
{
    public static void Read(ReadProfile profile, Piece root, Findings findings)
    {
        foreach (var (name, events) in root.Fields)
        {
            switch (name)
            {
                case "tweet_create_events" or "post_create_events":
                    foreach (var post in events.Elements)
                    {
                        StatusReading.Read(profile, post, findings);
                    }
                    break;
                case "tweet_delete_events" or "post_delete_events":
                    foreach (var gone in events.Elements)
                    {
                        ReadDeletion(profile, gone, findings);
                    }
                    break;
                case "direct_message_events":
                    ReadMessages(profile, root, findings);
                    break;
                case "user_event":
                    findings.Other("user_event", "Somebody took away what the app may do on X.");
                    break;
                case var _ when name.EndsWith("_events", StringComparison.Ordinal):
                    findings.Other(name);
                    break;
            }
            if (name.EndsWith("_events", StringComparison.Ordinal) && !events.IsList)
            {
                findings.Broken(name, "A notice of X holds no list of events.");
            }
        }
    }

    /// <summary>Reads direct messages with the users that came beside them.</summary>
    public static void ReadMessages(ReadProfile profile, Piece root, Findings findings)
    {
        var authors = new XAuthors(root["users"]);
        if (!root["direct_message_events"].IsList)
        {
            findings.Broken("direct_message_events", "A notice of direct messages on X holds none.");
        }
        foreach (var message in root["direct_message_events"].Elements)
        {
            ReadMessage(profile, message, authors, findings);
        }
    }

    private static void ReadMessage(ReadProfile profile, Piece message, XAuthors authors, Findings findings)
    {
        var created = message["message_create"];
        if (!created.Is && message["type"].Words is { } type && type != "message_create")
        {
            findings.Other(type);
            return;
        }
        if (message["id"].Id is not { } id || created["sender_id"].Id is not { } sender || !created["message_data"].IsObject)
        {
            findings.Broken("direct_message_events", "A direct message on X lacks its number, its author or its words.");
            return;
        }
        var author = authors.Of(sender);
        findings.Add(new Happening.Said(
            profile.Private(id), InteractionKind.PrivateMessage, author, XWords.Decoded(created["message_data"]["text"].Text ?? ""), message["created_timestamp"].Instant)
        {
            Thread = profile.IsOwn(author) ? created["target"]["recipient_id"].Id : sender,
            Button = created["message_data"]["quick_reply_response"]["metadata"].Words,
            IsOurs = profile.IsOwn(author),
        });
    }

    private static void ReadDeletion(ReadProfile profile, Piece gone, Findings findings)
    {
        if (XAuthors.Numbered(gone["status"]) is { } id)
        {
            findings.Add(new Happening.Removed(profile.Public(id), gone["timestamp_ms"].Instant));
        }
        else
        {
            findings.Broken("tweet_delete_events", "A deletion on X lacks the number of the post.");
        }
    }
}
