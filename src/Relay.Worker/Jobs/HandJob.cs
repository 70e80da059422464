using Quartz;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Deliveries.Trials;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Has what is in people's hands looked after, and what a test left behind taken away.</summary>
[DisallowConcurrentExecution]
internal sealed class HandJob(HandKeeper keeper, TestPosts tests, Setbacks setbacks) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("hands");

    private static Phrase Round { get; } = new("le suivi de ce qui est publié à la main", "the care of what is published by hand");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await setbacks.CountAsync("hands", Round, async () =>
        {
            await tests.SweepAsync(cancellationToken);
            await keeper.RunAsync(cancellationToken);
        });
    }
}
