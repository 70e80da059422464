using Relay.Core.Inbox;
using Relay.Worker.Hosting;

namespace Relay.Worker.Inbox;

/// <summary>Runs the loop that understands what came. When it fails it is started again after a rest; what was not understood still waits.</summary>
internal sealed partial class ArrivalReader(ArrivalLoop loop, StopTokens stop, TimeProvider time, ILogger<ArrivalReader> logger) : IHostedService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends at once: what is under way is kept or waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Stop();
        await _running.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (!stop.ClaimNothingMore.IsCancellationRequested)
        {
            try
            {
                try
                {
                    await loop.RunAsync(stop.ClaimNothingMore);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    Log.Failed(logger, Rest, fault);
                    await Task.Delay(Rest, time, stop.ClaimNothingMore);
                }
            }
            catch (OperationCanceledException) when (stop.ClaimNothingMore.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5210, LogLevel.Error, "What came in could not be read; it waits, and is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
