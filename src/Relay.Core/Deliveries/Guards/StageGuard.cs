using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Only a live channel publishes; a target that no channel serves any more gets nothing.</summary>
internal sealed class StageGuard : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel) => Task.FromResult<Verdict>(candidate.Channel?.Stage switch
    {
        null => new Verdict.End(DeliveryState.Cancelled, Rules.ChannelGone),
        Stage.Live => Verdict.Pass.Instance,
        Stage.Shadow => new Verdict.Hold(Rules.StageShadow),
        _ => new Verdict.Hold(Rules.StageDraft),
    });
}
