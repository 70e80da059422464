using Microsoft.Extensions.Logging;

namespace Relay.Core.Returns;

/// <summary>Carries the outbox to the party: written there first, then ticked off here, so that a cut-off between the two writes it again and leaves one row. Thread-safe.</summary>
public sealed partial class ReturnService(IReturnStore outbox, TimeProvider time, ILogger<ReturnService> logger)
{
    private const int Page = 200;

    /// <summary>Carries all that waits.</summary>
    /// <returns>How many acts.</returns>
    /// <exception cref="ReturnUnavailableException">When the party's place can't be written to.</exception>
    public async Task<int> RunAsync(IReturn party, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(party);
        var carried = 0;
        while (await outbox.WaitingAsync(Page, cancel) is { Count: > 0 } page)
        {
            // Oppositions in a write of their own: an act that the party's place refuses holds none of them up.
            foreach (var acts in page.GroupBy(act => act.Reason is null).OrderBy(group => group.Key).Select(group => group.ToList()))
            {
                await party.WriteAsync(acts, cancel);
                await outbox.TakeAsync(acts, time.GetUtcNow(), cancel);
                carried += acts.Count;
            }
        }
        if (carried > 0)
        {
            Log.Carried(logger, carried);
        }
        return carried;
    }

    private static partial class Log
    {
        [LoggerMessage(3170, LogLevel.Information, "Returned {Acts} acts to the party.")]
        public static partial void Carried(ILogger logger, int acts);
    }
}
