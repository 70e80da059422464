using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Only a live channel publishes, only one in its shadow stage shows; a target that no channel serves any more gets nothing.</summary>
internal sealed class StageGuard : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel) => Task.FromResult(Judge(candidate.Channel, candidate.Delivery.Target));

    /// <summary>The verdict on something for a target that this channel serves; null when none does.</summary>
    public static Verdict Judge(Channel? channel, Target target) => (channel?.Stage, target.IsShadow) switch
    {
        (null, _) => new Verdict.End(DeliveryState.Cancelled, Rules.ChannelGone),
        (Stage.Live, false) or (Stage.Shadow, true) => Verdict.Pass.Instance,
        // What was to be shown before the channel went live, or became a draft again, is of no use any more; the real one is planned anew.
        (_, true) => new Verdict.End(DeliveryState.Cancelled, Rules.StageChanged),
        (Stage.Shadow, false) => new Verdict.Hold(Rules.StageShadow),
        _ => new Verdict.Hold(Rules.StageDraft),
    };
}
