using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;

namespace Relay.Core.Swarm;

/// <summary>
/// Makes the deep link that a copy carries, when the copy is put into words: it opens the private chat with a bot at what the copy tells of, and lets be counted how many came by it.
/// The same copy always gets the same link. Thread-safe.
/// </summary>
public sealed partial class CopyLinks(ILinkKey key, IChannels channels, TimeProvider time, ILogger<CopyLinks> logger)
{
    private volatile Tokens? _tokens;
    private bool _told;

    /// <summary>The link; null where no bot is connected with its name, the channel wants no invitations, or the key can't be read.</summary>
    /// <param name="copy">Id of the publication.</param>
    /// <param name="channel">The channel that it is published by.</param>
    /// <param name="account">The account that it goes through.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<Uri?> OfAsync(Guid copy, Channel channel, Account account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Invite && Bots.For(channels, account, channel.Territories) is { } bot && await TokensAsync(cancel) is { } tokens ? new Uri($"https://t.me/{bot}?start={tokens.LinkTo(copy)}") : null;
    }

    // A post without its link is worth more than none: whoever lost the keys is told so by everything else that needs them.
    private async ValueTask<Tokens?> TokensAsync(CancellationToken cancel)
    {
        try
        {
            return _tokens ??= new Tokens(await key.SigningKeyAsync(time.GetUtcNow(), cancel));
        }
        catch (SecretMissingException fault)
        {
            if (!_told)
            {
                _told = true;
                Log.NoKey(logger, fault.Message);
            }
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3180, LogLevel.Warning, "Copies carry no deep link: {Fault}")]
        public static partial void NoKey(ILogger logger, string fault);
    }
}
