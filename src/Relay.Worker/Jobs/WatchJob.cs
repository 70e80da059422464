using Quartz;

namespace Relay.Worker.Jobs;

/// <summary>Looks around twice a minute. That it runs at all is the proof that the scheduler turns.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchJob(Rounds rounds) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("watch");

    /// <inheritdoc/>
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        rounds.NoteTurn();
        return ValueTask.CompletedTask;
    }
}
