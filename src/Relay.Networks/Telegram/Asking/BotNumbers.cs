using System.Globalization;
using Relay.Core.Channels;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Asking;

/// <summary>A bot's number stands before the colon of its token.</summary>
internal static class BotNumbers
{
    /// <summary>The number.</summary>
    /// <exception cref="SecretMissingException">When the token can't be had or has no number.</exception>
    public static long BotNumber(this Account bot)
        => long.TryParse(bot.Token("Token").Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SecretMissingException($"Token of account {bot.Id} does not begin with a bot's number: copy it anew from BotFather.", $"Token du compte {bot.Id} ne commence pas par le numéro d'un bot : recopiez-le depuis BotFather.");
}
