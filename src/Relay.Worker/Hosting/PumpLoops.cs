using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Worker.Service;

namespace Relay.Worker.Hosting;

/// <summary>Runs one pump for each account until Relay stops. One that fails is started again after a rest; the others never notice.</summary>
internal sealed partial class PumpLoops(IChannels channels, PumpFactory pumps, EngineOptions options, ProgressBoard board, StopTokens stop, IHostApplicationLifetime life, WorkerVerdict verdict, TimeProvider time, ILogger<PumpLoops> logger)
    : IHostedService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than its own turn a pump may take, on a busy machine, before it counts as hanging.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly List<Task> _loops = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops.AddRange(channels.Accounts.Values.Select(account => Task.Run(() => LoopAsync(account), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Waits for the calls in flight.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Stop();
        await Task.WhenAll(_loops).WaitAsync(cancellationToken);
    }

    private async Task LoopAsync(Account account)
    {
        while (!stop.ClaimNothingMore.IsCancellationRequested)
        {
            try
            {
                var pump = pumps.Create(account);
                using var watched = board.Watch($"account {account.Id}", () => pump.LastProgress, options.IdlePoll + Grace);
                await pump.RunAsync(stop.ClaimNothingMore, stop.AbortCalls);
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
                await RestAsync();
            }
        }
    }

    private async Task RestAsync()
    {
        try
        {
            await Task.Delay(Rest, time, stop.ClaimNothingMore);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop's condition ends it.
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
