using Relay.Core.Inbox;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>Runs the loop that understands what came; what was not understood still waits.</summary>
internal sealed partial class ArrivalReader(ArrivalLoop loop, StopTokens stop, TimeProvider time, ILogger<ArrivalReader> logger) : KeptGoing(loop.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5210, LogLevel.Error, "What came in could not be read; it waits, and is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
