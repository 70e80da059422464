using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Only a live channel publishes, only one in its shadow stage shows, and each takes its own away at any stage; a target that no channel serves any more gets nothing.</summary>
internal sealed class StageGuard : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel) => Task.FromResult(Judge(candidate.Channel, candidate.Delivery));

    /// <summary>The verdict on a delivery for a target that this channel serves; null when none does.</summary>
    public static Verdict Judge(Channel? channel, Delivery delivery) => (channel?.Stage, delivery.Target.IsShadow) switch
    {
        // An answer needs no channel; where one publishes, it must be in service.
        (null, _) when delivery.Operation == Operation.Answer => Verdict.Pass.Instance,
        (null, _) => new Verdict.End(DeliveryState.Cancelled, Rules.ChannelGone),
        // What stands there stands there whatever has become of the channel: taking it away is never held.
        _ when delivery.Operation == Operation.Delete => Verdict.Pass.Instance,
        (Stage.Live, false) or (Stage.Shadow, true) => Verdict.Pass.Instance,
        // What was to be shown before the channel went live, or became a draft again, is of no use any more; the real one is planned anew.
        (_, true) => new Verdict.End(DeliveryState.Cancelled, Rules.StageChanged),
        (Stage.Shadow, false) => new Verdict.Hold(Rules.StageShadow),
        _ => new Verdict.Hold(Rules.StageDraft),
    };
}
