using Relay.Core.Deliveries.Trials;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Nothing is told that is not so at this moment (FX-4): what is called off, taken back or no longer public ends; what cannot be known waits.</summary>
internal sealed class ItemStateGuard : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel) => Task.FromResult(Judge(candidate));

    private static Verdict Judge(Candidate candidate)
    {
        if (TestPosts.Is(candidate.Delivery) || candidate.Delivery.Operation is Operation.Edit or Operation.Delete or Operation.Answer)
        {
            return Verdict.Pass.Instance; // it tells of no item, or changes what stands: that is judged by itself
        }
        if (candidate.Items.Count == 0)
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.ItemUnknown);
        }
        return candidate.Delivery.Key.Moment == Cancellation.Name ? OfCancellation(candidate.Items[0]) : OfNews(candidate);
    }

    private static Verdict OfCancellation(StoredItem stored) => stored.Presence is ItemPresence.Missing or ItemPresence.Braked
        ? new Verdict.Hold(Rules.ItemMissing)
        : Cancellation.IsCalledOff(stored) ? Verdict.Pass.Instance : new Verdict.End(DeliveryState.Cancelled, Rules.NotCalledOff);

    private static Verdict OfNews(Candidate candidate)
    {
        // A digest goes on with those of its items that still hold; it ends with the last.
        var reasons = candidate.Items.Select(Publishable.WhyNot).ToList();
        if (reasons.TrueForAll(reason => reason is not null))
        {
            return new Verdict.End(DeliveryState.Cancelled, reasons[0]!);
        }
        if (reasons.Exists(reason => reason is not null) && HasFixedWords(candidate))
        {
            return new Verdict.End(DeliveryState.Cancelled, reasons.First(reason => reason is not null)!);
        }
        var good = candidate.Items.Where((_, index) => reasons[index] is null).ToList();
        if (good.TrueForAll(stored => stored.Presence == ItemPresence.Braked))
        {
            return new Verdict.Hold(Rules.ItemBraked);
        }
        if (good.TrueForAll(stored => stored.Presence != ItemPresence.Present))
        {
            return new Verdict.Hold(Rules.ItemMissing);
        }
        if (candidate.SourceSilent && good.Exists(stored => stored.Item is Event))
        {
            return new Verdict.Hold(Rules.SourceSilent);
        }
        return HasMoved(candidate) ? new Verdict.End(DeliveryState.Cancelled, Rules.Moved) : Verdict.Pass.Instance;
    }

    /// <summary>A digest that is to leave again as it was worded, once it is known that it is not there: it may not name what does not hold any more. Its other items wait again.</summary>
    private static bool HasFixedWords(Candidate candidate)
        => candidate.Items.Count > 1 && candidate.Parts.Any(part => part.AttemptedAt is not null) && !Traces.HasLeft(candidate.Delivery);

    /// <summary>A reminder is for one start; when the event has moved, the plan has another one.</summary>
    private static bool HasMoved(Candidate candidate)
        => Reminder.Read(candidate.Delivery.Key.Moment) is not null && candidate.Items is [{ Item: Event meeting }] && candidate.Delivery.Key.Occurrence != Occurrence.Of(meeting.Starts);
}
