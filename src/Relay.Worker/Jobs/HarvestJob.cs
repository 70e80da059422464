using Quartz;
using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Worker.Jobs;

/// <summary>Reads one source, then has the plan made. Late is late: a misfire waits for the next turn, it never bursts.</summary>
[DisallowConcurrentExecution]
internal sealed class HarvestJob(IHarvester harvester, IItemStore items, ConfigurationInForce configuration, TimeProvider time) : IJob
{
    /// <summary>The job of a source.</summary>
    public static JobKey Of(string source) => new(source, "harvest");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var source = context.JobDetail.Key.Name;
        var health = (await items.HealthAsync(cancellationToken)).FirstOrDefault(health => health.Source == source);
        var full = FullPass.IsOwed(configuration.Sources[source], health?.LastGoodFull, time.GetUtcNow());
        var report = await harvester.RunAsync(source, full, cancellationToken);
        context.Result = report;
        if (report is { Failure: null, Busy: false })
        {
            await FollowUp.RunAsync(context.Scheduler, PlanJob.Key, cancellationToken);
        }
    }
}
