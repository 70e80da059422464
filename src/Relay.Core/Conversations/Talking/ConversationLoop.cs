using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Talking;

/// <summary>
/// Makes something of everything that came in: once each, for ever, the first heard first, a STOP before all else. Whatever is cut off between two of its steps is decided anew: nothing
/// of it stands before the one commit that settles it, answer and all. Run by one task.
/// </summary>
public sealed partial class ConversationLoop
{
    private const int Page = 50;
    private const int SweepPage = 500;

    /// <summary>How often one interaction may fail before a person reads it instead.</summary>
    private const int MostFailures = 3;

    /// <summary>Who was shut out, and what could not be settled, is looked at this often without a ring.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>What is heard in one commit may carry times a little ahead.</summary>
    private static readonly TimeSpan SweptAgain = TimeSpan.FromMinutes(1);

    private readonly IConversationStore _store;
    private readonly IChannels _channels;
    private readonly IUnderstand _understanding;
    private readonly ConversationRules _rules;
    private readonly SituationReader _situations;
    private readonly Settler _settler;
    private readonly ShutOuts _shutOuts;
    private readonly PumpBell _pumps;
    private readonly InboxBell _bell;
    private readonly TimeProvider _time;
    private readonly ILogger<ConversationLoop> _logger;
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private DateTimeOffset? _swept;

    /// <summary>Puts it together.</summary>
    public ConversationLoop(
        IConversationStore store, IItemStore items, ContactBook book, IContactStore contacts, LinkCodes codes, RetentionRules retention, IUnderstand understanding, IChannels channels, ConversationRules rules,
        AnswerDesk desk, ShutOuts shutOuts, PumpBell pumps, InboxBell bell, TimeProvider time, ILogger<ConversationLoop> logger)
    {
        (_store, _channels, _understanding, _rules, _shutOuts, _pumps, _bell, _time, _logger) = (store, channels, understanding, rules, shutOuts, pumps, bell, time, logger);
        _situations = new SituationReader(store, items, book, contacts, codes, new Vicinity(store, channels, time), understanding, time);
        _settler = new Settler(desk, book, retention);
    }

    /// <summary>Settles whatever comes, until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        await _store.SigningKeyAsync(_time.GetUtcNow(), enough); // links can be given out from now on
        while (!enough.IsCancellationRequested)
        {
            await _shutOuts.TakeInAsync(enough);
            await SettleWaitingAsync(enough);
            await _bell.WaitUnderstoodAsync(Look, enough);
        }
    }

    /// <summary>Settles everything that waits to be.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SettleWaitingAsync(CancellationToken cancel)
    {
        var (settled, before) = (0, -1);
        while (settled != before)
        {
            before = settled;
            settled += await SweepStopsAsync(cancel);
            foreach (var interaction in await _store.UnsettledAsync(null, Page, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                settled += await SettleAsync(interaction, cancel) ? 1 : 0;
            }
        }
        return settled;
    }

    /// <summary>Looks once through all that is new for those who want nothing any more: they overtake everything.</summary>
    private async Task<int> SweepStopsAsync(CancellationToken cancel)
    {
        var settled = 0;
        for (var after = _swept - SweptAgain; await _store.UnsettledAsync(after, SweepPage, cancel) is { Count: > 0 } page; after = page[^1].HeardAt)
        {
            foreach (var interaction in page.Where(IsStop))
            {
                settled += await SettleAsync(interaction, cancel) ? 1 : 0;
            }
            _swept = page[^1].HeardAt;
            if (page.Count < SweepPage)
            {
                break;
            }
        }
        return settled;
    }

    // What can't be read is no STOP to the sweep: it has its own turn, where a fault is counted and seen by a person.
    private bool IsStop(Interaction interaction)
    {
        try
        {
            return ReadsAsStop(interaction);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Unread(_logger, interaction.Id, fault);
            return false;
        }
    }

    private bool ReadsAsStop(Interaction interaction)
        => _channels.Accounts.TryGetValue(interaction.Account, out var account) && Incoming.Of(interaction, account) is { IsPrivate: true } came
            && (came.Button is { } data ? data.StartsWith($"{Tokens.Prefix}{(char)ChoiceVerb.StopAll}", StringComparison.Ordinal)
                : Command.Read(came.Text) is { } command ? command.Name == CommandName.Stop
                : came.What is Inbox.Arrivals.Happening.Reach { Reachable: false } || (came.Text.Length > 0 && _understanding.Read(new(came.Text)).OptOut == OptOut.Certain));

    private bool MayStop(Incoming came)
        => came.IsPrivate && (Command.Read(came.Text) is { } command ? command.Name == CommandName.Stop : _understanding.Read(new(came.Text)).OptOut != OptOut.None);

    private async Task<bool> SettleAsync(Interaction interaction, CancellationToken cancel)
    {
        Settlement settlement;
        bool isFirst;
        try
        {
            settlement = await DecidedAsync(interaction, cancel);
            isFirst = await _store.SettleAsync(settlement, cancel);
            _failures.Remove(interaction.Id);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException or SecretMissingException or PeopleKeyException))
        {
            var times = _failures[interaction.Id] = _failures.GetValueOrDefault(interaction.Id) + 1;
            Log.Failed(_logger, interaction.Id, times, fault);
            if (times < MostFailures)
            {
                return false;
            }
            // One that the rules can't bear must not hold up its neighbours: a person reads it.
            _failures.Remove(interaction.Id);
            settlement = new()
            {
                Interaction = interaction.Id, Key = Incoming.KeyOf(interaction), Account = interaction.Account, Outcome = "failed", At = _time.GetUtcNow(),
                Waiting = Waits.For(WaitReason.NotUnderstood, _time.GetUtcNow()),
            };
            isFirst = await _store.SettleAsync(settlement, cancel);
        }
        if (isFirst)
        {
            Log.Settled(_logger, settlement.Interaction, settlement.Outcome, settlement.Acts.Count, settlement.Drafts.Count, settlement.Waiting is not null);
            if (settlement.Drafts.Count > 0)
            {
                _pumps.Ring();
            }
        }
        return true;
    }

    private async Task<Settlement> DecidedAsync(Interaction interaction, CancellationToken cancel)
    {
        if (!_channels.Accounts.TryGetValue(interaction.Account, out var account) || Incoming.Of(interaction, account) is not { } came)
        {
            return new() { Interaction = interaction.Id, Key = Incoming.KeyOf(interaction), Account = interaction.Account, Outcome = account is null ? "account-gone" : "removed", At = _time.GetUtcNow() };
        }
        var tokens = new Tokens(await _store.SigningKeyAsync(_time.GetUtcNow(), cancel));
        var (situation, identity, decision) = await _situations.DecideAsync(came, tokens, _rules, cancel);
        var settlement = await _settler.OfAsync(came, situation, identity, decision, tokens, cancel);
        // Words that were corrected before they were answered count as they stand; later only a STOP among them does.
        return interaction.IsReopened && !MayStop(came) ? settlement with { Replaces = $"answer/{interaction.Id}" } : settlement;
    }

    private static partial class Log
    {
        [LoggerMessage(4040, LogLevel.Information, "Settled interaction {Interaction}: {Outcome} ({Acts} acts, {Answers} answers, waits for a person: {Waits}).")]
        public static partial void Settled(ILogger logger, string interaction, string outcome, int acts, int answers, bool waits);

        [LoggerMessage(4041, LogLevel.Error, "Interaction {Interaction} could not be settled (try {Times}); after three a person is asked to read it.")]
        public static partial void Failed(ILogger logger, string interaction, int times, Exception fault);

        [LoggerMessage(4042, LogLevel.Warning, "Whether interaction {Interaction} is a STOP could not be read; it is looked at again in its turn.")]
        public static partial void Unread(ILogger logger, string interaction, Exception fault);
    }
}
