using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Networks.Telegram;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Assisted;

/// <summary>Hands publications to a coordinator in Telegram, through a bot that is an account of its own. Shows them there too, without buttons, in the shadow stage.</summary>
internal sealed class AssistedHand(TelegramNetwork telegram, IChannels channels) : IHandOver, IShadowPosts
{
    public string Network => ByHand.Network;

    public Task<Outcome> HandAsync(Account account, Target target, Part part, HandCard card, CancellationToken abort) => ThroughAsync(account, (bot, chat) =>
    {
        var message = part.Images.Count > 0 ? part with { Link = null } : part with { Text = AssistedWords.Card(card, part.Text), Link = null };
        return telegram.CreateAsync(bot, chat, card.IsLast ? message with { Buttons = AssistedWords.Buttons(card, target) } : message, abort);
    });

    public Task<Outcome> RemindAsync(Account account, Target target, IReadOnlyList<string> remoteIds, HandCard card, CancellationToken abort) => ThroughAsync(account, (bot, chat)
        => telegram.CreateAsync(bot, chat, new Part(card.Delivery, 0, AssistedWords.Reminder(card), [], remoteIds.Count > 0 ? remoteIds[0] : null), abort));

    public Task<Outcome> CloseAsync(Account account, Target target, IReadOnlyList<string> remoteIds, string text, HandCard card, Phrase end, CancellationToken abort) => ThroughAsync(account, (bot, chat)
        => telegram.EditAsync(bot, chat, remoteIds, new Part(card.Delivery, 0, AssistedWords.Closed(card, text, end), []), abort));

    public bool IsCoordinator(Account account, Account through, Press press)
        => account.Network == Network && account.Settings.GetValueOrDefault(TelegramSetup.CoordinatorSetting) is { } chat
            && press.Chat == chat && (chat.StartsWith('-') || press.Person == chat) // a group's members are the coordinators; a private chat has one
            && IsBotOf(account, through);

    public Target? PlaceOf(Account account, Target target) => Chat(account);

    public Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort) => ThroughAsync(account, (bot, chat)
        => telegram.CreateAsync(bot, chat, part.Images.Count > 0 ? part with { Link = null } : part with { Text = AssistedWords.Shown(heading, part.Text), Link = null }, abort));

    public Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort) => ThroughAsync(account, (bot, chat)
        => telegram.DeleteAsync(bot, chat, remoteIds, abort));

    // Accounts of one bot are read through the first of them: the bot counts, not the account.
    private bool IsBotOf(Account account, Account through)
        => account.Settings[ByHand.BotSetting] == through.Id
            || (channels.Accounts.GetValueOrDefault(account.Settings[ByHand.BotSetting]) is { } bot && bot.Network == through.Network && NumberOf(bot) is { } number && number == NumberOf(through));

    private static long? NumberOf(Account bot)
    {
        try
        {
            return bot.BotNumber();
        }
        catch (SecretMissingException)
        {
            return null; // Which bot it is can't be told, so nothing counts for it.
        }
    }

    private Task<Outcome> ThroughAsync(Account account, Func<Account, Target, Task<Outcome>> call)
        => channels.Accounts.GetValueOrDefault(account.Settings[ByHand.BotSetting]) is { } bot && Chat(account) is { } chat
            ? call(bot, chat)
            : Task.FromResult<Outcome>(new Outcome.Failed(FailureKind.Misconfigured, FailureScope.Account, new($"Le compte {account.Settings[ByHand.BotSetting]}, par lequel il passe, n'est pas configuré.", $"The account {account.Settings[ByHand.BotSetting]}, through which it works, is not configured.")));

    private static Target? Chat(Account account)
        => account.Settings.TryGetValue(TelegramSetup.CoordinatorSetting, out var chat) ? new(chat, Kind: TelegramTargets.KindOf(chat)) : null;
}
