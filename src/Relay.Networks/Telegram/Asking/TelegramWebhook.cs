using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Networks.Telegram.Inbox;

namespace Relay.Networks.Telegram.Asking;

/// <summary>The address at a bot to which Telegram sends what Relay would read: ours, or another program's.</summary>
internal static class TelegramWebhook
{
    /// <summary>Whether an address is the account's own, at which Relay listens: another machine's Relay has the same path.</summary>
    /// <param name="account">The bot.</param>
    /// <param name="url">As Telegram tells it; null when it tells none.</param>
    public static bool IsOurs(Account account, string? url)
        => account.Settings.ContainsKey(TelegramHearing.HasSecret) && account.Webhook is { } ours && Uri.TryCreate(url, UriKind.Absolute, out var told) && told == ours;

    /// <summary>How the bot is freed of it: connecting asks her first; for an account of the operator's file there is no connecting.</summary>
    public static Phrase Removal(Account account) => account.Provisioned is null
        ? new($"arrêtez-le, ou retirez son adresse avec « relay connect telegram --name {account.Id} »", $"stop it, or take its address away with \"relay connect telegram --name {account.Id}\"")
        : new("arrêtez-le et retirez son adresse (deleteWebhook de l'API Bot), ou créez un bot pour Relay seul avec @BotFather", "stop it and take its address away (the Bot API's deleteWebhook), or make a bot for Relay alone with @BotFather");
}
