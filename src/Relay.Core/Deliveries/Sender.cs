using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>Takes one part of one delivery to its network: guards, words, the ledger's word, then only the call, then the ledger's word again (FX-1).</summary>
public sealed partial class Sender(
    ILedger ledger, IChannels channels, FreshItems items, PartComposer composer, GuardChain guards, HaltBoard halts, NetworkCaller caller, EngineOptions options, TimeProvider time, ILogger<Sender> logger)
{
    /// <summary>One attempt at most.</summary>
    /// <param name="account">The account it goes through.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="abort">Aborts a call in flight, which leaves a doubt; nothing new starts once it fired.</param>
    internal async Task<Sent> SendAsync(Account account, Guid id, CancellationToken abort)
    {
        var now = time.GetUtcNow();
        if (await ledger.FindAsync(id, abort) is not { State: DeliveryState.Queued or DeliveryState.Held } delivery || delivery.NextAt > now || delivery.Account != account.Id)
        {
            return Sent.Nothing;
        }
        // Asked again at the last moment: a pause may have come while the words were found.
        if (await PrepareAsync(account, delivery, now, abort) is not { } parts || halts.Of(account.Id, ChannelOf(delivery)?.Id) is not null)
        {
            return Sent.Nothing;
        }
        delivery = delivery with { Parts = parts };
        var part = parts.First(part => part.State == PartState.Planned);
        var number = await ledger.BeginAttemptAsync(id, part.Index, time.GetUtcNow(), abort);
        var outcome = await caller.CallAsync(account, delivery, part, abort);
        var end = AttemptRules.End(delivery, part, number, outcome, time.GetUtcNow(), options);
        // Whatever stops us, what the network said is written down.
        await ledger.EndAttemptAsync(end, CancellationToken.None);
        Log.Attempted(logger, id, part.Index, account.Id, end.PartTo, Describe(outcome));
        return new(outcome, end.DeliveryTo == DeliveryState.Queued && end.PartTo == PartState.Confirmed, end.At);
    }

    /// <summary>The parts as they should leave, written down; null when a guard, or a template, stands against it.</summary>
    private async Task<IReadOnlyList<DeliveryPart>?> PrepareAsync(Account account, Delivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        var channel = ChannelOf(delivery);
        var (known, silent) = await items.ReadAsync(delivery.Items, cancel);
        var candidate = new Candidate(delivery, channel, account, known, silent, now) { Parts = delivery.Parts };
        var compose = delivery.Operation is Operation.Create or Operation.HandOver && delivery.Parts.All(part => part is { State: PartState.Planned, AttemptedAt: null });
        // The words are looked at by guards too, so they are found first; nothing is written yet.
        if (compose && channel is not null)
        {
            try
            {
                candidate = candidate with { Parts = composer.Compose(delivery.Key.Moment, channel, known, now) };
            }
            catch (TemplateException fault)
            {
                Log.Template(logger, delivery.Id, fault.Message);
                await SettleAsync(delivery, new Verdict.Hold(Rules.Template), fault.Message, now, cancel);
                return null;
            }
        }
        var verdict = await guards.CheckAsync(candidate, cancel);
        if (verdict is not Verdict.Pass)
        {
            await SettleAsync(delivery, verdict, null, now, cancel);
            return null;
        }
        if (compose && !delivery.Parts.SequenceEqual(candidate.Parts, SameWords.Instance))
        {
            await ledger.ComposeAsync(delivery.Id, candidate.Parts, cancel);
        }
        return candidate.Parts;
    }

    private async Task SettleAsync(Delivery delivery, Verdict verdict, string? reason, DateTimeOffset now, CancellationToken cancel)
    {
        var (state, rule, next) = verdict switch
        {
            Verdict.Hold hold => (DeliveryState.Held, hold.Rule, hold.Until ?? now + options.HoldRest),
            Verdict.End end => (end.State, end.Rule, now),
            _ => throw new InvalidOperationException($"{verdict.GetType().Name} settles nothing."),
        };
        await ledger.SetAsync(delivery.Id, state, rule, reason, next, Actor.System, now, cancel);
        Log.Settled(logger, delivery.Id, state, rule);
    }

    /// <summary>Where the call of a delivery counts against limits: its target, or where its network shows what is in its shadow stage.</summary>
    internal Target GoesTo(Account account, Target target) => target.IsShadow ? caller.Shadows.PlaceOf(account, target) ?? target : target;

    /// <summary>The channel that serves the delivery's target now: one whose stage is the delivery's, its own first, or after a renaming another of the same target, a live one first.</summary>
    private Channel? ChannelOf(Delivery delivery) => channels.Channels.Values
        .Where(channel => channel.Network == delivery.Key.Network && channel.Target.Key == delivery.Target.Real.Key)
        .OrderByDescending(channel => channel.Stage != Stage.Draft && channel.Place.Key == delivery.Target.Key)
        .ThenByDescending(channel => channel.Id == delivery.Channel).ThenByDescending(channel => channel.Stage).ThenBy(channel => channel.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string Describe(Outcome outcome) => outcome is Outcome.Failed failed ? $"{failed.Kind} ({failed.Scope})" : "done";

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "Delivery {DeliveryId} part {Part} through {Account}: {State}, {Result}.")]
        public static partial void Attempted(ILogger logger, Guid deliveryId, int part, string account, PartState state, string result);

        [LoggerMessage(3102, LogLevel.Information, "Delivery {DeliveryId} is {State} by rule {Rule}.")]
        public static partial void Settled(ILogger logger, Guid deliveryId, DeliveryState state, string rule);

        [LoggerMessage(3103, LogLevel.Error, "Delivery {DeliveryId} waits: {Fault}")]
        public static partial void Template(ILogger logger, Guid deliveryId, string fault);
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
