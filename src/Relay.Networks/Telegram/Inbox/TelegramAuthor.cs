using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Who wrote, in Telegram's words.</summary>
internal static class TelegramAuthor
{
    /// <summary>A person or a bot.</summary>
    public static Author OfUser(Piece user) => user["id"].Id is not { } id ? Author.Withheld : new(
        id,
        Named(user["first_name"].Words, user["last_name"].Words),
        user["username"].Words,
        user["is_bot"].Flag,
        Language(user["language_code"].Words));

    /// <summary>Who wrote a message: a group or channel that writes in its own name, a person, or the other side of a private chat. No automatic answer goes to what wrote through a bot.</summary>
    public static Author OfMessage(Piece message)
    {
        // A group or channel writes under its own name; the person given beside it is a stand-in that everybody shares.
        var place = message["sender_chat"];
        var author = place["id"].Id is { } id ? new Author(id, place["title"].Words ?? Named(place["first_name"].Words, place["last_name"].Words), place["username"].Words, Automated: true)
            : message["from"].IsObject ? OfUser(message["from"])
            : message["chat"]["type"].Says("private") ? OfUser(message["chat"]) : Author.Withheld;
        return message["via_bot"].Is || message["sender_business_bot"].Is ? author with { Automated = true } : author;
    }

    private static string? Named(string? first, string? last) => (first, last) switch
    {
        (null, _) => last,
        (_, null) => first,
        _ => $"{first} {last}",
    };

    private static string? Language(string? code) => code is { Length: >= 2 } && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) && (code.Length == 2 || code[2] is '-' or '_')
        ? code[..2].ToLowerInvariant()
        : null;
}
