using Quartz;
using Relay.Core.Alarms;

namespace Relay.Worker.Jobs;

/// <summary>Looks around, as often as the watchdog is set, for what a person must mend. That it runs at all is the proof that the scheduler turns; only a look that ends well can raise an alarm.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchJob(Rounds rounds, AlarmService alarms) : IJob
{
    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("watch");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        rounds.NoteTurn();
        context.Result = await alarms.RunAsync(cancellationToken);
        rounds.NoteLook();
    }
}
