using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>A bot while it is being connected.</summary>
/// <param name="Dialogue">The coordinator.</param>
/// <param name="Inquiry">What can be asked.</param>
/// <param name="Peek">What waits for the bot.</param>
/// <param name="Account">Its credentials.</param>
/// <param name="Username">Without <c>@</c>.</param>
/// <param name="ReadsGroups">Whether its privacy mode is off.</param>
internal sealed record ConnectingBot(IDialogue Dialogue, TelegramInquiry Inquiry, UpdatePeek Peek, Account Account, string Username, bool ReadsGroups)
{
    /// <summary>What the bot is in a chat; outside it when Telegram says that it can't know.</summary>
    /// <exception cref="ConnectException">When Telegram does not answer.</exception>
    public async Task<BotStanding> StandingAsync(SeenChat chat, CancellationToken cancel)
    {
        var asked = await Inquiry.StandingAsync(Account, chat.Id, cancel);
        return asked.Value is { } member ? BotStanding.Of(member, chat.IsChannel)
            : asked.Failure is { Kind: Core.Deliveries.FailureKind.Unavailable or Core.Deliveries.FailureKind.Throttled } failure ? throw TelegramSentences.OutOfReach(failure)
            : new(false, false, false, false);
    }
}
