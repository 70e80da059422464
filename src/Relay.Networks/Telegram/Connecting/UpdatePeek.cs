using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Networks.Telegram.Asking;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>
/// Looks at what waits for a bot and leaves it there: the worker still gets it. Only when more waits than one page holds is the page confirmed that was read, and never a
/// press of a button, which a worker must carry out. Not thread-safe.
/// </summary>
internal sealed class UpdatePeek(TelegramInquiry inquiry, IEnumerable<IReaderTurn> turns, Account bot)
{
    /// <summary>What tells of chats, topics and people; presses too, so that Telegram goes on keeping them for the worker.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["message", "channel_post", "my_chat_member", "callback_query"];

    // A look every other second: half a minute without an answer.
    private const int MostFailures = 15;

    private long? _offset;
    private int _failures;

    /// <summary>What was learned so far.</summary>
    public SeenChats Seen { get; } = new();

    /// <summary>Looks once.</summary>
    /// <exception cref="ConnectException">When a webhook or another reader stands in the way, the token died, or Telegram stays out of reach.</exception>
    public async Task LookAsync(CancellationToken cancel)
    {
        var reader = bot.BotNumber().ToString(CultureInfo.InvariantCulture);
        foreach (var turn in turns)
        {
            await turn.TakeAsync(TelegramNetwork.NetworkKey, reader, cancel);
        }
        while (true)
        {
            var asked = await inquiry.UpdatesAsync(bot, _offset, TelegramInquiry.Page, TimeSpan.Zero, Kinds, cancel);
            if (asked.Value is not { } page)
            {
                Bear(asked);
                return;
            }
            _failures = 0;
            foreach (var update in page)
            {
                Seen.Take(update);
            }
            if (page.Count < TelegramInquiry.Page)
            {
                return;
            }
            var passable = page.TakeWhile(update => update.CallbackQuery is null).ToList();
            if (passable.Count == 0)
            {
                throw new ConnectException(new(
                    "Recherche des discussions : trop d'appuis sur des boutons attendent Relay ; lancez « relay run » une minute, puis recommencez.",
                    "Looking for chats: too many presses of buttons wait for Relay; start \"relay run\" for a minute, then try again."));
            }
            _offset = passable[^1].UpdateId + 1;
        }
    }

    private void Bear(Asked<IReadOnlyList<TelegramUpdate>> asked)
    {
        if (asked.Says("webhook is active"))
        {
            throw new ConnectException(new(
                "Recherche des discussions : un autre programme vient de demander à recevoir les messages de ce bot (webhook) ; arrêtez-le, puis recommencez.",
                "Looking for chats: another program has just asked for this bot's messages (webhook); stop it, then try again."));
        }
        if (asked.Failure!.Kind is FailureKind.Unauthorized)
        {
            throw TelegramSentences.DeadToken();
        }
        if (++_failures > MostFailures)
        {
            throw asked.IsConflict
                ? new ConnectException(new(
                    "Recherche des discussions : un autre programme lit déjà les messages de ce bot ; arrêtez-le, ou créez un bot pour Relay seul avec @BotFather.",
                    "Looking for chats: another program already reads this bot's messages; stop it, or make a bot for Relay alone with @BotFather."))
                : TelegramSentences.OutOfReach(asked.Failure);
        }
    }
}
