using Relay.Core.Channels;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>Keeps a loop going for each account that has one, and follows when accounts come, change and go. One that fails is told and started again after a rest of 30 s.</summary>
/// <param name="channels">The accounts in force.</param>
/// <param name="stop">When the worker stops.</param>
/// <param name="time">Measures rests.</param>
internal abstract class AccountLoops(IChannels channels, StopTokens stop, TimeProvider time) : IHostedService
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

    /// <summary>Ends every waiting at once; what is under way is carried out, kept, or comes again.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Stop();
        await _following.WaitAsync(cancellationToken);
    }

    /// <summary>Name of the account's loop: of several accounts with one name, the first by id has it for all. Null for none. Throws nothing.</summary>
    protected abstract string? LoopOf(Account account, IReadOnlyDictionary<string, Account> all);

    /// <summary>Runs until <paramref name="enough"/> fires.</summary>
    protected abstract Task RunAsync(Account account, string loop, CancellationToken enough);

    /// <summary>Tells that a loop ended by a fault, and when it starts again.</summary>
    protected abstract void Tell(Account account, TimeSpan rest, Exception fault);

    /// <summary>An account's loop has ended, for the account has changed or gone.</summary>
    protected virtual void Forget(Account account)
    {
    }

    private async Task FollowAsync()
    {
        var ends = stop.ClaimNothingMore;
        try
        {
            while (!ends.IsCancellationRequested)
            {
                await FitAsync(channels.Accounts);
                await Task.Delay(Look, time, ends);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Stopping: the loops end below.
        }
        await Task.WhenAll(_running.Values.Select(running => running.Loop));
        foreach (var running in _running.Values)
        {
            running.Enough.Dispose();
        }
    }

    private async Task FitAsync(IReadOnlyDictionary<string, Account> accounts)
    {
        foreach (var (id, running) in _running.ToList())
        {
            if (!ReferenceEquals(accounts.GetValueOrDefault(id), running.Account) || LoopOf(running.Account, accounts) != running.Name)
            {
                // One at a time: the changed account's begins when the old one has ended.
                await running.Enough.CancelAsync();
                await running.Loop;
                running.Enough.Dispose();
                _running.Remove(id);
                Forget(running.Account);
            }
        }
        foreach (var account in accounts.Values.Where(account => !_running.ContainsKey(account.Id)).OrderBy(account => account.Id, StringComparer.Ordinal))
        {
            if (LoopOf(account, accounts) is { } name && _running.Values.All(running => running.Name != name))
            {
                var enough = CancellationTokenSource.CreateLinkedTokenSource(stop.ClaimNothingMore);
                _running[account.Id] = new(account, name, enough, Task.Run(() => LoopAsync(account, name, enough.Token), CancellationToken.None));
            }
        }
    }

    private async Task LoopAsync(Account account, string name, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await RunAsync(account, name, enough);
                return;
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Tell(account, Rest, fault);
                await Task.Delay(Rest, time, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the end cuts it short
            }
        }
    }

    private sealed record Running(Account Account, string Name, CancellationTokenSource Enough, Task Loop);
}
