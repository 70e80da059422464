using Relay.Core.Deliveries.Budgets;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>
/// What an account's month can't pay for waits. What is called off, corrected or taken away does not, nor does the confirmation of a STOP: a wrong hour left standing costs people more than a cent. A thread that has
/// begun is finished.
/// </summary>
internal sealed class BudgetGuard(BudgetBook budgets) : IGuard
{
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        var delivery = candidate.Delivery;
        if (delivery.Operation is not (Operation.Create or Operation.Answer) || delivery.Target.IsShadow || delivery.Priority is Priority.StopConfirmation or Priority.Cancellation or Priority.Change || Traces.HasLeft(delivery))
        {
            return Verdict.Pass.Instance;
        }
        return await budgets.ReadAsync(candidate.Account, candidate.Now, cancel) is { } budget && budgets.PriceOf(candidate.Account, delivery, candidate.Parts) > budget.LeftUsd
            ? new Verdict.Hold(Rules.Budget)
            : Verdict.Pass.Instance;
    }
}
