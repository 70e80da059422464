using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Worker.Service;

namespace Relay.Worker.Hosting;

/// <summary>Runs one pump for each account until Relay stops, and follows when accounts come, change and go. One that fails is started again after a rest; the others never notice.</summary>
internal sealed partial class PumpLoops(IChannels channels, PumpFactory pumps, EngineOptions options, ProgressBoard board, Setbacks setbacks, StopTokens stop, IHostApplicationLifetime life, WorkerVerdict verdict, TimeProvider time, ILogger<PumpLoops> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>A pump that has worked for as long since its last failure is well.</summary>
    private static readonly TimeSpan Fades = TimeSpan.FromMinutes(3);

    /// <summary>How much longer than its own turn a pump may take, on a busy machine, before it counts as hanging.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _leaving = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Follow();
        return Task.CompletedTask;
    }

    /// <summary>Starts the pumps of new accounts; those of removed and changed ones claim nothing more and end with their calls in flight, a changed one's successor then begins.</summary>
    public void Follow()
    {
        lock (_gate)
        {
            foreach (var (id, _) in _leaving.Where(pair => pair.Value.IsCompleted).ToList())
            {
                _leaving.Remove(id);
            }
            foreach (var (id, running) in _running.ToList())
            {
                if (!ReferenceEquals(channels.Accounts.GetValueOrDefault(id), running.Account))
                {
                    running.Enough.Cancel();
                    _running.Remove(id);
                    _leaving[id] = EndAsync(running);
                }
            }
            foreach (var account in channels.Accounts.Values.Where(account => !_running.ContainsKey(account.Id)))
            {
                // One that went and came back waits for its calls in flight as a changed one does.
                Begin(account, _leaving.GetValueOrDefault(account.Id, Task.CompletedTask));
            }
        }
    }

    /// <summary>Waits for the calls in flight.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Stop();
        await Task.WhenAll(Loops()).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var running in _running.Values)
        {
            running.Enough.Dispose();
        }
    }

    /// <summary>Waits for its calls in flight, then lets go of what links it to the stop: accounts that come and go for years leave nothing there.</summary>
    private static async Task EndAsync(Running running)
    {
        try
        {
            await running.Loop;
        }
        finally
        {
            running.Enough.Dispose();
        }
    }

    private List<Task> Loops()
    {
        lock (_gate)
        {
            return [.. _leaving.Values, .. _running.Values.Select(running => running.Loop)];
        }
    }

    private void Begin(Account account, Task before)
    {
        if (stop.ClaimNothingMore.IsCancellationRequested)
        {
            return;
        }
        var enough = CancellationTokenSource.CreateLinkedTokenSource(stop.ClaimNothingMore);
        _running[account.Id] = new(account, enough, Task.Run(() => LoopAsync(account, before, enough.Token), CancellationToken.None));
    }

    private async Task LoopAsync(Account account, Task before, CancellationToken enough)
    {
        await before; // two pumps of one account would break its limits
        var again = false;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                var pump = pumps.Create(account, again);
                again = true;
                using var watched = board.Watch($"account {account.Id}", () => pump.LastProgress, options.IdlePoll + Grace);
                await pump.RunAsync(enough, stop.AbortCalls);
            }
            catch (FenceLostException fault)
            {
                verdict.Fail(fault.Message);
                Log.FenceLost(logger);
                life.StopApplication();
                return;
            }
            catch (OperationCanceledException) when (stop.AbortCalls.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.Failed(logger, account.Id, Rest, fault);
                setbacks.Failed($"account:{account.Id}", new($"les envois du compte {account.Id}", $"the deliveries of account {account.Id}"), fault, Fades);
                await RestAsync(enough);
            }
        }
    }

    private sealed record Running(Account Account, CancellationTokenSource Enough, Task Loop);

    private async Task RestAsync(CancellationToken enough)
    {
        try
        {
            await Task.Delay(Rest, time, enough);
        }
        catch (OperationCanceledException)
        {
            // Stopping, or the account goes: the loop's condition ends it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5010, LogLevel.Critical, "Another worker has taken this store; this one stops.")]
        public static partial void FenceLost(ILogger logger);

        [LoggerMessage(5011, LogLevel.Error, "The pump of account {Account} failed; it starts again in {Rest}. Nothing is lost, what was under way is found out.")]
        public static partial void Failed(ILogger logger, string account, TimeSpan rest, Exception fault);
    }
}

/// <summary>Why the worker ended by itself; null while it has not. Thread-safe.</summary>
internal sealed class WorkerVerdict
{
    private string? _reason;

    /// <summary>The reason.</summary>
    public string? Reason => _reason;

    /// <summary>Keeps the first reason.</summary>
    public void Fail(string reason) => Interlocked.CompareExchange(ref _reason, reason, null);
}
