using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Reads answers of the Graph API: lists of comments, conversations with their messages, single ones, and the form that answers <c>ids=</c>.</summary>
internal static class EdgeReading
{
    /// <summary>Reads one answer.</summary>
    /// <param name="page">Whose.</param>
    /// <param name="arrival">Tells what was asked, <c>comments:post</c> or <c>messages</c>, and when the words stood there: the Graph API does not say when a comment was changed.</param>
    /// <param name="root">The answer.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadPage page, Arrival arrival, Piece root, Findings findings)
    {
        var asked = arrival.Stream.Split(':', 2);
        var read = new ReadEdge(page, arrival.At.ToUnixTimeMilliseconds(), asked[0], asked.Length > 1 && asked[0] == "comments" ? asked[1] : null);
        if (root["data"].IsList || root.IsList)
        {
            foreach (var element in root.IsList ? root.Elements : root["data"].Elements)
            {
                ReadAny(read, element, findings);
            }
        }
        else if (IsOne(root))
        {
            ReadAny(read, root, findings);
        }
        else if (root["error"].Is)
        {
            findings.Broken("error", "Facebook answered with an error.");
        }
        else
        {
            foreach (var (_, element) in root.Fields.Where(field => field.Value.IsObject && field.Name is not ("paging" or "summary")))
            {
                ReadAny(read, element, findings);
            }
        }
    }

    private static bool IsOne(Piece piece) => piece["id"].Id is not null || piece["messages"].Is || piece["created_time"].Is;

    private static void ReadAny(ReadEdge read, Piece element, Findings findings)
    {
        if (element[ConversationPage.Missed].Whole is { } missed)
        {
            findings.Broken("messages", $"{missed} messages of one conversation could not be read: Facebook shows the newest 20 alone. They stand in the Page's own inbox.");
        }
        else if (element["messages"].IsObject)
        {
            foreach (var message in element["messages"]["data"].Elements)
            {
                GraphMessage.Read(read, message, element["participants"], findings);
            }
        }
        else if (element["to"].Is || read.Asked is "messages" || element["id"].Id?.StartsWith("m_", StringComparison.Ordinal) == true)
        {
            GraphMessage.Read(read, element, default, findings);
        }
        else if (element["snippet"].Is || element["unread_count"].Is || element["participants"].Is || read.Asked is "conversations" && element.IsObject)
        {
            findings.Other("conversation");
        }
        else if (read.Asked is "comments" || element["message"].Is || element["permalink_url"].Text?.Contains("comment_id=", StringComparison.Ordinal) == true)
        {
            GraphComment.Read(read, element, read.Post, findings);
        }
        else
        {
            findings.Other("object");
        }
    }
}

/// <summary>One answer while it is read.</summary>
/// <param name="Page">Whose.</param>
/// <param name="Moment">When it was read, in milliseconds.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Post">Whose comments were asked for.</param>
internal sealed record ReadEdge(ReadPage Page, long Moment, string Asked, string? Post);
