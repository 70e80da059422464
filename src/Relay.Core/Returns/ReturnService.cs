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
            await party.WriteAsync(page, cancel);
            await outbox.TakeAsync(page, time.GetUtcNow(), cancel);
            carried += page.Count;
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
