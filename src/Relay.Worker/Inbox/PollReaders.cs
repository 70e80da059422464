using Relay.Core.Channels;
using Relay.Core.Inbox.Polling;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>One loop for each account whose network has to be asked for what came back.</summary>
internal sealed partial class PollReaders(IChannels channels, PollLoops loops, PollBoard board, StopTokens stop, TimeProvider time, ILogger<PollReaders> logger) : AccountLoops(channels, stop, time)
{
    /// <inheritdoc/>
    protected override string? LoopOf(Account account, IReadOnlyDictionary<string, Account> all) => loops.Reads(account) ? account.Id : null;

    /// <inheritdoc/>
    protected override Task RunAsync(Account account, string loop, CancellationToken enough) => loops.RunAsync(account, enough);

    /// <inheritdoc/>
    protected override void Tell(Account account, TimeSpan rest, Exception fault) => Log.Failed(logger, account.Id, rest, fault);

    /// <inheritdoc/>
    protected override void Forget(Account account) => board.Forget(account.Id);

    private static partial class Log
    {
        [LoggerMessage(5220, LogLevel.Error, "What is written to account {Account} could not be read or kept; it is read again in {Rest}.")]
        public static partial void Failed(ILogger logger, string account, TimeSpan rest, Exception fault);
    }
}
