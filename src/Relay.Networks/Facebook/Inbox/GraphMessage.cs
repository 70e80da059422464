using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Reads a Page message as the Graph API tells it. Its id is the <c>mid</c> that the webhook tells.</summary>
internal static class GraphMessage
{
    /// <summary>Reads one message.</summary>
    /// <param name="read">The answer that it stands in.</param>
    /// <param name="message">The message.</param>
    /// <param name="participants">Of its conversation, where that was asked for.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadEdge read, Piece message, Piece participants, Findings findings)
    {
        var page = read.Page;
        var author = page.Author(message["from"]);
        var person = Other(page, [message["from"], .. message["to"]["data"].Elements, .. participants["data"].Elements]);
        if (message["id"].Id is not { } id)
        {
            findings.Broken("message", "A message of a Facebook Page lacks its number.");
            return;
        }
        if (person is null)
        {
            // A list of numbers alone, to be asked for one by one.
            findings.Other("message", "A message was listed without its author.");
            return;
        }
        findings.Add(new Happening.Said(page.Private(person, id), InteractionKind.PrivateMessage, author, message["message"].Text ?? "", message["created_time"].Instant, read.Moment)
        {
            InReplyTo = message["reply_to"]["mid"].Id ?? message["reply_to"]["id"].Id,
            IsOurs = page.IsOwn(author.Id),
        });
    }

    private static string? Other(ReadPage page, IEnumerable<Piece> people) => people.Select(person => person["id"].Id).FirstOrDefault(id => id is not null && !page.IsOwn(id));
}
