using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Nothing leaves for one person who is not to be written to (DP-24). Public posts cost it nothing; where the list can't be read, what is private waits.</summary>
internal sealed class SuppressionGuard(ISuppressionList list) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        var delivery = candidate.Delivery;
        // A shadow is shown to a coordinator; what is taken away, or handed to one, reaches no other person.
        if (delivery.Target is not { Kind: TargetKind.Private, IsShadow: false } || delivery.Operation is Operation.Delete or Operation.HandOver)
        {
            return Verdict.Pass.Instance;
        }
        try
        {
            return await list.CheckAsync(ContactPoint.OfNetwork(candidate.Account.Network, delivery.Target.Value), SuppressionMoment.Call, MessageKinds.Of(delivery.Priority), cancel) is null
                ? Verdict.Pass.Instance
                : new Verdict.End(DeliveryState.Cancelled, Rules.Suppressed);
        }
        catch (PeopleKeyException)
        {
            return new Verdict.Hold(Rules.SuppressionUnknown);
        }
    }
}
