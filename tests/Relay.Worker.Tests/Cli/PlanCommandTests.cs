using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class PlanCommandTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Plan_BeforeTheFirstStart_SaysThatTheSourceDoesNotAnswer()
    {
        Store.Configure();

        Assert.That(await RunAsync("plan"), Is.EqualTo(ExitCode.Unreachable));
        Assert.That(_bench.Error, Does.Contain("party"));
    }

    [Test]
    public async Task Plan_StoreThatNeverSawTheSource_ReadsTheSourceInsteadOfSayingNothing()
    {
        await Store.MakeAsync();

        Assert.That(await RunAsync("plan"), Is.EqualTo(ExitCode.Unreachable));
        Assert.That(_bench.Error, Does.Contain("'party' does not answer"));
    }

    [Test]
    public async Task Plan_UnknownChannel_IsAUsageError()
    {
        Store.Configure();

        Assert.That(await RunAsync("plan", "--channel", "nowhere"), Is.EqualTo(ExitCode.Usage));
    }

    private Task<int> RunAsync(params string[] command) => CommandLine.RunAsync(command, _bench.Around(StoreBench.Time), CancellationToken.None);
}
