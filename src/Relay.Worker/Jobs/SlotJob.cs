using Quartz;
using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>Releases what a slot is open for, and comes back when the next one opens. The instants are ours: slots are wall time with gaps and maxima, which no cron can say.</summary>
[DisallowConcurrentExecution]
internal sealed class SlotJob(Slotter slotter, Rounds rounds, TimeProvider time) : IJob
{
    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("slot");

    /// <summary>The trigger of the next look.</summary>
    public static TriggerKey NextLook { get; } = new("slot-next");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await slotter.RunAsync(cancellationToken);
        rounds.Note(report);
        context.Result = report;
        var next = TriggerBuilder.Create(time).WithIdentity(NextLook).ForJob(Key)
            .StartAt(SlotClock.Next(report.Next, time.GetUtcNow()))
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
        await context.Scheduler.ScheduleTrigger(next, TriggerConflict.Replace, cancellationToken);
    }
}
