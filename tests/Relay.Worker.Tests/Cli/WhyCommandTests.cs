using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>What <c>relay why</c> makes of parts of ids.</summary>
public sealed class WhyCommandTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Why_EndOfAnIdAsItIsShown_MeansThatPublication()
    {
        await Store.LeaveADoubtAsync();
        var announcement = (await Store.ReadAsync(store => store.Ledger.SearchAsync("party/event/e1", 9, default))).Single(one => one.Plan.Key.Moment == "announce");
        var end = $"{announcement.Id}"[^8..];

        Assert.That(await RunAsync("why", end), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.StartWith("Uncertain").And.Contain($"[{end}]").And.Not.Contain("J-1"));
    }

    [Test]
    public async Task Why_StartThatMoreThanFiftyShare_SaysThatItStops()
    {
        await Store.KeepAChannelAsync();
        await Store.PlanManyAsync(60);
        var start = $"{(await Store.ReadAsync(store => store.Ledger.PlannedAsync(1, default)))[0].Id}"[..8];

        Assert.That(await RunAsync("why", start, "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Error, Does.Contain("Il y en a plus de 50").And.Contain("8 derniers caractères"));
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, _bench.Around(StoreBench.Time), CancellationToken.None);
}
