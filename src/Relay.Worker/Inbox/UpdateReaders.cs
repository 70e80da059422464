using Relay.Core.Channels;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>One reader for each account that people can press buttons for. Two accounts of one bot would end each other's polls: the first reads for both.</summary>
internal sealed partial class UpdateReaders(IChannels channels, UpdateLoops loops, StopTokens stop, TimeProvider time, ILogger<UpdateReaders> logger) : AccountLoops(channels, stop, time)
{
    private readonly StopTokens _stop = stop;
    private readonly Dictionary<string, Type> _without = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override string? LoopOf(Account account, IReadOnlyDictionary<string, Account> all)
    {
        try
        {
            var reader = loops.ReaderOf(account, all);
            _without.Remove(account.Id);
            return reader;
        }
        catch (SecretMissingException missing)
        {
            if (IsNews(account, missing))
            {
                Log.NoSecret(logger, account.Id, new(missing.French, missing.Message));
            }
            return null;
        }
        catch (Exception fault)
        {
            if (IsNews(account, fault))
            {
                Log.Unknown(logger, account.Id, fault);
            }
            return null;
        }
    }

    /// <summary>Ends the waiting at once, a press under way at its end.</summary>
    protected override Task RunAsync(Account account, string loop, CancellationToken enough) => loops.RunAsync(account, loop, enough, _stop.AbortCalls);

    /// <inheritdoc/>
    protected override void Tell(Account account, TimeSpan rest, Exception fault) => Log.Failed(logger, account.Id, rest, fault);

    /// <summary>Whether it is to be told: a fault that lasts is told once, until it is gone or becomes another.</summary>
    private bool IsNews(Account account, Exception fault)
    {
        var told = _without.GetValueOrDefault(account.Id) == fault.GetType();
        _without[account.Id] = fault.GetType();
        return !told;
    }

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Error, "The reader of account {Account} failed; it starts again in {Rest}. What was not handled comes again.")]
        public static partial void Failed(ILogger logger, string account, TimeSpan rest, Exception fault);

        [LoggerMessage(5202, LogLevel.Warning, "What is written to account {Account} cannot be read: {Reason}")]
        public static partial void NoSecret(ILogger logger, string account, Phrase reason);

        [LoggerMessage(5203, LogLevel.Error, "Whether anything is to be read for account {Account} cannot be told; the other accounts are read, and it is asked again.")]
        public static partial void Unknown(ILogger logger, string account, Exception fault);
    }
}
