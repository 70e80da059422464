using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Networks.Telegram.Asking;

/// <summary>Another program's address at a bot, to which Telegram sends what Relay would read.</summary>
internal static class TelegramWebhook
{
    /// <summary>How the bot is freed of it: connecting asks her first; for an account of the operator's file there is no connecting.</summary>
    public static Phrase Removal(Account account) => account.Provisioned is null
        ? new($"arrêtez-le, ou retirez son adresse avec « relay connect telegram --name {account.Id} »", $"stop it, or take its address away with \"relay connect telegram --name {account.Id}\"")
        : new("arrêtez-le et retirez son adresse (deleteWebhook de l'API Bot), ou créez un bot pour Relay seul avec @BotFather", "stop it and take its address away (the Bot API's deleteWebhook), or make a bot for Relay alone with @BotFather");
}
