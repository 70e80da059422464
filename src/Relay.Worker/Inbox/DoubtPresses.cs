using Relay.Core.Alarms;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Worker.Cli;
using Relay.Worker.Control;

namespace Relay.Worker.Inbox;

/// <summary>Takes a coordinator's word, from the coordinators' chat, on whether an uncertain post is there: the same as <c>relay uncertain resolve</c>.</summary>
internal sealed partial class DoubtPresses(
    ResolveDoubt resolve, Prospect prospect, ILedger ledger, IChannels channels, WatchdogSettings settings, ConfigurationInForce configuration, NetworkCaller networks, IEnumerable<ITextRules> rules, HaltBoard halts, ILogger<DoubtPresses> logger) : IPressHandler
{
    private static readonly Phrase NotYours = new("Ce bouton n'est pas pour vous.", "This button is not for you.");

    private static readonly Phrase Settled = new("Déjà réglé : il n'y a plus rien à dire de ce message.", "Settled already: there is nothing more to say of this message.");

    /// <inheritdoc/>
    public string Prefix => DoubtQuestion.Prefix;

    /// <inheritdoc/>
    public async Task<string> HandleAsync(Account account, Press press, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(press);
        var language = press.Language == "fr" ? "fr" : "en";
        // A group's members are the coordinators; a private chat has one.
        if (settings.PlaceIn(channels) is not { } place || press.Chat != place.Chat.Key || !(press.Chat.StartsWith('-') || press.Person == press.Chat) || DoubtQuestion.OfPress(press.Data) is not var (isThere, question))
        {
            Log.Ignored(logger, account.Id);
            return NotYours.In(language);
        }
        if (await ledger.FindAsync(question.Delivery, cancel) is not { } delivery || DoubtQuestion.Of(delivery) != question)
        {
            await CloseAsync(place, press, Settled, cancel);
            return Settled.In(language);
        }
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [ResolveDoubt.Id] = delivery.Id.ToString(), [isThere ? ResolveDoubt.Seen : ResolveDoubt.Again] = "true" };
        try
        {
            await resolve.RunAsync(arguments, new Actor(ActorKind.Coordinator, place.Account.Settings.GetValueOrDefault("CoordinatorName") ?? press.Person), cancel);
        }
        catch (CommandFailure refused)
        {
            return refused.Sentence.In(language);
        }
        var against = isThere ? null : await prospect.WhyNotNowAsync(delivery.Id, cancel);
        var noted = isThere ? new Phrase("Noté : le message y est.", "Noted: the message is there.")
            : against is { } why ? new($"Noté : il n'y est pas. {why.French}", $"Noted: it is not there. {why.English}") : new("Noté : Relay l'envoie de nouveau.", "Noted: Relay sends it again.");
        await CloseAsync(place, press, noted, cancel);
        return noted.In(language);
    }

    /// <summary>
    /// Makes the question say how it ended, in the language it was asked in, for all who read it; without its buttons. While everything is halted it stays as it is. What was settled is
    /// settled, whatever becomes of this.
    /// </summary>
    private async Task CloseAsync((Account Account, Target Chat) place, Press press, Phrase end, CancellationToken cancel)
    {
        if (halts.OfAccount(place.Account.Id) is not null || networks.Find(place.Account.Network) is not IEditPosts network || rules.FirstOrDefault(one => one.Network == place.Account.Network) is not { } marks)
        {
            return;
        }
        var text = marks.Escape(end.In(configuration.Language), links: false);
        try
        {
            if (await network.EditAsync(place.Account, place.Chat, [press.Message], new Part(Guid.NewGuid(), 0, text, []), cancel) is Outcome.Failed failed)
            {
                Log.NotClosed(logger, failed.Reason);
            }
        }
        catch (SecretMissingException fault)
        {
            Log.NotClosed(logger, new(fault.French, fault.Message));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5204, LogLevel.Information, "A press through {Account} was not a coordinator's, or of no question of ours.")]
        public static partial void Ignored(ILogger logger, string account);

        [LoggerMessage(5205, LogLevel.Warning, "The question about an uncertain post could not be changed: {Reason}")]
        public static partial void NotClosed(ILogger logger, Phrase reason);
    }
}
