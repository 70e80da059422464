using Relay.Core.Conversations.Talking;
using Relay.Worker.Hosting;

namespace Relay.Worker.Conversations;

/// <summary>Runs the loop that makes something of what came in. When it fails it is started again after a rest; what was not settled still waits.</summary>
internal sealed partial class ConversationRunner(ConversationLoop loop, StopTokens stop, TimeProvider time, ILogger<ConversationRunner> logger) : IHostedService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends at once: what is under way is settled or waits.</summary>
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
        [LoggerMessage(5211, LogLevel.Error, "Nothing could be made of what came in; it waits, and is tried again in {Rest}.")]
        public static partial void Failed(ILogger logger, TimeSpan rest, Exception fault);
    }
}
