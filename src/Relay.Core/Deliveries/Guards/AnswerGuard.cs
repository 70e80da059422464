using Relay.Core.Channels;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>An answer leaves only where and while its network allows it (PF-05, PF-06), and not before Relay has been put into service: while all that an account publishes is shown in shadow, so nothing of it answers the public.</summary>
internal sealed class AnswerGuard(IChannels channels) : IGuard
{
    public Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel) => Task.FromResult(Judge(candidate));

    private Verdict Judge(Candidate candidate)
    {
        if (candidate.Delivery is not { Operation: Operation.Answer, Answer: { } terms } delivery)
        {
            return Verdict.Pass.Instance;
        }
        if (AnswerConduct.Of(candidate.Account.Network, terms.Form) is not { } conduct)
        {
            return new Verdict.End(DeliveryState.Refused, Rules.AnswerNotOffered);
        }
        if (conduct.Closes(terms.SaidAt) <= candidate.Now)
        {
            return new Verdict.End(DeliveryState.Expired, Rules.WindowClosed);
        }
        if (conduct.OnlyWhenSummoned && !terms.Summoned)
        {
            return new Verdict.End(DeliveryState.Refused, Rules.NotSummoned);
        }
        if (channels.IsInService(delivery.Account))
        {
            return Verdict.Pass.Instance;
        }
        var shows = channels.Channels.Values.Any(channel => channel.Account == delivery.Account && channel.Stage == Stage.Shadow);
        return new Verdict.Hold(shows ? Rules.StageShadow : Rules.StageDraft);
    }
}
