using Relay.Core.Channels;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>Says what stands against a delivery that a person has just put back into the queue, before its pump has looked: so that nobody is promised what will not be done. Thread-safe.</summary>
public sealed class Prospect(ILedger ledger, IChannels channels, IItemStore items, Explainer explainer, EngineOptions options, TimeProvider time)
{
    private readonly ChannelsByTarget _byTarget = new(channels);

    /// <summary>The sentence that explains why it does not leave now, in both languages; null when nothing is known against it, or when it has left meanwhile.</summary>
    public async Task<Phrase?> WhyNotNowAsync(Guid id, CancellationToken cancel)
    {
        if (await ledger.FindAsync(id, cancel) is not { } delivery || (await ledger.SearchAsync(id.ToString(), 1, cancel)) is not [var publication])
        {
            return null;
        }
        var judged = delivery.State == DeliveryState.Queued ? await JudgeAsync(delivery, cancel) : delivery;
        var standings = await ledger.StandingsAsync(cancel);
        return judged.State is DeliveryState.Held or DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Refused || explainer.IsKeptBack(publication, judged, standings)
            ? new(explainer.Explain(publication, judged, "fr", standings), explainer.Explain(publication, judged, "en", standings))
            : null;
    }

    /// <summary>The delivery as the guards that need neither words nor the source would leave it.</summary>
    private async Task<Delivery> JudgeAsync(Delivery delivery, CancellationToken cancel)
    {
        if (!channels.Accounts.TryGetValue(delivery.Account, out var account))
        {
            return delivery;
        }
        var known = new List<StoredItem>();
        foreach (var key in delivery.Items)
        {
            if (await items.FindAsync(key, cancel) is { } stored)
            {
                known.Add(stored);
            }
        }
        var now = time.GetUtcNow();
        var candidate = new Candidate(delivery, _byTarget.Serving(delivery), account, known, SourceSilent: false, now) { Parts = delivery.Parts };
        return await new GuardChain([new StageGuard(), new ExpiryGuard(), new ItemStateGuard()]).CheckAsync(candidate, cancel) switch
        {
            Verdict.Hold hold => delivery with { State = DeliveryState.Held, Rule = hold.Rule, NextAt = hold.Until ?? now + options.HoldRest },
            Verdict.End end => delivery with { State = end.State, Rule = end.Rule },
            _ => delivery,
        };
    }
}
