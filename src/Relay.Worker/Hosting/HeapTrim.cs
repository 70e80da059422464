namespace Relay.Worker.Hosting;

/// <summary>Gives back to the machine what the start, a long harvest or a busy evening needed and nothing needs any longer: a worker rests most of its time, often on a small machine beside other programs.</summary>
internal sealed class HeapTrim(TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>How long after the start.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    /// <summary>How often then: seldom, since everything stands still for some tens of milliseconds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private ITimer? _clock;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _clock = time.CreateTimer(_ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), null, First, Every);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _clock?.Dispose();
}
