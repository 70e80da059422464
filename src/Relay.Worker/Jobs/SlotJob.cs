using Quartz;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Releases what a slot is open for, and comes back when the next one opens. The instants are ours: slots are wall time with gaps and maxima, which no cron can say.</summary>
[DisallowConcurrentExecution]
internal sealed class SlotJob(Slotter slotter, Rounds rounds, Setbacks setbacks, TimeProvider time) : IJob
{
    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("slot");

    /// <summary>The trigger of the next look.</summary>
    public static TriggerKey NextLook { get; } = new("slot-next");

    private static Phrase Round { get; } = new("la recherche de créneaux", "the look at slots");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        DateTimeOffset? next = null;
        try
        {
            await setbacks.CountAsync("slots", Round, async () =>
            {
                var report = await slotter.RunAsync(cancellationToken);
                rounds.Note(report);
                context.Result = report;
                next = report.Next;
            });
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            next = time.GetUtcNow() + Setbacks.Again;
            throw;
        }
        finally
        {
            // Also after a fault: nothing else looks at slots while the source is out of reach.
            if (!cancellationToken.IsCancellationRequested)
            {
                await LookAgainAsync(context.Scheduler, next, cancellationToken);
            }
        }
    }

    private async Task LookAgainAsync(IScheduler scheduler, DateTimeOffset? interest, CancellationToken cancel)
    {
        var next = TriggerBuilder.Create(time).WithIdentity(NextLook).ForJob(Key)
            .StartAt(SlotClock.Next(interest, time.GetUtcNow()))
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
        await FollowUp.ScheduleAsync(scheduler, next, cancel);
    }
}
