using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Reads the press of a button. Telegram does not say when; the message under which it was pressed may be out of reach by then, its number is told all the same.</summary>
internal static class PressReading
{
    public static void Read(ReadBot bot, Piece query, Findings findings)
    {
        var author = TelegramAuthor.OfUser(query["from"]);
        if (query["id"].Id is not { } id || author.Id is not { } person)
        {
            findings.Broken("callback_query", "A press of a button on Telegram lacks its number or its author.");
            return;
        }
        var chat = query["message"]["chat"]["id"].Id ?? "";
        // Ids of presses are unique by themselves: one door may know the chat and another not.
        findings.Add(new Happening.Pressed(
            new(bot.Reader, "", InteractionRealm.Press, id),
            author,
            new Press(id, query["data"].Text ?? "", person, chat, query["message"]["message_id"].Id ?? "", author.Language is null or "fr" ? "fr" : "en")));
    }
}
