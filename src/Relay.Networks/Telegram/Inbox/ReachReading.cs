using System.Globalization;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Reads what became of the bot in a chat: in a private one, that the person blocked it or let it write again.</summary>
internal static class ReachReading
{
    public static void Read(ReadBot bot, Piece change, Findings findings)
    {
        var chat = change["chat"];
        var now = change["new_chat_member"];
        if (chat["id"].Id is not { } place || IsIn(now) is not { } reachable)
        {
            findings.Broken("my_chat_member", "A change of the bot's membership on Telegram lacks its chat or what it became.");
            return;
        }
        var at = change["date"].Instant;
        // It has no id of its own; the bot becomes one thing in one chat at one time.
        findings.Add(new Happening.Reach(
            new(bot.Reader, place, InteractionRealm.Membership, at?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "undated"),
            TelegramAuthor.OfUser(change["from"]),
            reachable,
            at)
        {
            IsPrivate = chat["type"].Says("private"),
        });
    }

    private static bool? IsIn(Piece member) => member["status"].Text switch
    {
        "creator" or "administrator" or "member" => true,
        "restricted" => member["is_member"].Flag,
        "left" or "kicked" => false,
        _ => null,
    };
}
