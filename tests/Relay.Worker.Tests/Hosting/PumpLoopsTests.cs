using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Trials;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Service;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Hosting;

/// <summary>Stopping while a call is in flight.</summary>
public sealed class PumpLoopsTests
{
    private readonly CliBench _bench = new();
    private readonly ManualTime _time = new(Some.Now);
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Outcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Stop_CallThatEndsInTime_IsConfirmedAndLeavesNoDoubt()
    {
        var delivery = await new StoreBench(_bench).LeaveADeliveryAsync();
        await using var work = await WorkAsync();

        var stopping = work.Loops.StopAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(17));
        _answer.SetResult(new Outcome.Done(["4711"]));
        await stopping;

        Assert.That((await work.FindAsync(delivery))!.State, Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Stop_CallThatHangs_IsGivenUpAfter18SecondsAndIsInDoubt()
    {
        var delivery = await new StoreBench(_bench).LeaveADeliveryAsync();
        await using var work = await WorkAsync();

        var stopping = work.Loops.StopAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(17.9));
        var early = stopping.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await stopping;

        Assert.That(early, Is.False);
        Assert.That((await work.FindAsync(delivery))!.State, Is.EqualTo(DeliveryState.Uncertain));
    }

    [Test]
    public async Task Follow_AccountThatGoesAndComesBackDuringItsCall_MakesNoDoubtOfIt()
    {
        var delivery = await new StoreBench(_bench).LeaveADeliveryAsync();
        await using var work = await WorkAsync();
        var before = work.Channels.Now;

        work.Channels.Swap(before with { Accounts = new Dictionary<string, Account>(), Channels = new Dictionary<string, Channel>() }, new HashSet<string>());
        work.Loops.Follow();
        work.Channels.Swap(before, new HashSet<string>());
        work.Loops.Follow();
        var seen = new HashSet<DeliveryState>();
        for (var look = 0; look < 50; look++)
        {
            // Goes through the writer, as what a second pump would begin with does.
            await work.Store.Ledger.RecoverAccountAsync("nobody", _time.GetUtcNow(), CancellationToken.None);
            seen.Add((await work.FindAsync(delivery))!.State);
        }
        _answer.SetResult(new Outcome.Done(["4711"]));
        await work.Loops.StopAsync(CancellationToken.None);

        Assert.That(seen, Is.EqualTo(new[] { DeliveryState.Attempting }));
        Assert.That((await work.FindAsync(delivery))!.State, Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Stop_TestPostThatWaitsForItsTurn_DoesNotHoldTheStopUp()
    {
        await new StoreBench(_bench).LeaveADeliveryAsync();
        await using var work = await WorkAsync();
        var (stop, channels) = (work.Parts.GetRequiredService<StopTokens>(), work.Channels);
        var test = new TestPost(work.Parts.GetRequiredService<TestPosts>(), channels, work.Parts.GetRequiredService<Explainer>(), isPumped: true, stop.ClaimNothingMore);
        var arguments = new Dictionary<string, string> { [TestPost.Channel] = channels.Channels.Keys.First() };

        var testing = test.RunAsync(arguments, Core.Audit.Actor.System, CancellationToken.None);
        stop.Stop();

        await Assert.ThatAsync(() => testing.WaitAsync(TimeSpan.FromSeconds(30)), Throws.InstanceOf<OperationCanceledException>());
        _answer.SetResult(new Outcome.Done(["4711"]));
        await work.Loops.StopAsync(CancellationToken.None);
    }

    private async Task<Work> WorkAsync()
    {
        var (_, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, _bench.Around(), CancellationToken.None);
        var store = await StoreAccess.OpenForWorkAsync(configuration, _time, null, CancellationToken.None);
        var network = new Mock<INetwork>(MockBehavior.Strict);
        network.SetupGet(one => one.Key).Returns("telegram");
        network.As<IDeletePosts>();
        network.Setup(one => one.CreateAsync(It.IsAny<Account>(), It.IsAny<Target>(), It.IsAny<Part>(), It.IsAny<CancellationToken>()))
            .Returns(async (Account _, Target _, Part _, CancellationToken abort) =>
            {
                _called.SetResult();
                return await _answer.Task.WaitAsync(abort);
            });
        var services = new ServiceCollection().AddLogging().AddRelayParts(configuration, store, _time)
            .AddSingleton(new LiveChannels(configuration)).AddSingleton<IChannels>(parts => parts.GetRequiredService<LiveChannels>())
            .AddSingleton<StopTokens>().AddSingleton<WorkerVerdict>().AddSingleton(new Mock<IHostApplicationLifetime>(MockBehavior.Strict).Object).AddSingleton<ProgressBoard>().AddSingleton<Setbacks>().AddSingleton<PumpLoops>();
        services.RemoveAll<INetwork>().AddSingleton(network.Object);
        var work = new Work(services.BuildServiceProvider(), store);
        await work.Loops.StartAsync(CancellationToken.None);
        await _called.Task;
        return work;
    }

    private sealed record Work(ServiceProvider Parts, RelayStore Store) : IAsyncDisposable
    {
        public PumpLoops Loops => Parts.GetRequiredService<PumpLoops>();

        public LiveChannels Channels => Parts.GetRequiredService<LiveChannels>();

        public Task<Delivery?> FindAsync(Guid delivery) => Store.Ledger.FindAsync(delivery, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await Parts.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
