using Microsoft.Extensions.DependencyInjection;
using Moq;
using NUnit.Framework;
using Quartz;
using Relay.Core.Deliveries;
using Relay.Core.Planning;
using Relay.Testing;
using Relay.Worker.Jobs;
using Relay.Worker.Service;

namespace Relay.Worker.Tests.Jobs;

public sealed class SlotJobTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Execute_StoreFails_LooksAgainLater(CancellationToken cancel)
    {
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.ExpireAsync(It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("The disk is full."));
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton(TimeProvider.System).AddSingleton(ledger.Object).AddSingleton(Some.Channels([])).AddSingleton<PumpBell>().AddSingleton<Slotter>().AddSingleton<Rounds>().AddSingleton<Setbacks>()
            .AddQuartz(quartz =>
            {
                quartz.UseInMemoryStore(_ => { });
                quartz.AddJob<SlotJob>(job => job.WithIdentity(SlotJob.Key).StoreDurably());
            })
            .BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancel);
        var ended = new Ended();
        scheduler.ListenerManager.AddJobListener(ended);
        await scheduler.Start(cancel);

        await scheduler.TriggerJob(SlotJob.Key, data: null!, cancel);
        var fault = await ended.Fault.WaitAsync(cancel);
        var next = await scheduler.GetTrigger(SlotJob.NextLook, cancel);
        await scheduler.Shutdown(waitForJobsToComplete: true, cancel);

        Assert.That(fault, Is.Not.Null, "the fault is told");
        Assert.That(next, Is.Not.Null);
    }

    private sealed class Ended : IJobListener
    {
        private readonly TaskCompletionSource<Exception?> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "ended";

        public Task<Exception?> Fault => _fault.Task;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            _fault.TrySetResult(jobException);
            return ValueTask.CompletedTask;
        }
    }
}
