using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>Reads a post in the form that the Account Activity API kept from API version 1.1.</summary>
internal static class StatusReading
{
    public static void Read(ReadProfile profile, Piece status, Findings findings)
    {
        if (XAuthors.Numbered(status) is not { } id || Text(status) is not { } text)
        {
            findings.Broken("tweet_create_events", "A post on X lacks its number or its words.");
            return;
        }
        if (status["retweeted_status"].Is)
        {
            findings.Other("repost");
            return;
        }
        var author = XAuthors.OfUser(status["user"]);
        var answered = status["in_reply_to_status_id_str"].Id ?? status["in_reply_to_status_id"].Id;
        var isOwn = profile.IsOwn(author);
        var quoted = status["quoted_status"]["user"];
        findings.Add(new Happening.Said(
            profile.Public(id),
            answered is not null ? InteractionKind.Reply
                : isOwn ? InteractionKind.Post
                : quoted.Is ? (profile.IsOwn(XAuthors.OfUser(quoted)) ? InteractionKind.Quote : InteractionKind.Mention)
                : status["quoted_status_id_str"].Is ? InteractionKind.Quote : InteractionKind.Mention,
            author,
            XWords.Decoded(text),
            status["timestamp_ms"].Instant ?? status["created_at"].Instant)
        {
            InReplyTo = answered,
            NamesUs = status["entities"]["user_mentions"].Elements.Any(named => profile.IsOwn(XAuthors.OfUser(named))),
            IsOurs = isOwn,
        });
    }

    private static string? Text(Piece status) => status["extended_tweet"]["full_text"].Text ?? status["note_tweet"]["text"].Text ?? status["full_text"].Text ?? status["text"].Text;
}
