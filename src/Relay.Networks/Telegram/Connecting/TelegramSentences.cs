using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Faults that more than one step can meet.</summary>
internal static class TelegramSentences
{
    /// <summary>The token is not known to Telegram.</summary>
    public static ConnectException DeadToken() => new(new(
        "Étape du jeton : Telegram ne connaît pas ce jeton ; dans @BotFather, envoyez /token, choisissez le bot et copiez la ligne entière.",
        "Token step: Telegram does not know this token; in @BotFather, send /token, choose the bot and copy the whole line."), TelegramQuestions.Token.Key);

    /// <summary>Telegram does not answer.</summary>
    public static ConnectException OutOfReach(Outcome.Failed failure) => new(new(
        $"Telegram ne répond pas ({failure.Reason.Clause.French}) ; vérifiez la connexion de cette machine, puis recommencez.",
        $"Telegram does not answer ({failure.Reason.Clause.English}); check this machine's connection, then try again."));
}
