using Relay.Core.Conversations.Menus;
using Relay.Worker.Hosting;

namespace Relay.Worker.Conversations;

/// <summary>Runs what has bots show their commands.</summary>
internal sealed partial class MenuRunner(MenuKeeper keeper, StopTokens stop, TimeProvider time, ILogger<MenuRunner> logger) : KeptGoing(keeper.RunAsync, stop, time)
{
    /// <inheritdoc/>
    protected override void Tell(TimeSpan rest, Exception fault) => Log.Failed(logger, rest, fault);

    private static partial class Log
    {
        [LoggerMessage(5215, LogLevel.Error, "Bots could not be told their commands; it is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
