using Quartz;

namespace Relay.Worker.Jobs;

/// <summary>What one job has another do. While Relay stops it is left undone: every start harvests, plans and looks at slots first.</summary>
internal static class FollowUp
{
    /// <summary>Runs a job as soon as it may.</summary>
    public static Task RunAsync(IScheduler scheduler, JobKey job, CancellationToken cancel)
        => UnlessStoppedAsync(scheduler, async () => await scheduler.TriggerJob(job, data: null!, cancel));

    /// <summary>Runs a job at its trigger's time, in place of an earlier trigger of that name.</summary>
    public static Task ScheduleAsync(IScheduler scheduler, ITrigger trigger, CancellationToken cancel)
        => UnlessStoppedAsync(scheduler, async () => await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancel));

    private static async Task UnlessStoppedAsync(IScheduler scheduler, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (SchedulerException) when (scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown)
        {
            // The scheduler may stop between any look at it and the asking.
            return;
        }
    }
}
