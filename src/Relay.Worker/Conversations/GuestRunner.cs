using Relay.Core.Conversations.Attending;
using Relay.Worker.Hosting;

namespace Relay.Worker.Conversations;

/// <summary>Runs what keeps guests in the picture; whoever was not told yet still is.</summary>
internal sealed partial class GuestRunner(GuestKeeper keeper, StopTokens stop, TimeProvider time, ILogger<GuestRunner> logger) : KeptGoing(keeper.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5212, LogLevel.Error, "Guests could not be told of changes; they still will be, it is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
