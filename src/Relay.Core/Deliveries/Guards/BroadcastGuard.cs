using Relay.Core.Broadcasts;
using Relay.Core.Items;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>A broadcast leaves to somebody only while that person is of its audience and may be reached, while what it tells is so and nobody has called it off, and not in the quiet hours there (DP-36).</summary>
internal sealed class BroadcastGuard(IBroadcastStore store, IItemStore items) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        if (candidate.Delivery.Answer is not { Broadcast: not null } terms)
        {
            return Verdict.Pass.Instance;
        }
        if (await store.MembershipAsync(candidate.Delivery.Id, cancel) is not { } member)
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.Forgotten);
        }
        var broadcast = member.Broadcast;
        if (broadcast.State == BroadcastState.Cancelled)
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.BroadcastCalledOff);
        }
        if (member.IsBlocked || !BroadcastConduct.MayReach(broadcast.Kind, member.State, member.Age))
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.Suppressed);
        }
        if (!member.IsMember)
        {
            return new Verdict.End(DeliveryState.Cancelled, Rules.NotOfAudience);
        }
        var verdict = BroadcastItem.Judge(broadcast, broadcast.Item is { } key ? await items.FindAsync(key, cancel) : null);
        if (verdict is not Verdict.Pass)
        {
            return verdict;
        }
        var leaves = QuietHours.Next(candidate.Now, terms.Place);
        return leaves > candidate.Now ? new Verdict.Hold(Rules.QuietHours, leaves) : Verdict.Pass.Instance;
    }
}
