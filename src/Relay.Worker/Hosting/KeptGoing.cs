namespace Relay.Worker.Hosting;

/// <summary>A loop that runs until the worker stops. Whatever ends it before is told and followed by a rest of 30 s, then it is started again: a cancellation that is not the stop (a call that timed out) ends nothing.</summary>
/// <param name="loop">Runs until its token fires.</param>
/// <param name="stop">When the worker stops.</param>
/// <param name="time">Measures the rest.</param>
internal abstract class KeptGoing(Func<CancellationToken, Task> loop, StopTokens stop, TimeProvider time) : IHostedService
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

    /// <summary>Tells that the loop ended by a fault, and when it is tried again.</summary>
    protected abstract void Tell(TimeSpan rest, Exception fault);

    private async Task RunAsync()
    {
        var ends = stop.ClaimNothingMore;
        while (!ends.IsCancellationRequested)
        {
            try
            {
                await loop(ends);
            }
            catch (Exception fault) when (!(fault is OperationCanceledException && ends.IsCancellationRequested))
            {
                Tell(Rest, fault);
                await Task.Delay(Rest, time, ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the stop cuts it short
            }
            catch (OperationCanceledException)
            {
                return; // the stop
            }
        }
    }
}
