using System.Globalization;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Reads what passes between the Page and one person: messages, their edits and withdrawals, our own echoes, presses of buttons.</summary>
internal static class MessengerReading
{
    private static readonly string[] Around = ["sender", "recipient", "timestamp"];

    /// <summary>Reads one event.</summary>
    /// <param name="page">Whose.</param>
    /// <param name="happened">What stands in <c>messaging</c>.</param>
    /// <param name="isOverheard">Another program has the conversation.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadPage page, Piece happened, bool isOverheard, Findings findings)
    {
        var sender = happened["sender"]["id"].Id;
        var recipient = happened["recipient"]["id"].Id;
        // The one of the two that is not the Page; a visitor of a website has no id until the first answer.
        var person = !page.IsOwn(sender) && sender is not null ? sender : !page.IsOwn(recipient) && recipient is not null ? recipient
            : happened["sender"]["user_ref"].Id is { } reference ? $"user_ref:{reference}" : null;
        var at = happened["timestamp"].Instant;
        var author = sender is null ? Author.Withheld : page.Author(sender, null);
        switch (happened)
        {
            case var _ when happened["message"] is { Is: true } message:
                ReadMessage(page, message, person, author, at, isOverheard, findings);
                break;
            case var _ when happened["message_edit"] is { Is: true } edit:
                ReadEdit(page, edit, person, author, at, isOverheard, findings);
                break;
            case var _ when happened["postback"] is { Is: true } postback:
                ReadPress(page, postback, person, author, at, isOverheard, findings);
                break;
            case var _ when happened.IsObject:
                findings.Other(happened.Fields.FirstOrDefault(field => field.Value.Is && !Around.Contains(field.Name)).Name ?? "messaging");
                break;
            default:
                findings.Broken("messaging", "A message event of Facebook is not an object.");
                break;
        }
    }

    private static void ReadMessage(ReadPage page, Piece message, string? person, Author author, DateTimeOffset? at, bool isOverheard, Findings findings)
    {
        if (message["mid"].Id is not { } id || person is null)
        {
            findings.Broken("message", "A message on Messenger lacks its number or its author.");
            return;
        }
        if (message["is_deleted"].Flag)
        {
            findings.Add(new Happening.Removed(page.Private(person, id), at));
            return;
        }
        var isOurs = message["is_echo"].Flag || page.IsOwn(author.Id);
        findings.Add(new Happening.Said(page.Private(person, id), InteractionKind.PrivateMessage, isOurs ? author with { Automated = true } : author, message["text"].Text ?? "", at, at?.ToUnixTimeMilliseconds() ?? 0)
        {
            InReplyTo = message["reply_to"]["mid"].Id,
            Button = message["quick_reply"]["payload"].Words,
            IsOurs = isOurs,
            IsOverheard = isOverheard,
        });
    }

    private static void ReadEdit(ReadPage page, Piece edit, string? person, Author author, DateTimeOffset? at, bool isOverheard, Findings findings)
    {
        if (edit["mid"].Id is not { } id || person is null || edit["text"].Text is not { } text)
        {
            findings.Broken("message_edit", "An edited message on Messenger lacks its number, its author or its words.");
            return;
        }
        // Whether the time is that of the edit is not documented: the count puts it after the first words in any case.
        var count = Math.Clamp(edit["num_edit"].Whole ?? 1, 1, 1000);
        var isOurs = page.IsOwn(author.Id);
        findings.Add(new Happening.Said(page.Private(person, id), InteractionKind.PrivateMessage, author, text, at, (at?.ToUnixTimeMilliseconds() ?? 0) + count) { IsOurs = isOurs, IsOverheard = isOverheard });
    }

    private static void ReadPress(ReadPage page, Piece postback, string? person, Author author, DateTimeOffset? at, bool isOverheard, Findings findings)
    {
        if (person is null || isOverheard)
        {
            if (isOverheard)
            {
                findings.Other("standby.postback", "A button was pressed in a conversation that another program has in hand.");
            }
            else
            {
                findings.Broken("postback", "A press of a button on Messenger lacks its author.");
            }
            return;
        }
        // Older presses have no number: one person presses once in a millisecond.
        var id = postback["mid"].Id ?? $"{person}:{at?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "undated"}";
        findings.Add(new Happening.Pressed(
            new(page.Reader, "", InteractionRealm.Press, id), author, new Press(id, postback["payload"].Text ?? "", author.Id ?? "", person, "", "fr"))
        {
            At = at,
        });
    }
}
