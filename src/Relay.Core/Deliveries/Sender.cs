using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Planning;
using Relay.Core.Swarm;
using Relay.Core.Swarm.Topics;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>Takes one part of one delivery to its network: guards, words, the ledger's word, then only the call, then the ledger's word again (FX-1).</summary>
public sealed partial class Sender(
    ILedger ledger, IChannels channels, FreshItems items, PartComposer composer, CopyJudge copies, GuardChain guards, HaltBoard halts, NetworkCaller caller, CopyLinks links, ThemeTopics topics, EngineOptions options, TimeProvider time, ILogger<Sender> logger)
{
    private static readonly Phrase Stopped = new("Relay a été arrêté avant l'appel.", "Relay was stopped before the call.");
    private static readonly Phrase Paused = new("Une pause ou l'arrêt d'urgence est venu avant l'appel.", "A pause or the kill switch came before the call.");
    private static readonly Phrase Restaged = new("Le canal a changé d'étape avant l'appel.", "The channel's stage changed before the call.");

    private readonly ChannelsByTarget _byTarget = new(channels);

    /// <summary>One attempt at most.</summary>
    /// <param name="account">The account it goes through.</param>
    /// <param name="fetched">The delivery as it was fetched from the queue.</param>
    /// <param name="isStale">Whether it is known to have changed since.</param>
    /// <param name="turn">When the call may start; null where nothing else is sent through the account.</param>
    /// <param name="abort">Aborts a call in flight, which leaves a doubt; nothing new starts once it fired.</param>
    internal async Task<Sent> SendAsync(Account account, Delivery fetched, bool isStale, RateTurn? turn, CancellationToken abort)
    {
        // The ledger compares what is begun with what was read: only where they differ is it read again, or where something other than an attempt is to be written.
        var (known, isFresh) = isStale ? (await ledger.FindAsync(fetched.Id, abort), true) : (fetched, false);
        for (var reading = 0; reading < 3; reading++)
        {
            var now = time.GetUtcNow();
            if (known is not { State: DeliveryState.Queued or DeliveryState.Held } delivery || delivery.NextAt > now || delivery.Account != account.Id)
            {
                return Sent.Nothing;
            }
            var judged = await JudgeAsync(account, delivery, now, abort);
            if (judged is { Parts: { } parts, Place: { } place })
            {
                // Asked again before anything is announced: a pause, or another stage of the channel, may have come while the source was asked and the words were found.
                if (Halted(account, delivery) is not null)
                {
                    return Sent.Nothing;
                }
                if (place.IsToMake)
                {
                    return await MakeTopicAsync(account, delivery, place, turn, abort);
                }
                await topics.KeepAsync(delivery, place, abort);
                var part = parts.First(part => part.State == PartState.Planned);
                var start = new AttemptStart(delivery, judged.AreNew ? parts : null, part.Index, time.GetUtcNow());
                if (await ledger.BeginAttemptAsync(start, abort) is { } number)
                {
                    return await CallAsync(account, delivery with { Parts = parts }, part, ButtonsUnder(part, parts, judged), place, number, turn, abort);
                }
            }
            else if (isFresh)
            {
                await SettleAsync(delivery, judged, now, abort);
                return Sent.Nothing;
            }
            (known, isFresh) = (await ledger.FindAsync(fetched.Id, abort), true);
        }
        return Sent.Nothing;
    }

    /// <summary>The call that was announced, and what became of it.</summary>
    private async Task<Sent> CallAsync(Account account, Delivery delivery, DeliveryPart part, IReadOnlyList<Button> buttons, TopicPlace place, int number, RateTurn? turn, CancellationToken abort)
    {
        // And at the very last moment: the commit may be slow, and the turn may be long in coming.
        if ((await InTurnAsync(turn, abort) ? Halted(account, delivery) : Stopped) is { } reason)
        {
            turn?.End(reached: false);
            var uncalled = new Outcome.Failed(FailureKind.Throttled, FailureScope.Delivery, reason, TimeSpan.Zero);
            await ledger.EndAttemptAsync(AttemptRules.End(delivery, part, number, uncalled, time.GetUtcNow(), options), CancellationToken.None);
            return Sent.Nothing;
        }
        var answered = await caller.CallAsync(account, delivery with { Target = place.Target }, part, buttons, abort);
        turn?.End();
        var outcome = await topics.TakeAsync(delivery, place, answered);
        var end = AttemptRules.End(delivery, part, number, outcome, time.GetUtcNow(), options);
        // Whatever stops us, what the network said is written down.
        await ledger.EndAttemptAsync(end, CancellationToken.None);
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Attempted(logger, delivery.Id, part.Ordinal, account.Id, end.PartTo, Describe(outcome));
        }
        return new(outcome, end.DeliveryTo == DeliveryState.Queued && (end.PartTo == PartState.Confirmed || outcome != answered), end.At);
    }

    /// <summary>Makes the topic that a post is to stand in, in the turn of its call; the post goes on after it.</summary>
    private async Task<Sent> MakeTopicAsync(Account account, Delivery delivery, TopicPlace place, RateTurn? turn, CancellationToken abort)
    {
        if (!await topics.BeginAsync(delivery, place, abort))
        {
            return new(null, true, null);
        }
        if (!await InTurnAsync(turn, abort) || Halted(account, delivery) is not null)
        {
            turn?.End(reached: false);
            await topics.WithdrawAsync(delivery, place);
            return Sent.Nothing;
        }
        var failed = await topics.MakeAsync(account, delivery, place, abort);
        turn?.End();
        return new(failed, true, time.GetUtcNow());
    }

    // Where a copy has several parts, a reader is at the last one when it comes to doing something.
    private static IReadOnlyList<Button> ButtonsUnder(DeliveryPart part, IReadOnlyList<DeliveryPart> parts, Judged judged)
        => judged.Buttons.Count > 0 && part.Index == parts.Where(one => !one.IsSurplus).Max(one => one.Index) ? judged.Buttons : [];

    /// <summary>That a pause, the kill switch or the channel's stage forbids the call as things stand now; null when none does. The next round says which, in the ledger.</summary>
    private Phrase? Halted(Account account, Delivery delivery)
    {
        var channel = _byTarget.Serving(delivery);
        return halts.Of(account, channel?.Id) is not null ? Paused : StageGuard.Judge(channel, delivery) is not Verdict.Pass ? Restaged : null;
    }

    /// <summary>Waits for the turn of a call that is announced: some milliseconds at most. False when Relay was stopped first, so that no call is made.</summary>
    private static async Task<bool> InTurnAsync(RateTurn? turn, CancellationToken abort)
    {
        try
        {
            await (turn?.BeginAsync(abort) ?? Task.CompletedTask);
            return true;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The parts as they should leave, or what stands against it: a guard, a template, or a fault of ours that strikes this delivery. Writes nothing.</summary>
    private async Task<Judged> JudgeAsync(Account account, Delivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var channel = _byTarget.Serving(delivery);
            var (known, silent) = await items.ReadAsync(delivery.Items, cancel);
            var candidate = new Candidate(delivery, channel, account, known, silent, now) { Parts = delivery.Parts };
            var compose = delivery.Operation is Operation.Create or Operation.HandOver && delivery.Parts.All(part => part is { State: PartState.Planned, AttemptedAt: null });
            var door = channel is null || delivery.Operation == Operation.Answer ? null : await links.OfAsync(delivery.PublicationId, channel, account, cancel);
            var revises = channel is not null && delivery.Operation is Operation.Edit or Operation.Delete && !TestPosts.Is(delivery);
            if (revises)
            {
                var (parts, against) = await copies.JudgeAsync(delivery, channel!, known, door, now, cancel);
                if (against is not Verdict.Pass)
                {
                    return new(null, false, against, null);
                }
                candidate = candidate with { Parts = parts };
            }
            // The words are looked at by guards too, so they are found first.
            if (compose && channel is not null)
            {
                candidate = candidate with { Parts = composer.Compose(delivery.Key.Moment, channel, known, now, door: door) };
            }
            var verdict = await guards.CheckAsync(candidate, cancel);
            var buttons = channel is null || verdict is not Verdict.Pass ? [] : CopyButtons.Of(delivery, channel, known, door, now);
            return verdict is Verdict.Pass
                ? new(candidate.Parts, revises ? !Traces.HasLeft(delivery) : compose && !delivery.Parts.SequenceEqual(candidate.Parts, SameWords.Instance), verdict, null) { Buttons = buttons, Place = await topics.PlaceAsync(delivery, channel, known, cancel) }
                : new(null, false, verdict, null);
        }
        catch (TemplateException fault)
        {
            return new(null, false, new Verdict.Hold(Rules.Template), fault);
        }
#pragma warning disable CA1031 // Nothing has been announced yet: a fault that strikes this delivery alone must hold it, with an alarm, and not stop every other one of the account.
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
#pragma warning restore CA1031
        {
            return new(null, false, new Verdict.Hold(Rules.Unexpected), fault);
        }
    }

    /// <summary>Writes down what stands against a delivery. Where the store itself is at fault this fails as well, and the pump rests.</summary>
    private async Task SettleAsync(Delivery delivery, Judged judged, DateTimeOffset now, CancellationToken cancel)
    {
        var (state, rule, next) = judged.Verdict switch
        {
            Verdict.Hold hold => (DeliveryState.Held, hold.Rule, hold.Until ?? now + options.HoldRest),
            Verdict.End end => (end.State, end.Rule, now),
            _ => throw new InvalidOperationException($"{judged.Verdict.GetType().Name} settles nothing."),
        };
        if (judged.Fault is TemplateException broken)
        {
            Log.Template(logger, delivery.Id, broken.Words);
        }
        else if (judged.Fault is not null)
        {
            Log.Unexpected(logger, delivery.Id, delivery.Account, judged.Fault);
        }
        var reason = judged.Fault is TemplateException template ? template.Words.Kept : judged.Fault?.GetType().Name;
        if (await ledger.SettleAsync(delivery, state, rule, reason, next, now, cancel))
        {
            Log.Settled(logger, delivery.Id, state, rule);
        }
    }

    /// <summary>Where the call of a delivery counts against limits: its target, or where its network shows what is in its shadow stage.</summary>
    internal Target GoesTo(Account account, Target target) => target.IsShadow ? caller.Shadows.PlaceOf(account, target) ?? target : target;

    private static Phrase Describe(Outcome outcome) => outcome is Outcome.Failed failed ? Phrase.Said($"{failed.Kind} ({failed.Scope})") : new("fait", "done");

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "Delivery {DeliveryId} part {Part} through {Account}: {State}, {Result}.")]
        public static partial void Attempted(ILogger logger, Guid deliveryId, int part, string account, PartState state, Phrase result);

        [LoggerMessage(3102, LogLevel.Information, "Delivery {DeliveryId} is {State} by rule {Rule}.")]
        public static partial void Settled(ILogger logger, Guid deliveryId, DeliveryState state, string rule);

        [LoggerMessage(3103, LogLevel.Error, "Delivery {DeliveryId} waits: {Fault}")]
        public static partial void Template(ILogger logger, Guid deliveryId, Phrase fault);

        [LoggerMessage(3104, LogLevel.Error, "Delivery {DeliveryId} through {Account} is held by an unexpected fault in Relay; the others go on.")]
        public static partial void Unexpected(ILogger logger, Guid deliveryId, string account, Exception fault);
    }

    /// <summary>What is to be done with a delivery.</summary>
    /// <param name="Parts">As they should leave, in order; null when something stands against it.</param>
    /// <param name="AreNew">Whether the ledger has other ones, or none.</param>
    /// <param name="Verdict">Why not, or pass.</param>
    /// <param name="Fault">What could not be done; null otherwise.</param>
    private sealed record Judged(IReadOnlyList<DeliveryPart>? Parts, bool AreNew, Verdict Verdict, Exception? Fault)
    {
        /// <summary>Under the last part; empty for none.</summary>
        public IReadOnlyList<Button> Buttons { get; init; } = [];

        /// <summary>Where in its target it goes; null when something stands against it.</summary>
        public TopicPlace? Place { get; init; }
    }
}

/// <summary>What came of one turn of a delivery.</summary>
/// <param name="Outcome">Of the call; null when none was made.</param>
/// <param name="Again">Whether the next part may follow at once.</param>
/// <param name="At">When the call ended.</param>
internal sealed record Sent(Outcome? Outcome, bool Again, DateTimeOffset? At)
{
    /// <summary>No call was made.</summary>
    public static Sent Nothing { get; } = new(null, false, null);
}
