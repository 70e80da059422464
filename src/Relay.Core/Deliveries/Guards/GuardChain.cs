namespace Relay.Core.Deliveries.Guards;

/// <summary>Asks every guard in the order of their registration.</summary>
public sealed class GuardChain(IEnumerable<IGuard> guards)
{
    private readonly IReadOnlyList<IGuard> _guards = [.. guards];

    /// <summary>The first verdict that does not let pass, or pass.</summary>
    public async Task<Verdict> CheckAsync(Candidate candidate, CancellationToken cancel)
    {
        foreach (var guard in _guards)
        {
            if (await guard.CheckAsync(candidate, cancel) is var verdict and not Verdict.Pass)
            {
                return verdict;
            }
        }
        return Verdict.Pass.Instance;
    }
}
