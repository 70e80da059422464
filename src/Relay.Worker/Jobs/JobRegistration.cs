using Quartz;
using Relay.Core.Channels;
using Relay.Core.Planning;

namespace Relay.Worker.Jobs;

/// <summary>Says when jobs run. What must survive a restart is in our store; Quartz keeps nothing.</summary>
internal static class JobRegistration
{
    /// <summary>Adds the scheduler with every job and trigger.</summary>
    public static IServiceCollection AddRelayJobs(this IServiceCollection services, ConfigurationInForce configuration, TimeProvider time)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "relay";
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseTimeProvider(time);
            quartz.UseInMemoryStore(_ => { });
            quartz.AddJob<PlanJob>(job => job.WithIdentity(PlanJob.Key).StoreDurably());
            quartz.AddJob<SlotJob>(job => job.WithIdentity(SlotJob.Key).StoreDurably());
            quartz.AddJob<WatchJob>(job => job.WithIdentity(WatchJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("watch").ForJob(WatchJob.Key).StartAt(time.GetUtcNow() + configuration.Watchdog.Look)
                .WithSimpleSchedule(turns => turns.WithInterval(configuration.Watchdog.Look).RepeatForever()));
            quartz.AddJob<HandJob>(job => job.WithIdentity(HandJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("hands").ForJob(HandJob.Key).StartAt(time.GetUtcNow() + HandJob.Every)
                .WithSimpleSchedule(turns => turns.WithInterval(HandJob.Every).RepeatForever()));
            quartz.AddJob<ForgetJob>(job => job.WithIdentity(ForgetJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("forget").ForJob(ForgetJob.Key).StartAt(time.GetUtcNow().AddMinutes(1))
                .WithSimpleSchedule(turns => turns.WithInterval(ForgetJob.Every).RepeatForever()));
            quartz.AddJob<RetentionJob>(job => job.WithIdentity(RetentionJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("retention").ForJob(RetentionJob.Key).StartAt(time.GetUtcNow() + RetentionJob.Start)
                .WithSimpleSchedule(turns => turns.WithInterval(RetentionJob.Every).RepeatForever()));
            if (configuration.Return is not null)
            {
                quartz.AddJob<ReturnJob>(job => job.WithIdentity(ReturnJob.Key).StoreDurably());
                quartz.AddTrigger(trigger => trigger.WithIdentity("return").ForJob(ReturnJob.Key).StartAt(time.GetUtcNow() + ReturnJob.Every)
                    .WithSimpleSchedule(turns => turns.WithInterval(ReturnJob.Every).RepeatForever()));
            }
            foreach (var (id, source) in configuration.Sources)
            {
                quartz.AddJob<HarvestJob>(job => job.WithIdentity(HarvestJob.Of(id)).StoreDurably());
                quartz.AddTrigger(trigger => Cron(trigger.WithIdentity(id, "poll").ForJob(HarvestJob.Of(id)), source.Harvest, source.Zone));
                quartz.AddTrigger(trigger => Cron(trigger.WithIdentity(id, "full").ForJob(HarvestJob.Of(id)), source.FullHarvest, source.Zone));
                quartz.RunAtStartup(HarvestJob.Of(id));
            }
            // A source that is out of reach must not keep yesterday's plan from going on.
            quartz.RunAtStartup(PlanJob.Key);
        });
        if (configuration.Return is { } party)
        {
            services.AddSingleton(party);
        }
        return services.AddSingleton<Rounds>().AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>A schedule in its own zone whose missed turns are left out, so that they never burst.</summary>
    public static CronScheduleBuilder Schedule(string cron, string zone)
    {
        WallClock.TryZone(zone, out var found);
        return CronScheduleBuilder.Create(cron).InTimeZone(found).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing);
    }

    /// <summary>When a source is polled next after an instant.</summary>
    public static DateTimeOffset? NextHarvest(SourceSettings source, DateTimeOffset after)
    {
        WallClock.TryZone(source.Zone, out var zone);
        return new CronExpression(source.Harvest, zone).GetNextValidTimeAfter(after);
    }

    private static void Cron(ITriggerConfigurator<IJob> trigger, string cron, string zone) => trigger.WithSchedule(Schedule(cron, zone));
}
