using Quartz;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Plans what changed, then has slots looked at. Tried again soon when it fails, whether or not a source is read meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanJob(PlanService plans, Rounds rounds, Setbacks setbacks, TimeProvider time) : IJob
{
    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("plan");

    /// <summary>The trigger of the next try after a failure.</summary>
    public static TriggerKey NextTry { get; } = new("plan-again");

    private static Phrase Round { get; } = new("la préparation du plan", "the planning");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await setbacks.CountAsync("plan", Round, async () =>
            {
                var report = await plans.RunAsync(cancellationToken);
                rounds.Note(report);
                context.Result = report;
            });
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            var again = TriggerBuilder.Create(time).WithIdentity(NextTry).ForJob(Key).StartAt(time.GetUtcNow() + Setbacks.Again).Build();
            await FollowUp.ScheduleAsync(context.Scheduler, again, cancellationToken);
            throw;
        }
        await FollowUp.RunAsync(context.Scheduler, SlotJob.Key, cancellationToken);
    }
}
