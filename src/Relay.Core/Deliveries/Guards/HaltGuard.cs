using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>Nothing leaves that a coordinator has paused. Asked last: what is over or called off meanwhile ends all the same.</summary>
internal sealed class HaltGuard(HaltBoard halts) : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
        => Task.FromResult<Verdict>(halts.Of(candidate.Account, candidate.Channel?.Id) is null ? Verdict.Pass.Instance : new Verdict.Hold(Rules.Halted));
}
