using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>Reads answers of API version 2: lists of posts or of direct messages, or single ones.</summary>
internal static class EndpointReading
{
    /// <summary>Reads one answer.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="stream">What was asked: <c>mentions</c>, <c>search</c> or <c>quotes</c>, with what for after a colon; begins with <c>dm</c> for direct messages.</param>
    /// <param name="root">The answer; without data when there is nothing.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadProfile profile, string stream, Piece root, Findings findings)
    {
        var includes = new XIncludes(root["includes"]);
        var data = root["data"];
        foreach (var piece in data.IsList ? data.Elements : data.Is ? [data] : root.IsList ? root.Elements : root["id"].Is ? [root] : [])
        {
            ReadAny(profile, stream, piece, includes, findings);
        }
        // A part that is withheld or gone comes beside the rest, with success.
        foreach (var _ in root["errors"].Elements)
        {
            findings.Other("error", "X withheld a part of its answer.");
        }
    }

    private static void ReadAny(ReadProfile profile, string stream, Piece piece, XIncludes includes, Findings findings)
    {
        var isMessage = stream.StartsWith("dm", StringComparison.Ordinal) || piece["dm_conversation_id"].Is || piece["sender_id"].Is;
        if (isMessage && (piece["event_type"].Words ?? "MessageCreate") is { } type)
        {
            if (type != "MessageCreate" || (piece["dm_event_id"].Is && !piece["text"].Is))
            {
                findings.Other(type == "MessageCreate" ? "dm_event_id" : type);
                return;
            }
            ReadMessage(profile, piece, includes, findings);
        }
        else if (piece["text"].Is)
        {
            PostReading.Read(profile, piece, includes, stream.StartsWith("quotes", StringComparison.Ordinal) ? InteractionKind.Quote : InteractionKind.Mention, findings);
        }
        else if (!piece.IsObject || stream.Split(':')[0] is "mentions" or "search" or "quotes")
        {
            findings.Broken("post", "A post on X lacks its number or its words.");
        }
        else
        {
            findings.Other("object");
        }
    }

    /// <summary>Reads a direct message of API version 2.</summary>
    public static void ReadMessage(ReadProfile profile, Piece message, XIncludes includes, Findings findings)
    {
        if (message["id"].Id is not { } id)
        {
            findings.Broken("dm", "A direct message on X lacks its number.");
            return;
        }
        var author = includes.Authors.Of(message["sender_id"].Id);
        findings.Add(new Happening.Said(profile.Private(id), InteractionKind.PrivateMessage, author, XWords.Decoded(message["text"].Text ?? ""), message["created_at"].Instant)
        {
            Thread = Other(profile, message, author),
            IsOurs = profile.IsOwn(author),
        });
    }

    // Two people's conversation goes by the other one, as the other door tells it; a group's by its own number.
    private static string? Other(ReadProfile profile, Piece message, Author author)
    {
        var conversation = message["dm_conversation_id"].Id;
        if (conversation?.Split('-') is [var one, var two])
        {
            return one == profile.Id ? two : two == profile.Id ? one : author.Id ?? conversation;
        }
        return conversation ?? author.Id;
    }
}
