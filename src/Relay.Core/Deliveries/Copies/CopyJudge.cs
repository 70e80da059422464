using Relay.Core.Channels;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Copies;

/// <summary>Judges, just before it leaves, whether a change of a copy is still wanted, and puts it into words.</summary>
public sealed class CopyJudge(ILedger ledger, PartComposer composer, NetworkCaller caller)
{
    /// <summary>Stands in place of words that are not so any more, in a part for which there are no others and which can't be taken away.</summary>
    private const string Nothing = "…";

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(30);

    /// <summary>The parts of an Edit or Delete as they should leave, or what stands against it.</summary>
    /// <param name="delivery">The change.</param>
    /// <param name="channel">The channel that serves its target now.</param>
    /// <param name="known">Its items as they are now.</param>
    /// <param name="door">The deep link of the copy; null for none.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Abandons the reading.</param>
    internal async Task<(IReadOnlyList<DeliveryPart> Parts, Verdict Verdict)> JudgeAsync(Delivery delivery, Channel channel, IReadOnlyList<StoredItem> known, Uri? door, DateTimeOffset now, CancellationToken cancel)
    {
        var all = await ledger.OfPublicationAsync(delivery.PublicationId, cancel);
        if (Traces.HasLeft(delivery))
        {
            // Begun in these words, and ended in them; unless others were wanted since, which may stand there already.
            return all.Any(other => other.Operation is Operation.Edit or Operation.Delete && IsAfter(other, delivery) && other.State is not (DeliveryState.Cancelled or DeliveryState.Expired))
                ? Ends(Rules.Overtaken)
                : (delivery.Parts, Verdict.Pass.Instance);
        }
        var create = all.First(other => other.Operation == Operation.Create);
        if (create.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
        {
            return ([], new Verdict.Hold(Rules.AnnouncementInDoubt, now + Glance));
        }
        var copy = StandingCopy.Of(all);
        if (copy.IsGone || copy.IsEmpty)
        {
            return Ends(copy.IsGone ? Rules.Overtaken : copy.LostParts ? Rules.CopyGone : Rules.NeverTold);
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
        var words = composer.Revise(wanted.Moment, channel, known, copy.Parts, now, door);
        if (words.Count == 0)
        {
            return Ends(Rules.SameWords);
        }
        var surplus = copy.Parts.Skip(words.Count).ToList();
        var canDelete = Deletable.Is(caller.Find(create.Key.Network), create, now, TimeSpan.Zero);
        var parts = Numbered([.. words, .. surplus.Select(part => part with { Text = canDelete ? "" : Nothing, TextHash = canDelete ? "" : TextMatch.Hash(Nothing) })], facts);
        return (surplus.Count == 0 || !canDelete) && (Reads(parts, copy) || (door is not null && Reads(composer.Revise(wanted.Moment, channel, known, copy.Parts, now), copy)))
            ? Ends(Rules.SameWords)
            : ([.. parts.Select(part => canDelete && part.Index >= words.Count ? part with { Facts = "" } : part)], Verdict.Pass.Instance);
    }

    // Also of a copy from before it had a link of its own: nothing is changed for that alone.
    private static bool Reads(IReadOnlyList<DeliveryPart> words, StandingCopy copy) => words.Select(part => part.Text).SequenceEqual(copy.Parts.Select(part => part.Text));

    private static bool IsAfter(Delivery one, Delivery other) => (one.CreatedAt, one.Id).CompareTo((other.CreatedAt, other.Id)) > 0;

    private static (IReadOnlyList<DeliveryPart> Parts, Verdict Verdict) Ends(string rule) => ([], new Verdict.End(DeliveryState.Cancelled, rule));

    private static List<DeliveryPart> Numbered(IReadOnlyList<DeliveryPart> parts, string facts)
        => [.. parts.Select((part, index) => part with { Index = index, State = PartState.Planned, Facts = facts, AttemptedAt = null, Doubt = null })];
}
