using Relay.Core.Swarm.Labels;
using Relay.Worker.Hosting;

namespace Relay.Worker.Conversations;

/// <summary>Runs what keeps the numbers on the buttons under copies.</summary>
internal sealed partial class LabelRunner(LabelKeeper keeper, StopTokens stop, TimeProvider time, ILogger<LabelRunner> logger) : KeptGoing(keeper.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5214, LogLevel.Error, "The numbers on buttons could not be kept; it is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
