using Quartz;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Trials;

namespace Relay.Worker.Jobs;

/// <summary>Has what is in people's hands looked after, and what a test left behind taken away.</summary>
[DisallowConcurrentExecution]
internal sealed class HandJob(HandKeeper keeper, TestPosts tests) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("hands");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await tests.SweepAsync(cancellationToken);
        await keeper.RunAsync(cancellationToken);
    }
}
