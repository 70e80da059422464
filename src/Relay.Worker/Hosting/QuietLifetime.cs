namespace Relay.Worker.Hosting;

/// <summary>Signals are the program's: the host starts and stops when it is told.</summary>
internal sealed class QuietLifetime(StopTokens stop, IHostApplicationLifetime life) : IHostLifetime, IDisposable
{
    private CancellationTokenRegistration _stopping;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        // Before any service is asked to stop: from the first word on nothing more is claimed.
        _stopping = life.ApplicationStopping.Register(stop.Stop);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
