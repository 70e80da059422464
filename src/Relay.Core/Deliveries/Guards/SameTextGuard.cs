using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Guards;

/// <summary>
/// On X the same words on two accounts within 7 days are refused (PF-04): X takes them for coordinated spam and suspends both.
/// Elsewhere federations may say the same thing (design: rules that protect must not make Relay mute).
/// </summary>
internal sealed class SameTextGuard(ILedger ledger) : IGuard
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(7);

    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        if (candidate.Account.Network != "x" || candidate.Delivery.Operation != Operation.Create || Traces.HasLeft(candidate.Delivery))
        {
            return Verdict.Pass.Instance;
        }
        foreach (var part in candidate.Parts.Take(1))
        {
            if (await ledger.TextUsedElsewhereAsync(candidate.Account.Network, candidate.Account.Id, part.TextHash, candidate.Now - Span, cancel))
            {
                return new Verdict.End(DeliveryState.Refused, Rules.SameText);
            }
        }
        return Verdict.Pass.Instance;
    }
}
