using Relay.Core.Channels;
using Relay.Core.Inbox;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>Runs one reader for each account that people can press buttons for, and follows when accounts come, change and go. One that fails is started again after a rest.</summary>
internal sealed partial class UpdateReaders(IChannels channels, UpdateLoops loops, StopTokens stop, TimeProvider time, ILogger<UpdateReaders> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _without = new(StringComparer.Ordinal);
    private Task _following = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(FollowAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends the waiting at once; a press under way is carried out.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Stop();
        await _following.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var running in _running.Values)
        {
            running.Enough.Dispose();
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            while (!stop.ClaimNothingMore.IsCancellationRequested)
            {
                await FitAsync();
                await Task.Delay(Look, time, stop.ClaimNothingMore);
            }
        }
        catch (OperationCanceledException) when (stop.ClaimNothingMore.IsCancellationRequested)
        {
            // Stopping: the readers end below.
        }
        await Task.WhenAll(_running.Values.Select(running => running.Loop));
    }

    private async Task FitAsync()
    {
        var accounts = channels.Accounts;
        foreach (var (id, running) in _running.ToList())
        {
            if (!ReferenceEquals(accounts.GetValueOrDefault(id), running.Account) || ReaderOf(running.Account, accounts) != running.Reader)
            {
                // One reader at a time: the changed account's begins when the old one has ended.
                await running.Enough.CancelAsync();
                await running.Loop;
                running.Enough.Dispose();
                _running.Remove(id);
            }
        }
        foreach (var account in accounts.Values.Where(account => !_running.ContainsKey(account.Id)).OrderBy(account => account.Id, StringComparer.Ordinal))
        {
            // Two accounts of one bot would end each other's polls: the first reads for both.
            if (ReaderOf(account, accounts) is { } reader && _running.Values.All(running => running.Reader != reader))
            {
                var enough = CancellationTokenSource.CreateLinkedTokenSource(stop.ClaimNothingMore);
                _running[account.Id] = new(account, reader, enough, Task.Run(() => LoopAsync(account, reader, enough.Token), CancellationToken.None));
            }
        }
    }

    private string? ReaderOf(Account account, IReadOnlyDictionary<string, Account> all)
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

    /// <summary>Whether it is to be told: a fault that lasts is told once, until it is gone or becomes another.</summary>
    private bool IsNews(Account account, Exception fault)
    {
        var told = _without.GetValueOrDefault(account.Id) == fault.GetType();
        _without[account.Id] = fault.GetType();
        return !told;
    }

    private async Task LoopAsync(Account account, string reader, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await loops.RunAsync(account, reader, enough, stop.AbortCalls);
                return;
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.Failed(logger, account.Id, Rest, fault);
                await RestAsync(enough);
            }
        }
    }

    private async Task RestAsync(CancellationToken enough)
    {
        try
        {
            await Task.Delay(Rest, time, enough);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop's condition ends it.
        }
    }

    private sealed record Running(Account Account, string Reader, CancellationTokenSource Enough, Task Loop);

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
