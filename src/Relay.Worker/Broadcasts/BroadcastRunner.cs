using Relay.Core.Broadcasts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Broadcasts;

/// <summary>Runs the loop that carries broadcasts on; what was not reached still waits.</summary>
internal sealed partial class BroadcastRunner(BroadcastLoop loop, StopTokens stop, TimeProvider time, ILogger<BroadcastRunner> logger) : KeptGoing(loop.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5213, LogLevel.Error, "Broadcasts could not go on; they are tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
