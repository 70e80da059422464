using Quartz;
using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>Plans what changed, then has slots looked at.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanJob(PlanService plans, Rounds rounds) : IJob
{
    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("plan");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await plans.RunAsync(cancellationToken);
        rounds.Note(report);
        context.Result = report;
        await FollowUp.RunAsync(context.Scheduler, SlotJob.Key, cancellationToken);
    }
}
