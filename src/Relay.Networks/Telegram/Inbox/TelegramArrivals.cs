using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Reads answers of <c>getUpdates</c> and updates that a webhook brings. Source: core.telegram.org/bots/api#update.</summary>
internal sealed class TelegramArrivals : IReadArrivals
{
    public string Network => TelegramNetwork.NetworkKey;

    public Author Self(Account account)
        => new(account.BotNumber().ToString(CultureInfo.InvariantCulture), Handle: account.Settings.GetValueOrDefault(TelegramSetup.HandleSetting)?.TrimStart('@'));

    public ArrivalReading Read(Account account, Arrival arrival)
    {
        var number = account.BotNumber().ToString(CultureInfo.InvariantCulture);
        var bot = new ReadBot($"{Network}:{number}", number, account.Settings.GetValueOrDefault(TelegramSetup.HandleSetting)?.TrimStart('@'));
        using var payload = Payload.Read(arrival.Payload);
        var findings = new Findings();
        foreach (var update in Updates(payload.Root))
        {
            ReadUpdate(bot, update, findings);
        }
        return findings.Of(payload, "Telegram");
    }

    // An answer holds a list, a webhook brings one; a list without its envelope is an answer that was unpacked.
    private static IEnumerable<Piece> Updates(Piece root)
        => root.IsList ? root.Elements : root["result"] is { IsList: true } result ? result.Elements : root["result"].IsObject ? [root["result"]] : root["ok"].Is || !root.Is ? [] : [root];

    private static void ReadUpdate(ReadBot bot, Piece update, Findings findings)
    {
        if (!update.IsObject)
        {
            findings.Broken("update", "An update of Telegram is not an object.");
            return;
        }
        // What other methods answer, and what programs keep, is a message without an update around it.
        if (update["message_id"].Is && update["chat"].Is)
        {
            MessageReading.Read(bot, "message", update, null, findings);
            return;
        }
        // What it brings is known by its own ids, and read although its number is missing; only the number confirms it.
        var number = update["update_id"].Whole;
        if (number is null)
        {
            findings.Broken("update", "An update of Telegram has no number.");
        }
        foreach (var (name, value) in update.Fields)
        {
            switch (name)
            {
                case "update_id":
                    break;
                case "message" or "edited_message" or "channel_post" or "edited_channel_post":
                    MessageReading.Read(bot, name, value, number, findings);
                    break;
                case "callback_query":
                    PressReading.Read(bot, value, findings);
                    break;
                case "my_chat_member":
                    ReachReading.Read(bot, value, findings);
                    break;
                case var _ when value.IsObject || value.IsList:
                    findings.Other(name);
                    break;
            }
        }
    }
}

/// <summary>Whose updates are read.</summary>
/// <param name="Reader">As the first part of keys.</param>
/// <param name="Number">The bot's own id.</param>
/// <param name="Handle">Its user name without <c>@</c>; null when the account does not tell it.</param>
internal sealed record ReadBot(string Reader, string Number, string? Handle);
