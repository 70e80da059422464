using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Inbox;
using Relay.Core.Texts;

namespace Relay.Worker.Conversations;

/// <summary>Takes presses of the buttons of conversations. The press stands in the inbox before the line is shown, and is settled from there, once; so the line says that it was heard, and the answer what came of it.</summary>
internal sealed class ConversationPresses : IPressHandler
{
    private static readonly Phrase Heard = new("Bien reçu.", "Got it.");

    private static readonly Phrase NotHere = new("Ouvrez une conversation privée avec ce bot : ici tout le monde lirait.", "Open a private chat with this bot: everybody would read it here.");

    /// <inheritdoc/>
    public string Prefix => Tokens.Prefix;

    /// <inheritdoc/>
    public Task<string> HandleAsync(Account account, Press press, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(press);
        return Task.FromResult((press.Chat == press.Person && press.Chat.Length > 0 ? Heard : NotHere).In(press.Language == "fr" ? "fr" : "en"));
    }
}
