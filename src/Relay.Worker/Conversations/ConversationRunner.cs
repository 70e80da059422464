using Relay.Core.Conversations.Talking;
using Relay.Worker.Hosting;

namespace Relay.Worker.Conversations;

/// <summary>Runs the loop that makes something of what came in; what was not settled still waits.</summary>
internal sealed partial class ConversationRunner(ConversationLoop loop, StopTokens stop, TimeProvider time, ILogger<ConversationRunner> logger) : KeptGoing(loop.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5211, LogLevel.Error, "Nothing could be made of what came in; it waits, and is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
