using System.Security.Cryptography;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Finds the coordinator's own chat with the bot: she opens a link with a code that nobody else has, and presses <i>Start</i>.</summary>
/// <param name="bot">The bot.</param>
/// <param name="network">Sends the word of welcome.</param>
/// <param name="halted">Why nothing may leave at this moment; null when it may.</param>
internal sealed class CoordinatorStep(ConnectingBot bot, INetwork network, Func<CancellationToken, Task<Phrase?>> halted)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int CodeLength = 20;

    /// <summary>Goes through the step.</summary>
    /// <returns>Her chat; null when she wants none.</returns>
    public async Task<SeenPerson?> RunAsync(CancellationToken cancel)
    {
        if (!await bot.Dialogue.ConfirmAsync(TelegramQuestions.Coordinator, cancel))
        {
            return null;
        }
        var code = RandomNumberGenerator.GetString(Letters, CodeLength);
        bot.Dialogue.Say(new(
            $"Ouvrez ce lien et appuyez sur « Démarrer » : https://t.me/{bot.Username}?start={code}",
            $"Open this link and press \"Start\": https://t.me/{bot.Username}?start={code}"));
        var person = await bot.Dialogue.WaitAsync(TelegramQuestions.CoordinatorStart, LookAsync, cancel) ?? throw new ConnectException(new(
            "Étape du coordinateur : le bouton « Démarrer » n'a pas été pressé derrière ce lien ; recommencez et ouvrez le lien, ou répondez non.",
            "Coordinator step: \"Start\" was not pressed behind that link; try again and open the link, or say no."), TelegramQuestions.Coordinator.Key);
        await GreetAsync(person, cancel);
        return person;

        async Task<SeenPerson?> LookAsync(CancellationToken abort)
        {
            await bot.Peek.LookAsync(abort);
            return bot.Peek.Seen.Starter(code);
        }
    }

    // Whoever presses "Start" expects a word back; it also proves that the chat can be written to.
    private async Task GreetAsync(SeenPerson person, CancellationToken cancel)
    {
        if (await halted(cancel) is { } halt)
        {
            bot.Dialogue.Say(new($"Discussion de {person.Name} trouvée ; le mot de bienvenue n'est pas envoyé : {halt.French}", $"Found the chat of {person.Name}; the word of welcome is not sent: {halt.English}"));
            return;
        }
        var words = new Part(Guid.NewGuid(), 0,
            "Relay est relié à cette discussion : les relectures, les publications à faire à la main et les alertes arriveront ici. Ce message est automatique.\n\nRelay is linked to this chat: previews, hand-overs and alarms will come here. This message is automatic.",
            []);
        if (await network.CreateAsync(bot.Account, new Target(person.Chat, Kind: TargetKind.Private), words, cancel) is Outcome.Failed failed)
        {
            bot.Dialogue.Say(new(
                $"Le message de bienvenue n'est pas confirmé ({failed.Reason.Clause.French}).",
                $"The message of welcome is not confirmed ({failed.Reason.Clause.English})."));
        }
        bot.Dialogue.Say(new($"Discussion de {person.Name} trouvée.", $"Found the chat of {person.Name}."));
    }
}
