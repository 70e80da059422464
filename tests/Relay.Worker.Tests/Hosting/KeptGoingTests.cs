using NUnit.Framework;
using Relay.Testing;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Hosting;

public sealed class KeptGoingTests
{
    [Test]
    public async Task Run_CancellationThatIsNotTheStop_IsToldAndTheLoopIsStartedAgain()
    {
        var time = new ManualTime(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        using var stop = new StopTokens(time);
        var (told, again) = (new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var runs = 0;
        var loop = new Loop(
            async enough =>
            {
                if (++runs == 1)
                {
                    throw new TaskCanceledException("A call took too long.");
                }
                again.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, enough);
            },
            stop, time, told.SetResult);

        await loop.StartAsync(default);
        var fault = await told.Task;
        while (!again.Task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30)); // the rest begins after it was told
            await Task.Yield();
        }
        await loop.StopAsync(default);

        Assert.That(fault, Is.InstanceOf<TaskCanceledException>());
        Assert.That(runs, Is.EqualTo(2));
    }

    private sealed class Loop(Func<CancellationToken, Task> loop, StopTokens stop, TimeProvider time, Action<Exception> tell) : KeptGoing(loop, stop, time)
    {
        protected override void Tell(TimeSpan rest, Exception fault) => tell(fault);
    }
}
