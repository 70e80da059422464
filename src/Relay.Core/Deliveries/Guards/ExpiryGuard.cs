using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>What is of no use any more does not leave; a thread that has begun is finished.</summary>
internal sealed class ExpiryGuard : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
        => Task.FromResult<Verdict>(candidate.Delivery.Expires <= candidate.Now && !Traces.HasLeft(candidate.Delivery)
            ? new Verdict.End(DeliveryState.Expired, Rules.Past)
            : Verdict.Pass.Instance);
}
