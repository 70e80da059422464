using Relay.Core.Channels;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Copies;

/// <summary>Judges, just before it leaves, whether a change of a copy is still wanted, and puts it into words.</summary>
public sealed class CopyJudge(ILedger ledger, PartComposer composer)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(30);

    /// <summary>The parts of an Edit or Delete as they should leave, or what stands against it.</summary>
    /// <param name="delivery">The change.</param>
    /// <param name="channel">The channel that serves its target now.</param>
    /// <param name="known">Its items as they are now.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Abandons the reading.</param>
    internal async Task<(IReadOnlyList<DeliveryPart> Parts, Verdict Verdict)> JudgeAsync(Delivery delivery, Channel channel, IReadOnlyList<StoredItem> known, DateTimeOffset now, CancellationToken cancel)
    {
        if (Traces.HasLeft(delivery))
        {
            return (delivery.Parts, Verdict.Pass.Instance); // begun in these words, and ended in them
        }
        var all = await ledger.OfPublicationAsync(delivery.PublicationId, cancel);
        var create = all.First(other => other.Operation == Operation.Create);
        if (create.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
        {
            return ([], new Verdict.Hold(Rules.AnnouncementInDoubt, now + Glance));
        }
        var copy = StandingCopy.Of(all);
        if (copy.IsGone || copy.IsEmpty)
        {
            return Ends(copy.IsGone ? Rules.Overtaken : Rules.NeverTold);
        }
        if (known.Any(stored => stored.Presence is ItemPresence.Missing or ItemPresence.Braked))
        {
            return ([], new Verdict.Hold(Rules.ItemMissing));
        }
        if (CopyRule.Of(create.Key.Moment, known, now) is not { } wanted)
        {
            return Ends(CopyRule.WhyLeft(known, now));
        }
        var facts = ToldFacts.Of(known);
        if (copy.Reads(facts))
        {
            return Ends(Rules.SaidAsItIs);
        }
        if (delivery.Operation == Operation.Delete && !wanted.IsHidden)
        {
            return Ends(Rules.Overtaken);
        }
        if (copy.Parts.Count == 0)
        {
            return ([], new Verdict.End(DeliveryState.Refused, Rules.CopyOutOfReach));
        }
        if (delivery.Operation == Operation.Delete)
        {
            // What has no id comes last, where the network says that it can't: it is not gone because the others are.
            return (Numbered([.. copy.Parts, .. copy.OutOfReach], facts), Verdict.Pass.Instance);
        }
        var words = composer.Revise(wanted.Moment, channel, known, copy.Parts, now);
        return words.Count == 0 || words.Select(part => part.Text).SequenceEqual(copy.Parts.Take(words.Count).Select(part => part.Text))
            ? Ends(Rules.SameWords)
            : (Numbered(words, facts), Verdict.Pass.Instance);
    }

    private static (IReadOnlyList<DeliveryPart> Parts, Verdict Verdict) Ends(string rule) => ([], new Verdict.End(DeliveryState.Cancelled, rule));

    private static List<DeliveryPart> Numbered(IReadOnlyList<DeliveryPart> parts, string facts)
        => [.. parts.Select((part, index) => part with { Index = index, State = PartState.Planned, Facts = facts, AttemptedAt = null, Doubt = null })];
}
