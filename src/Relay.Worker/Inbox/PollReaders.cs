using Relay.Core.Channels;
using Relay.Core.Inbox.Polling;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>Runs one loop for each account whose network has to be asked for what came back, and follows when accounts come, change and go. One that fails is started again after a rest.</summary>
internal sealed partial class PollReaders(IChannels channels, PollLoops loops, PollBoard board, StopTokens stop, TimeProvider time, ILogger<PollReaders> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private Task _following = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(FollowAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends at once: what was read is kept, what was not is read again.</summary>
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
            while (true)
            {
                await FitAsync(channels.Accounts);
                await Task.Delay(Look, time, stop.ClaimNothingMore);
            }
        }
        catch (OperationCanceledException) when (stop.ClaimNothingMore.IsCancellationRequested)
        {
            // Stopping: the loops end below.
        }
        await Task.WhenAll(_running.Values.Select(running => running.Loop));
    }

    private async Task FitAsync(IReadOnlyDictionary<string, Account> accounts)
    {
        foreach (var (id, running) in _running.Where(pair => !ReferenceEquals(accounts.GetValueOrDefault(pair.Key), pair.Value.Account)).ToList())
        {
            await running.Enough.CancelAsync();
            await running.Loop;
            running.Enough.Dispose();
            _running.Remove(id);
            board.Forget(id);
        }
        foreach (var account in accounts.Values.Where(account => !_running.ContainsKey(account.Id) && loops.Reads(account)))
        {
            var enough = CancellationTokenSource.CreateLinkedTokenSource(stop.ClaimNothingMore);
            _running[account.Id] = new(account, enough, Task.Run(() => LoopAsync(account, enough.Token), CancellationToken.None));
        }
    }

    private async Task LoopAsync(Account account, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                try
                {
                    await loops.RunAsync(account, enough);
                }
                catch (Exception fault) when (!enough.IsCancellationRequested)
                {
                    Log.Failed(logger, account.Id, Rest, fault);
                    await Task.Delay(Rest, time, enough);
                }
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private sealed record Running(Account Account, CancellationTokenSource Enough, Task Loop);

    private static partial class Log
    {
        [LoggerMessage(5220, LogLevel.Error, "What is written to account {Account} could not be read or kept; it is read again in {Rest}.")]
        public static partial void Failed(ILogger logger, string account, TimeSpan rest, Exception fault);
    }
}
